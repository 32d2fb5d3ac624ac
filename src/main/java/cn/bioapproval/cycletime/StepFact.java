package cn.bioapproval.cycletime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A step of a case started, went to another unit, ended, or was taken away. */
record StepFact(
        long caseId,
        UUID visit,
        int stepId,
        Kind kind,
        @Nullable String actor,
        @Nullable String candidateGroups,
        Instant occurredAt,
        Instant recordedAt) {

    enum Kind {
        START,
        /** Another unit does it from now on; {@code candidateGroups} says which groups. */
        MOVE,
        END,
        CANCEL
    }
}
