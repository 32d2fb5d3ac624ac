package cn.bioapproval.clock;

import cn.bioapproval.calendar.CalendarYearNotLoaded;
import cn.bioapproval.calendar.WorkingDays;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The one rule of the clock: a working day counts if the clock was running when that day began. Hence the day of the
 * trigger does not count, the day of a stop does, the day of a resume does not, and overlapping stops count once.
 */
final class CountedDays {

    private final WorkingDays workingDays;
    /** Disjoint and in order. */
    private final List<Pause> pauses;

    CountedDays(WorkingDays workingDays, Collection<Pause> pauses) {
        this.workingDays = workingDays;
        this.pauses = union(pauses);
    }

    private static List<Pause> union(Collection<Pause> pauses) {
        List<Pause> union = new ArrayList<>();
        pauses.stream().sorted(Comparator.comparing(Pause::stoppedOn)).forEach(pause -> {
            Pause last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last == null || last.resumedOn() != null && pause.stoppedOn().isAfter(last.resumedOn())) {
                union.add(pause);
            } else if (last.resumedOn() != null
                    && (pause.resumedOn() == null || pause.resumedOn().isAfter(last.resumedOn()))) {
                union.set(union.size() - 1, new Pause(last.stoppedOn(), pause.resumedOn()));
            }
        });
        return union;
    }

    /**
     * How many working days after the trigger, up to and including the other date, count.
     *
     * @throws CalendarYearNotLoaded if a year in between is not known
     */
    int count(LocalDate trigger, LocalDate upTo) {
        int counted = 0;
        LocalDate from = trigger;
        for (Pause pause : pauses) {
            counted += workingDays.count(from, earlier(pause.stoppedOn(), upTo));
            from = later(from, pause.resumedOn() == null ? upTo : pause.resumedOn());
        }
        return counted + workingDays.count(from, upTo);
    }

    /**
     * The n-th working day that counts after the trigger. While the clock stands still it is the day that it would be
     * if the clock were resumed on {@code asOf}.
     *
     * @throws IllegalArgumentException if n is less than 1
     * @throws CalendarYearNotLoaded    if a year in between is not known
     */
    LocalDate nth(LocalDate trigger, int n, LocalDate asOf) {
        if (n < 1) {
            throw new IllegalArgumentException("A limit is at least one working day, not " + n);
        }
        int remaining = n;
        LocalDate from = trigger;
        for (Pause pause : pauses) {
            int stretch = workingDays.count(from, pause.stoppedOn());
            if (remaining <= stretch) {
                break;
            }
            remaining -= stretch;
            LocalDate resumedOn = pause.resumedOn() == null ? later(pause.stoppedOn(), asOf) : pause.resumedOn();
            from = later(from, resumedOn);
        }
        return workingDays.plus(from, remaining);
    }

    /**
     * The last day of a period of the calendar that begins on the day after the trigger (民法典 art. 201, 202), later by
     * the days that stops took out of it, and rolled to the next working day if it is a day of rest (art. 203).
     *
     * @throws CalendarYearNotLoaded if the year of the last day is not known
     */
    LocalDate end(LocalDate trigger, Period period, LocalDate asOf) {
        LocalDate end = trigger.plus(period);
        for (Pause pause : pauses) {
            if (!pause.stoppedOn().isBefore(end)) {
                break;
            }
            LocalDate from = later(pause.stoppedOn(), trigger);
            LocalDate to = pause.resumedOn() == null ? later(pause.stoppedOn(), asOf) : pause.resumedOn();
            end = end.plusDays(Math.max(0, ChronoUnit.DAYS.between(from, to)));
        }
        return workingDays.onOrAfter(end);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
