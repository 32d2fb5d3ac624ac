package cn.bioapproval.calendar;

import java.util.List;

/** An arrangement was refused and nothing was changed; each problem is one Chinese sentence for the administrator. */
public class InvalidHolidays extends RuntimeException {

    private final transient List<String> problems;

    InvalidHolidays(int year, List<String> problems) {
        super(year + "年放假安排未载入：" + String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
