package cn.bioapproval.cycletime;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A step of a case started, went to another unit, ended, or was taken away. */
@Entity
@Immutable
@Table(name = "cycletime_step_fact")
class StepFact {

    enum Kind {
        START,
        /** Another unit does it from now on; {@code candidateGroups} says which groups. */
        MOVE,
        END,
        CANCEL
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cycletime_step_fact_seq")
    @SequenceGenerator(name = "cycletime_step_fact_seq", allocationSize = 50)
    @Nullable
    private Long id;

    private long caseId;
    private UUID visit;
    private Instant occurredAt;
    private Instant recordedAt;
    private int stepId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Nullable
    private String actor;

    @Nullable
    private String candidateGroups;

    @SuppressWarnings("NullAway.Init")
    protected StepFact() {}

    StepFact(
            long caseId,
            UUID visit,
            int stepId,
            Kind kind,
            @Nullable String actor,
            @Nullable String candidateGroups,
            Instant occurredAt,
            Instant recordedAt) {
        this.caseId = caseId;
        this.visit = visit;
        this.stepId = stepId;
        this.kind = kind;
        this.actor = actor;
        this.candidateGroups = candidateGroups;
        this.occurredAt = occurredAt;
        this.recordedAt = recordedAt;
    }
}
