package cn.bioapproval.intake;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One passage through the door, as it was: who, for whom, when, with which form, and what. Never changed. */
@Entity
@Immutable
@Table(name = "intake_submission")
public class Submission {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "intake_submission_seq")
    @SequenceGenerator(name = "intake_submission_seq", sequenceName = "intake_submission_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(nullable = false)
    private long caseId;

    @Column(nullable = false)
    private String procedure;

    @Column(nullable = false)
    private String elementId;

    private @Nullable String taskId;

    @Column(nullable = false)
    private String formKey;

    @Column(nullable = false)
    private int formVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private String data;

    @Column(nullable = false)
    private byte[] sha256;

    private @Nullable String actor;

    private @Nullable String onBehalfOf;

    @Column(nullable = false)
    private Instant submittedAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Submission() {}

    Submission(NewSubmission submission, Actor actor, Instant at) {
        this.caseId = submission.caseId().value();
        this.procedure = submission.procedure();
        this.elementId = submission.elementId();
        this.taskId = submission.taskId();
        this.formKey = submission.formKey();
        this.formVersion = submission.formVersion();
        this.data = Json.canonical(submission.data().asMap());
        this.sha256 = Json.sha256(data);
        this.actor = actor.userId();
        this.onBehalfOf = actor.onBehalfOf();
        this.submittedAt = at;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("Not recorded yet");
        }
        return id;
    }

    public CaseId caseId() {
        return CaseId.of(caseId);
    }

    /** Process definition key. */
    public String procedure() {
        return procedure;
    }

    /** The start event or user task in the model. */
    public String elementId() {
        return elementId;
    }

    /** The engine's task; null for a start form. */
    public @Nullable String taskId() {
        return taskId;
    }

    public String formKey() {
        return formKey;
    }

    public int formVersion() {
        return formVersion;
    }

    /** What was submitted. */
    public FormData data() {
        return FormData.of(Json.object(data));
    }

    /** SHA-256 of the data in canonical JSON (keys in order, no blanks, plain numbers), as hexadecimal text. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    /** Whether the data are still those of which the hash was taken. */
    public boolean isIntact() {
        return sha256().equals(HexFormat.of().formatHex(Json.sha256(Json.canonical(Json.object(data)))));
    }

    /** Who submitted it; null for the system. */
    public @Nullable String actor() {
        return actor;
    }

    /** The person who was substituted, when a recorded substitute submitted it. */
    public @Nullable String onBehalfOf() {
        return onBehalfOf;
    }

    public Instant submittedAt() {
        return submittedAt;
    }
}
