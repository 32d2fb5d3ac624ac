package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One passage of a case through a step.
 *
 * @param custody     in whose hands the case was (applicant, window, review, ...); empty when the model did not say
 * @param clockEffect {@code runs} or {@code stops:<reason>}
 * @param clockLimit  the step's limit as the model wrote it, for example {@code 5}; empty when it had none
 * @param groups      who might do it
 * @param endedAt     {@code null} while it is open
 * @param cancelled   whether it ended without being done
 * @param endedBy     who ended it; {@code null} while it is open, or when the system did
 */
public record StepVisit(
        CaseId caseId,
        String procedure,
        String elementId,
        String stepName,
        String custody,
        String clockEffect,
        String clockLimit,
        List<String> groups,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean cancelled,
        @Nullable String endedBy) {

    public boolean isOpen() {
        return endedAt == null;
    }
}
