package cn.bioapproval.calendar;

/**
 * The official arrangement of a year was loaded or replaced. Published after the commit, when {@link WorkingDays}
 * already answers by it: whoever keeps dates that were computed before (due dates, timers) computes them again.
 *
 * @param year the year; the last days of the year before may have changed too
 */
public record HolidaysLoaded(int year) {}
