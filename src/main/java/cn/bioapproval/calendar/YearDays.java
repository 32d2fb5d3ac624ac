package cn.bioapproval.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Set;

/** The working days of one year, counted once so that every question is a look-up. */
final class YearDays {

    private final int year;
    private final boolean provisional;
    /** At index d: how many working days lie between 1 January and the d-th day of the year, both included. */
    private final int[] upTo;
    /** At index n - 1: the day of the year of the n-th working day. */
    private final int[] nth;

    YearDays(int year, boolean provisional, Set<LocalDate> daysOff, Set<LocalDate> makeUpDays) {
        this.year = year;
        this.provisional = provisional;
        int length = Year.of(year).length();
        upTo = new int[length + 1];
        int[] found = new int[length];
        for (int day = 1; day <= length; day++) {
            LocalDate date = LocalDate.ofYearDay(year, day);
            upTo[day] = upTo[day - 1];
            if (makeUpDays.contains(date) || !daysOff.contains(date) && !isWeekend(date)) {
                found[upTo[day]++] = day;
            }
        }
        nth = Arrays.copyOf(found, upTo[length]);
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    int year() {
        return year;
    }

    boolean provisional() {
        return provisional;
    }

    boolean isWorkingDay(LocalDate date) {
        return upTo[date.getDayOfYear()] > upTo[date.getDayOfYear() - 1];
    }

    /** How many working days the year has up to and including the date. */
    int upTo(LocalDate date) {
        return upTo[date.getDayOfYear()];
    }

    int total() {
        return nth.length;
    }

    /** The n-th working day of the year, n from 1 to {@link #total()}. */
    LocalDate nth(int n) {
        return LocalDate.ofYearDay(year, nth[n - 1]);
    }
}
