package cn.bioapproval.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The working days of the office (工作日): Monday to Friday without the days off, and the weekend days that are worked
 * instead (行政许可法 art. 82). All dates are office dates, Asia/Shanghai. Answers come from memory; a year loaded by the
 * administrator counts from the moment its transaction is committed.
 *
 * <p>A year that is not loaded is answered from the days that the law itself fixes only if that is allowed
 * ({@code bioapproval.calendar.provisional}), and only up to the end of next year; such answers are provisional (暂定)
 * and {@link #isProvisional} says so. Everything else is a {@link CalendarYearNotLoaded}.
 *
 * <p>Why provisional years exist: the arrangement of a year is published in the November before, while a legal period
 * of a year (one year for a supplement, 医疗器械注册与备案管理办法 art. 54) that begins in March always ends in a year that nobody
 * can have loaded. Refusing these periods for ten months a year would stop lawful work. When the arrangement is loaded,
 * {@link HolidaysLoaded} makes the dates move.
 */
public final class WorkingDays {

    private final Clock clock;
    private final Map<Integer, Map<LocalDate, String>> statutory;
    private volatile Map<Integer, YearDays> years;

    private WorkingDays(
            Clock clock, Collection<HolidayArrangement> loaded, Map<Integer, Map<LocalDate, String>> statutory) {
        this.clock = clock;
        this.statutory = statutory;
        this.years = precompute(loaded);
    }

    /**
     * @param loaded      the arrangements that are known
     * @param provisional whether a year that is not among them may be answered provisionally
     */
    static WorkingDays of(Clock clock, Collection<HolidayArrangement> loaded, boolean provisional) {
        return new WorkingDays(clock, loaded, provisional ? ShippedHolidays.statutoryDays() : Map.of());
    }

    /** The calendar as shipped, without a database: for tests and tools. */
    public static WorkingDays shipped(Clock clock, boolean provisional) {
        return of(clock, ShippedHolidays.arrangements(), provisional);
    }

    void replaceBy(Collection<HolidayArrangement> loaded) {
        years = precompute(loaded);
    }

    private Map<Integer, YearDays> precompute(Collection<HolidayArrangement> loaded) {
        Map<Integer, Set<LocalDate>> daysOff = new HashMap<>();
        Map<Integer, Set<LocalDate>> makeUpDays = new HashMap<>();
        Map<Integer, HolidayArrangement> byYear = new TreeMap<>();
        loaded.forEach(arrangement -> byYear.put(arrangement.year(), arrangement));
        // In the order of the years: what next year's arrangement says about this December is said later, and holds.
        for (HolidayArrangement arrangement : byYear.values()) {
            arrangement.daysOff().keySet().forEach(date -> {
                daysOff.computeIfAbsent(date.getYear(), year -> new HashSet<>()).add(date);
                makeUpDays.getOrDefault(date.getYear(), new HashSet<>()).remove(date);
            });
            arrangement.makeUpDays().keySet().forEach(date -> {
                makeUpDays.computeIfAbsent(date.getYear(), year -> new HashSet<>()).add(date);
                daysOff.getOrDefault(date.getYear(), new HashSet<>()).remove(date);
            });
        }
        Map<Integer, YearDays> computed = new HashMap<>();
        statutory.forEach((year, days) -> computed.put(
                year,
                new YearDays(
                        year,
                        true,
                        union(days.keySet(), daysOff.get(year)),
                        makeUpDays.getOrDefault(year, Set.of()))));
        byYear.keySet().forEach(year -> computed.put(
                year,
                new YearDays(
                        year,
                        false,
                        daysOff.getOrDefault(year, Set.of()),
                        makeUpDays.getOrDefault(year, Set.of()))));
        return Map.copyOf(computed);
    }

    private static Set<LocalDate> union(Set<LocalDate> days, @Nullable Set<LocalDate> more) {
        Set<LocalDate> union = new HashSet<>(days);
        if (more != null) {
            union.addAll(more);
        }
        return union;
    }

    /**
     * Whether the office works on the date.
     *
     * @throws CalendarYearNotLoaded if the year is not known
     */
    public boolean isWorkingDay(LocalDate date) {
        return year(date.getYear()).isWorkingDay(date);
    }

    /**
     * The n-th working day after the trigger; the day of the trigger does not count (民法典 art. 201), and need not be a
     * working day itself. {@code plus(trigger, 0)} is the trigger.
     *
     * @throws IllegalArgumentException if n is negative
     * @throws CalendarYearNotLoaded    if a year on the way is not known
     */
    public LocalDate plus(LocalDate trigger, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("Working days to add must not be negative: " + n);
        }
        if (n == 0) {
            return trigger;
        }
        YearDays days = year(trigger.getYear());
        int ordinal = days.upTo(trigger) + n;
        while (ordinal > days.total()) {
            ordinal -= days.total();
            days = year(days.year() + 1);
        }
        return days.nth(ordinal);
    }

    /**
     * How many working days lie in {@code (afterExclusive, upToInclusive]}; 0 when the second date is not later.
     *
     * @throws CalendarYearNotLoaded if a year in between is not known
     */
    public int count(LocalDate afterExclusive, LocalDate upToInclusive) {
        if (!upToInclusive.isAfter(afterExclusive)) {
            return 0;
        }
        int count = -year(afterExclusive.getYear()).upTo(afterExclusive);
        for (int between = afterExclusive.getYear(); between < upToInclusive.getYear(); between++) {
            count += year(between).total();
        }
        return count + year(upToInclusive.getYear()).upTo(upToInclusive);
    }

    /**
     * The date itself if it is a working day, otherwise the next one: where a period ends whose last day is a rest day
     * (民法典 art. 203).
     *
     * @throws CalendarYearNotLoaded if the year is not known
     */
    public LocalDate onOrAfter(LocalDate date) {
        return isWorkingDay(date) ? date : plus(date, 1);
    }

    /** Today's date in the office. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(OfficeClock.ZONE));
    }

    /**
     * Whether a date computed from {@code from} to {@code to} rests on a year whose arrangement is not loaded yet (暂定);
     * it may still move.
     *
     * @throws CalendarYearNotLoaded if a year is not known at all
     */
    public boolean isProvisional(LocalDate from, LocalDate to) {
        for (int between = from.getYear(); between <= to.getYear(); between++) {
            if (year(between).provisional()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the year can be answered at all, officially or provisionally. */
    public boolean knows(int year) {
        YearDays days = years.get(year);
        return days != null && (!days.provisional() || year <= today().getYear() + 1);
    }

    private YearDays year(int year) {
        YearDays days = years.get(year);
        if (days == null || !knows(year)) {
            throw new CalendarYearNotLoaded(year);
        }
        return days;
    }
}
