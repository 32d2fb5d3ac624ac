package cn.bioapproval.clock;

import cn.bioapproval.cases.CaseId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statutory clock of a case as it stands on a day. All dates are office dates, all days working days.
 *
 * @param asOf          the day of the reading: today, or the day the clock ended
 * @param startedOn     the day of the trigger, which does not count
 * @param phase         the phase whose limit it is ({@code clock.phase}); {@code null} for the limit of the whole
 * @param restarts      how many times this limit was begun anew
 * @param limitDays     the limit without extensions
 * @param extensionDays days added by extensions
 * @param countedDays   days used up to and including {@code asOf}
 * @param remainingDays days left after {@code asOf}; negative when overrun
 * @param deadline      the last day; while the clock stands still, as if it ran on from {@code asOf}; {@code null} only
 *                      if it lies in a year whose holidays are not known
 * @param provisional   whether the deadline rests on a year whose arrangement is not loaded yet (暂定)
 * @param yearNotLoaded the year that keeps the deadline unknown
 * @param endedOn       the day the clock ended; {@code null} while it lasts
 * @param stops         stops that reach into this limit, the earliest first
 */
public record ClockReading(
        CaseId caseId,
        LocalDate asOf,
        LocalDate startedOn,
        @Nullable String phase,
        int restarts,
        int limitDays,
        int extensionDays,
        int countedDays,
        int remainingDays,
        @Nullable LocalDate deadline,
        boolean provisional,
        @Nullable Integer yearNotLoaded,
        @Nullable LocalDate endedOn,
        List<StopReading> stops) {

    /** Whether the clock has ended. */
    public boolean ended() {
        return endedOn != null;
    }

    /** Whether the clock stands still. */
    public boolean stopped() {
        return !ended() && stops.stream().anyMatch(StopReading::open);
    }

    /** The stops that keep the clock standing now; the first is the longest. */
    public List<StopReading> openStops() {
        return ended() ? List.of() : stops.stream().filter(StopReading::open).toList();
    }

    /** Whether the last day has passed without the clock having ended before. */
    public boolean overdue() {
        return deadline != null && asOf.isAfter(deadline);
    }
}
