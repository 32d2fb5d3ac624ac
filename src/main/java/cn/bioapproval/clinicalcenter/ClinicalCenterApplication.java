package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/**
 * The application of one centre in one case. It decides what may follow what; the order in which people are asked is
 * the model's business.
 */
@Entity
@Table(name = "clinicalcenter_application")
public class ClinicalCenterApplication {

    private static final Set<ApplicationStatus> WITHDRAWABLE = EnumSet.of(
            ApplicationStatus.REGISTERED,
            ApplicationStatus.SUPPLEMENTING,
            ApplicationStatus.ACCEPTED,
            ApplicationStatus.IN_REVIEW,
            ApplicationStatus.RECTIFYING,
            ApplicationStatus.TO_DECIDE,
            ApplicationStatus.RETURNED,
            ApplicationStatus.AGREED,
            ApplicationStatus.CALCULATED,
            ApplicationStatus.PUBLICISED,
            ApplicationStatus.OBJECTED);

    @Id
    private long id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private ApplicationStatus status;

    /** Replaced as a whole, never changed: Hibernate need not copy it through JSON to see whether it was. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    @Column(nullable = false)
    private ApplicationDetails details;

    @Nullable
    private Long lineageId;

    private boolean supplementRequested;

    private boolean rectificationRequired;

    @Nullable
    @Enumerated(EnumType.STRING)
    private Matter stage;

    @Nullable
    private LocalDate passedOn;

    @Nullable
    @Enumerated(EnumType.STRING)
    private Grade grade;

    @Nullable
    private LocalDate evaluatedOn;

    @Nullable
    @Enumerated(EnumType.STRING)
    private Decision kjjDecision;

    @Nullable
    @Enumerated(EnumType.STRING)
    private Decision wjwDecision;

    @Nullable
    private String kjjOpinion;

    @Nullable
    private String wjwOpinion;

    private boolean stackingConfirmed;

    @Nullable
    private String refusalCode;

    @Nullable
    private String refusalReason;

    @Column(nullable = false, updatable = false)
    private Instant registeredAt;

    /** {@code null} until it is in the database: that is how the repository knows that it need not look for it. */
    @Version
    @Nullable
    private Integer version;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected ClinicalCenterApplication() {}

    ClinicalCenterApplication(CaseId caseId, ApplicationDetails details, Instant registeredAt) {
        this.id = caseId.value();
        this.details = details;
        this.status = ApplicationStatus.REGISTERED;
        this.registeredAt = registeredAt;
    }

    // reception ------------------------------------------------------------------------------------------------------

    /** The one notice of what is missing (一次性告知补正). */
    void requestSupplement() {
        require("告知补正", ApplicationStatus.REGISTERED);
        if (supplementRequested) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "补正已经一次性告知过，不能再次告知。请选择“受理”或者“不予受理”。");
        }
        supplementRequested = true;
        status = ApplicationStatus.SUPPLEMENTING;
    }

    void supply(ApplicationDetails supplied) {
        require("接收补正", ApplicationStatus.SUPPLEMENTING);
        details = supplied;
        status = ApplicationStatus.REGISTERED;
    }

    void deemWithdrawn() {
        require("按撤回办结", ApplicationStatus.SUPPLEMENTING);
        status = ApplicationStatus.WITHDRAWN;
    }

    void decline(RefusalCode code, String reason) {
        require("不予受理", ApplicationStatus.REGISTERED);
        becauseOf(code, reason);
        status = ApplicationStatus.NOT_ACCEPTED;
    }

    /**
     * @throws Refusal with the code of the first finding, if there is any
     */
    void accept(List<Finding> findings, long lineage) {
        require("受理", ApplicationStatus.REGISTERED);
        if (!findings.isEmpty()) {
            Finding first = findings.get(0);
            boolean mendable = !supplementRequested && findings.stream().allMatch(Finding::supplementable);
            throw Refusal.invalid(
                    first.code(),
                    "不能受理：%s请选择“%s”。".formatted(
                            String.join("", findings.stream().map(Finding::message).toList()),
                            mendable ? "一次性告知补正" : "不予受理"));
        }
        lineageId = lineage;
        stage = details.type() == ApplicationType.EVALUATION ? Matter.EVALUATION : Matter.ACCEPTANCE;
        if (details.reliesOnRecognition()) {
            passedOn = details.eventOn();
        }
        status = ApplicationStatus.ACCEPTED;
    }

    // review ---------------------------------------------------------------------------------------------------------

    void beginReview() {
        require("抽取专家", ApplicationStatus.ACCEPTED);
        status = ApplicationStatus.IN_REVIEW;
    }

    /** Rectification is granted at most once, be the conclusion reached anew after a return or not. */
    void conclude(Conclusion conclusion, LocalDate concludedOn) {
        require("形成评审结论", ApplicationStatus.IN_REVIEW, ApplicationStatus.RETURNED);
        if (conclusion == Conclusion.RECTIFY && rectificationRequired) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "限期整改最多一次，本办件已经整改过。请选择“通过”或者“不通过”。");
        }
        switch (conclusion) {
            case PASS -> pass(concludedOn);
            case RECTIFY -> {
                rectificationRequired = true;
                passedOn = null;
                status = ApplicationStatus.RECTIFYING;
            }
            case FAIL -> fail();
        }
    }

    void concludeAgain(boolean passed, LocalDate concludedOn) {
        require("复评", ApplicationStatus.RECTIFYING);
        if (passed) {
            pass(concludedOn);
        } else {
            fail();
        }
    }

    private void pass(LocalDate concludedOn) {
        passedOn = concludedOn;
        status = ApplicationStatus.TO_DECIDE;
    }

    private void fail() {
        passedOn = null;
        status = ApplicationStatus.NOT_PASSED;
        becauseOf(Refusals.ACCEPTANCE_NOT_PASSED, "评审结论为不通过。");
    }

    /** Rectification was not handed in within its six months. */
    void rectificationOverdue() {
        if (status == ApplicationStatus.RECTIFYING) {
            fail();
            becauseOf(Refusals.ACCEPTANCE_NOT_PASSED, "逾期未提交整改报告，视为验收不通过。");
        }
    }

    // decision -------------------------------------------------------------------------------------------------------

    /**
     * One office decides.
     *
     * @param stackingNeeded whether a branch award would come on top of awards of lower tiers
     * @throws Refusal {@code ERR_REVIEW_REQUIRED} when that is agreed to without saying so
     */
    void decide(
            Office office,
            Decision decision,
            @Nullable String opinion,
            boolean stackingNeeded,
            boolean stackingConfirmed) {
        requireToDecide("审定");
        if (decision != Decision.AGREE && (opinion == null || opinion.isBlank())) {
            throw Refusal.invalid(RefusalCode.FORM_INVALID, "退回或者否决的，必须写明理由。");
        }
        if (office == Office.KJJ) {
            if (decision == Decision.AGREE && stackingNeeded && !stackingConfirmed) {
                throw Refusal.invalid(
                        Refusals.REVIEW_REQUIRED,
                        "同一中心以前领过市级或者省级补助，国家分中心补助能否叠加须人工确认。请核对后勾选“已人工核对既往补助”，或者选择退回、否决。");
            }
            kjjDecision = decision;
            kjjOpinion = opinion;
            this.stackingConfirmed = stackingConfirmed;
        } else {
            wjwDecision = decision;
            wjwOpinion = opinion;
        }
    }

    void decideJointly(JointDecision decision) {
        requireToDecide("联合审定");
        status = switch (decision) {
            case AGREED -> ApplicationStatus.AGREED;
            case RETURNED -> ApplicationStatus.RETURNED;
            case VETOED -> ApplicationStatus.VETOED;
        };
        if (decision == JointDecision.VETOED) {
            becauseOf(Refusals.VETOED, reasons(Decision.VETO));
        }
    }

    private void requireToDecide(String what) {
        require(what, ApplicationStatus.ACCEPTED, ApplicationStatus.TO_DECIDE, ApplicationStatus.OBJECTED);
    }

    private String reasons(Decision decision) {
        StringBuilder reasons = new StringBuilder();
        if (kjjDecision == decision) {
            reasons.append("市科技局：").append(kjjOpinion).append('\n');
        }
        if (wjwDecision == decision) {
            reasons.append("市卫健委：").append(wjwOpinion);
        }
        return reasons.toString().strip();
    }

    /** A returned application that relies on a higher authority's document was verified against it. */
    void verify(String documentNo, LocalDate happenedOn) {
        require("核实上级文件", ApplicationStatus.RETURNED);
        details = details.verified(documentNo, happenedOn);
        passedOn = happenedOn;
        status = ApplicationStatus.TO_DECIDE;
    }

    void evaluate(Grade result, LocalDate concludedOn) {
        require("评估", ApplicationStatus.ACCEPTED, ApplicationStatus.AGREED, ApplicationStatus.RETURNED);
        grade = result;
        evaluatedOn = concludedOn;
        stage = Matter.EVALUATION;
        status = ApplicationStatus.TO_DECIDE;
    }

    // award and publicity --------------------------------------------------------------------------------------------

    void calculated() {
        require("计算补助", ApplicationStatus.AGREED);
        status = ApplicationStatus.CALCULATED;
    }

    void awardRefused(RefusalCode code, String reason) {
        require("计算补助", ApplicationStatus.AGREED);
        becauseOf(code, reason);
        status = ApplicationStatus.AWARD_REFUSED;
    }

    void publicise() {
        require("公示", ApplicationStatus.CALCULATED);
        status = ApplicationStatus.PUBLICISED;
    }

    void object() {
        require("登记异议", ApplicationStatus.PUBLICISED);
        status = ApplicationStatus.OBJECTED;
    }

    // end ------------------------------------------------------------------------------------------------------------

    void refuse() {
        require("不予支持", ApplicationStatus.NOT_PASSED, ApplicationStatus.VETOED, ApplicationStatus.AWARD_REFUSED);
        status = ApplicationStatus.REFUSED;
    }

    void issueNotices() {
        require("发文", ApplicationStatus.PUBLICISED);
        status = ApplicationStatus.NOTIFIED;
    }

    void budget(boolean reserved) {
        require("占用预算", ApplicationStatus.NOTIFIED, ApplicationStatus.QUEUED_BUDGET);
        status = reserved ? ApplicationStatus.IN_PAYMENT : ApplicationStatus.QUEUED_BUDGET;
    }

    void terminate(String reason) {
        require("终止发放", ApplicationStatus.QUEUED_BUDGET);
        becauseOf(Refusals.BUDGET_INSUFFICIENT, reason);
        status = ApplicationStatus.TERMINATED;
    }

    /** Paid, or nothing to pay. */
    void grant() {
        require("办结", ApplicationStatus.NOTIFIED, ApplicationStatus.IN_PAYMENT);
        status = ApplicationStatus.GRANTED;
    }

    /**
     * The applicant withdraws.
     *
     * @throws Refusal {@code ERR_WITHDRAW_FORBIDDEN} once the notices are issued, or the case has ended
     */
    void withdraw() {
        if (!WITHDRAWABLE.contains(status)) {
            throw Refusal.conflict(
                    RefusalCode.WITHDRAW_FORBIDDEN,
                    "办件目前为“%s”，发文以后或者办结以后不能撤回。".formatted(status.label()));
        }
        status = ApplicationStatus.WITHDRAWN;
    }

    void revoke() {
        require("撤销补助决定", ApplicationStatus.GRANTED);
        status = ApplicationStatus.REVOKED;
    }

    /**
     * The case goes back to a step that was done before; what was recorded since is recorded anew.
     *
     * @param before where the application stood when that step was open
     */
    void goBack(ApplicationStatus before) {
        status = before;
    }

    /**
     * The lead office ends the case (终止办理).
     *
     * @throws Refusal {@code ERR_CASE_STATE} once the notices are issued, or the case has ended
     */
    void breakOff(String reason) {
        if (!WITHDRAWABLE.contains(status)) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "办件目前为“%s”，发文以后或者办结以后不能终止办理。".formatted(status.label()));
        }
        becauseOf(Refusals.BROKEN_OFF, reason);
        status = ApplicationStatus.TERMINATED;
    }

    boolean canBeBrokenOff() {
        return WITHDRAWABLE.contains(status);
    }

    private void becauseOf(RefusalCode code, String reason) {
        refusalCode = code.value();
        refusalReason = reason;
    }

    private void require(String what, ApplicationStatus... allowed) {
        if (!Arrays.asList(allowed).contains(status)) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "办件目前为“%s”，不能%s。请刷新后核对。".formatted(status.label(), what));
        }
    }

    // what others may know -------------------------------------------------------------------------------------------

    public CaseId caseId() {
        return CaseId.of(id);
    }

    public ApplicationStatus status() {
        return status;
    }

    public ApplicationDetails details() {
        return details;
    }

    /** Whether the one notice of what is missing has been given. */
    public boolean supplementWasRequested() {
        return supplementRequested;
    }

    /** What is being decided now; before acceptance that is not known. */
    public Optional<Matter> stage() {
        return Optional.ofNullable(stage);
    }

    /** The day on which the centre passed its acceptance, obtained its recognition or was completed. */
    public Optional<LocalDate> passedOn() {
        return Optional.ofNullable(passedOn);
    }

    public Optional<Grade> grade() {
        return Optional.ofNullable(grade);
    }

    public Optional<LocalDate> evaluatedOn() {
        return Optional.ofNullable(evaluatedOn);
    }

    /** What the office decided last, if it has. */
    public Optional<Decision> decisionOf(Office office) {
        return Optional.ofNullable(office == Office.KJJ ? kjjDecision : wjwDecision);
    }

    /** What the office wrote with its last decision; empty when nothing. */
    public String opinionOf(Office office) {
        return Objects.requireNonNullElse(office == Office.KJJ ? kjjOpinion : wjwOpinion, "");
    }

    /** Whether the stacking of a branch award was confirmed by a person. */
    public boolean stackingWasConfirmed() {
        return stackingConfirmed;
    }

    /** Why it was refused, if it was. */
    public Optional<RefusalCode> refusalCode() {
        return Optional.ofNullable(refusalCode).map(RefusalCode::new);
    }

    /** Why it was refused, in Chinese; empty when it was not. */
    public String refusalReason() {
        return Objects.requireNonNullElse(refusalReason, "");
    }

    /** The centre; known since acceptance. */
    Optional<Long> lineage() {
        return Optional.ofNullable(lineageId);
    }
}
