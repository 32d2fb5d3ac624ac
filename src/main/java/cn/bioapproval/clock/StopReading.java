package cn.bioapproval.clock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One stop of the clock.
 *
 * @param legalBasis  the rule that allows it, in Chinese
 * @param stoppedOn   the day of the stop, which still counts
 * @param resumedOn   the day of the resume, which does not count; {@code null} while it lasts
 * @param workingDays working days that this stop alone keeps from counting, up to the day of the reading
 */
public record StopReading(
        StopReason reason,
        String legalBasis,
        LocalDate stoppedOn,
        @Nullable LocalDate resumedOn,
        int workingDays) {

    /** Whether it still lasts. */
    public boolean open() {
        return resumedOn == null;
    }
}
