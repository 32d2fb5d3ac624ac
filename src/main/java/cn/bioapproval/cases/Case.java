package cn.bioapproval.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One case (办件) of a service item (事项): who wants what, where it stands, how it ended. */
@Entity
@Table(name = "cases_case")
public class Case {

    @Id
    private long id;

    @Column(nullable = false, updatable = false)
    private String number;

    @Column(nullable = false, updatable = false)
    private String item;

    @Column(nullable = false, updatable = false)
    private String procedure;

    @Column(nullable = false)
    private String title;

    @Column(nullable = false)
    private String applicantName;

    @Column(nullable = false)
    private String applicantCode;

    @Nullable
    private String applicantEmail;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private CaseStatus status;

    @Nullable
    @Enumerated(EnumType.STRING)
    private CaseOutcome outcome;

    @Nullable
    private String refusalCode;

    @Column(nullable = false, updatable = false)
    private Instant openedAt;

    @Nullable
    private Instant closedAt;

    /** Unset until it is stored: by this Spring Data knows that a case, which brings its id, is new. */
    @Version
    @Nullable
    private Integer version;

    protected Case() {}

    Case(CaseId id, String number, NewCase application, Instant openedAt) {
        this.id = id.value();
        this.number = number;
        this.item = application.item();
        this.procedure = application.procedure();
        this.title = application.title();
        this.applicantName = application.applicantName();
        this.applicantCode = application.applicantCode();
        this.applicantEmail = application.applicantEmail();
        this.status = CaseStatus.RECEIVED;
        this.openedAt = openedAt;
    }

    /** Moves on to the status; whether the step may follow is the model's business, but a closed case stays closed. */
    void moveTo(CaseStatus next) {
        requireOpen();
        if (next == CaseStatus.CLOSED) {
            throw new IllegalArgumentException("A case is closed with an outcome");
        }
        status = next;
    }

    void close(CaseOutcome outcome, @Nullable RefusalCode reason, Instant at) {
        requireOpen();
        this.status = CaseStatus.CLOSED;
        this.outcome = outcome;
        this.refusalCode = reason == null ? null : reason.value();
        this.closedAt = at;
    }

    void revoke() {
        if (outcome != CaseOutcome.GRANTED) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件 " + number + " 没有准予决定，无从撤销。");
        }
        outcome = CaseOutcome.REVOKED;
    }

    private void requireOpen() {
        if (status == CaseStatus.CLOSED) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件 " + number + " 已办结，不能再办理。");
        }
    }

    public CaseId id() {
        return CaseId.of(id);
    }

    /** The number people use, for example {@code XM-LCZX-2026-000123}. */
    public String number() {
        return number;
    }

    /** Code of the service item in the catalogue. */
    public String item() {
        return item;
    }

    /** Key of the process definition that carries the case. */
    public String procedure() {
        return procedure;
    }

    /** What it is about, in one Chinese line. */
    public String title() {
        return title;
    }

    public String applicantName() {
        return applicantName;
    }

    /** Unified social credit code (统一社会信用代码) of the applicant. */
    public String applicantCode() {
        return applicantCode;
    }

    /** Where messages to the applicant go, if the applicant gave an address. */
    public @Nullable String applicantEmail() {
        return applicantEmail;
    }

    public CaseStatus status() {
        return status;
    }

    /** How it ended; {@code null} while the case is open. */
    public @Nullable CaseOutcome outcome() {
        return outcome;
    }

    /** Why it was refused, as a stable code; {@code null} unless refused. */
    public @Nullable String refusalCode() {
        return refusalCode;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public boolean isOpen() {
        return status != CaseStatus.CLOSED;
    }
}
