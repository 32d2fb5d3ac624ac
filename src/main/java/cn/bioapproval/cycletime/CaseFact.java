package cn.bioapproval.cycletime;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A case opened, closed, or lost what it had been granted. */
@Entity
@Immutable
@IdClass(CaseFact.Key.class)
@Table(name = "cycletime_case_fact")
class CaseFact {

    enum Kind {
        OPENED,
        CLOSED,
        REVOKED
    }

    record Key(long caseId, Kind kind) implements Serializable {}

    @Id
    private long caseId;

    @Id
    @Enumerated(EnumType.STRING)
    private Kind kind;

    private Instant occurredAt;
    private Instant recordedAt;

    @Nullable
    private String item;

    @Nullable
    private String procedure;

    @Nullable
    private String outcome;

    @Nullable
    private String reason;

    @SuppressWarnings("NullAway.Init")
    protected CaseFact() {}

    CaseFact(long caseId, Kind kind, Instant occurredAt, Instant recordedAt) {
        this.caseId = caseId;
        this.kind = kind;
        this.occurredAt = occurredAt;
        this.recordedAt = recordedAt;
    }

    CaseFact of(String item, String procedure) {
        this.item = item;
        this.procedure = procedure;
        return this;
    }

    CaseFact endedWith(String outcome, @Nullable String reason) {
        this.outcome = outcome;
        this.reason = reason;
        return this;
    }
}
