package cn.bioapproval.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The counter-entry beside a submission that no longer counts. */
@Entity
@Immutable
@Table(name = "intake_set_aside")
class SetAside {

    @Id
    private long submissionId;

    @Column(nullable = false)
    private long caseId;

    @Column(nullable = false)
    private Instant setAsideAt;

    private @Nullable String actor;

    @Column(nullable = false)
    private String reason;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected SetAside() {}

    SetAside(Submission submission, Instant at, @Nullable String actor, String reason) {
        this.submissionId = submission.id();
        this.caseId = submission.caseId().value();
        this.setAsideAt = at;
        this.actor = actor;
        this.reason = reason;
    }
}
