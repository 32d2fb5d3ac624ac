package cn.bioapproval.calendar;

/**
 * A working day was asked for in a year whose holidays are not known. There is no guess: the message says in Chinese
 * which year is missing and what the administrator does about it. Rooms above answer it as
 * {@code ERR_HOLIDAYS_NOT_LOADED}.
 */
public class CalendarYearNotLoaded extends RuntimeException {

    private final int year;

    CalendarYearNotLoaded(int year) {
        super(("%1$d年的放假安排尚未载入，无法计算涉及该年的工作日和期限，本次操作未生效。"
                        + "请系统管理员在“放假安排”中载入%1$d年的安排后重试。")
                .formatted(year));
        this.year = year;
    }

    /** The year that is missing. */
    public int year() {
        return year;
    }
}
