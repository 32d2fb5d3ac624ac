package cn.bioapproval.devicelicence;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.intake.FormData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an applicant asks for in one case, and how far it has come. */
@Entity
@Table(name = "devicelicence_matter")
public class LicenceMatter {

    /** How far it has come. */
    enum Stage {
        RECEIVED,
        SUPPLEMENTING,
        IN_REVIEW,
        TO_DECIDE,
        DECIDED,
        ENDED
    }

    @Id
    private long id;

    @Column(nullable = false, updatable = false)
    private String subject;

    @Nullable
    @Column(updatable = false)
    private String certificateNo;

    @Column(nullable = false, updatable = false)
    private String content;

    @Column(nullable = false, updatable = false)
    private String contact;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Stage stage;

    @Column(nullable = false)
    private LocalDate receivedOn;

    private boolean supplementTold;

    @Nullable
    private Boolean granted;

    @Version
    private int version;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected LicenceMatter() {}

    /** @param receivedOn office date on which it was handed in */
    LicenceMatter(CaseId caseId, FormData form, LocalDate receivedOn) {
        this.id = caseId.value();
        this.subject = form.text("subject");
        this.certificateNo = form.optionalText("certificateNo").orElse(null);
        this.content = form.text("content");
        this.contact = form.text("contactName") + "，" + form.text("contactPhone");
        this.stage = Stage.RECEIVED;
        this.receivedOn = receivedOn;
    }

    void requestSupplement() {
        require(Stage.RECEIVED);
        if (supplementTold) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "补正已经一次性告知过，不能再次告知；请受理或者不予受理。");
        }
        supplementTold = true;
        stage = Stage.SUPPLEMENTING;
    }

    /** @param on office date on which the supplement came; from then on the five days count anew */
    void supply(LocalDate on) {
        require(Stage.SUPPLEMENTING);
        if (on.isBefore(receivedOn)) {
            throw Refusal.invalid(RefusalCode.INVALID_DATE, "补正收到日期不能早于收件日期，请核对。");
        }
        receivedOn = on;
        stage = Stage.RECEIVED;
    }

    void accept() {
        require(Stage.RECEIVED);
        stage = Stage.IN_REVIEW;
    }

    void conclude() {
        require(Stage.IN_REVIEW);
        stage = Stage.TO_DECIDE;
    }

    void decide(boolean isGranted) {
        require(Stage.TO_DECIDE);
        granted = isGranted;
        stage = Stage.DECIDED;
    }

    /** To the stage of an earlier step; a decision is not undone this way. */
    void goBack(Stage before) {
        require(Stage.RECEIVED, Stage.IN_REVIEW, Stage.TO_DECIDE);
        stage = before;
    }

    void end(Stage... allowed) {
        require(allowed);
        stage = Stage.ENDED;
    }

    boolean isBeforeDecision() {
        return stage != Stage.DECIDED && stage != Stage.ENDED;
    }

    private void require(Stage... allowed) {
        if (!Arrays.asList(allowed).contains(stage)) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件的状态已经变化，请刷新后核对。");
        }
    }

    CaseId caseId() {
        return CaseId.of(id);
    }

    /** The product, or the site where it is not about one. */
    public String subject() {
        return subject;
    }

    /** Number of the certificate that exists; empty for a matter without one. */
    public Optional<String> certificateNo() {
        return Optional.ofNullable(certificateNo);
    }

    /** What is asked for. */
    public String content() {
        return content;
    }

    /** Name and telephone of whom to ask. */
    public String contact() {
        return contact;
    }

    /** Office date of the receipt, or of the supplement if one was asked for. */
    public LocalDate receivedOn() {
        return receivedOn;
    }

    /** Whether the applicant was told once what is missing. */
    public boolean supplementWasTold() {
        return supplementTold;
    }

    /** Whether it was granted; empty before the decision. */
    public Optional<Boolean> granted() {
        return Optional.ofNullable(granted);
    }
}
