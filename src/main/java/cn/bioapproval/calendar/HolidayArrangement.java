package cn.bioapproval.calendar;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The official holiday arrangement of one year (国务院办公厅关于部分节假日安排的通知).
 *
 * @param year       the calendar year
 * @param source     the notice it is taken from, as it is cited
 * @param daysOff    days without work, whatever the weekday, each with the name of the holiday; they may begin in the
 *                   last ten days of December of the year before
 * @param makeUpDays weekend days that are worked (调休上班), each with a note; the same December days are allowed
 */
public record HolidayArrangement(
        int year, String source, Map<LocalDate, String> daysOff, Map<LocalDate, String> makeUpDays) {

    public HolidayArrangement {
        daysOff = sorted(daysOff);
        makeUpDays = sorted(makeUpDays);
    }

    private static SortedMap<LocalDate, String> sorted(Map<LocalDate, String> days) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }
}
