package cn.bioapproval.certificates;

import java.time.LocalDate;
import java.time.Period;

/**
 * A time of validity (有效期), both days included, in office dates.
 *
 * @param from  the first day (生效日期)
 * @param until the last day (有效期至)
 */
record Term(LocalDate from, LocalDate until) {

    Term {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("A term does not end before it begins: " + from + " to " + until);
        }
    }

    /**
     * A term that begins on the day: five years from 2026-06-30 end on 2031-06-29, the day before the corresponding
     * day. Where the month has no such day its last day corresponds (民法典 art. 202): from 2028-02-29 they end on
     * 2033-02-27.
     */
    static Term beginning(LocalDate from, Period length) {
        return new Term(from, from.plus(length).minusDays(1));
    }

    /**
     * The term after this one when its renewal is approved on the day: it begins the day after this one ends, or, if
     * this one has ended already, on the day of approval (医疗器械注册与备案管理办法, 2021, art. 84).
     */
    Term renewed(LocalDate approvedOn, Period length) {
        return beginning(approvedOn.isAfter(until) ? approvedOn : until.plusDays(1), length);
    }
}
