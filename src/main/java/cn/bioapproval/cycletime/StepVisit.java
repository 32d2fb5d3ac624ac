package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.clock.StepProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One passage of a case through a step.
 *
 * @param visit     what tells two passages through the same step apart: for a user task the engine's id of it
 * @param profile   what the step was to the clock when the case passed it: limit, stop, and in whose hands the case was
 * @param groups    who might do it
 * @param endedAt   {@code null} while it is open
 * @param cancelled whether it ended without being done
 * @param endedBy   who ended it; {@code null} while it is open, or when the system did
 */
public record StepVisit(
        CaseId caseId,
        UUID visit,
        String procedure,
        String elementId,
        String stepName,
        StepProfile profile,
        List<String> groups,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean cancelled,
        @Nullable String endedBy) {

    public boolean isOpen() {
        return endedAt == null;
    }
}
