package cn.bioapproval.clock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The clock stood still from one date to another: the day of the stop still counts, the day of the resume does not.
 *
 * @param resumedOn {@code null} while it still stands
 */
record Pause(LocalDate stoppedOn, @Nullable LocalDate resumedOn) {

    Pause {
        if (resumedOn != null && resumedOn.isBefore(stoppedOn)) {
            throw new IllegalArgumentException("Resumed on " + resumedOn + ", before the stop on " + stoppedOn);
        }
    }
}
