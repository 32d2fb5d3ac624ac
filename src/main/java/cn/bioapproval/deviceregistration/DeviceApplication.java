package cn.bioapproval.deviceregistration;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The application for one registration in one case. It decides what may follow what; the order in which people are
 * asked is the models' business.
 */
@Entity
@Table(name = "deviceregistration_application")
public class DeviceApplication {

    private static final Set<DeviceStatus> OPEN = EnumSet.of(
            DeviceStatus.REGISTERED,
            DeviceStatus.CORRECTING,
            DeviceStatus.ACCEPTED,
            DeviceStatus.IN_REVIEW,
            DeviceStatus.REVIEW_TERMINATED,
            DeviceStatus.TO_REFUSE,
            DeviceStatus.TO_DECIDE);

    @Id
    private long id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false)
    private DeviceMatter matter;

    @Nullable
    @Column(updatable = false)
    private String certificateNumber;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private Map<String, String> changes;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private DeviceStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private DeviceDetails details;

    @Column(nullable = false)
    private LocalDate receivedOn;

    @Nullable
    private LocalDate acceptedOn;

    private boolean correctionsRequested;

    private boolean supplementRequested;

    private boolean suspected;

    private boolean falseMaterial;

    @Nullable
    private Boolean reviewPassed;

    @Nullable
    @Enumerated(EnumType.STRING)
    private InspectionResult inspection;

    private boolean recommended;

    @Nullable
    @Enumerated(EnumType.STRING)
    private RefusalGround ground;

    @Nullable
    private String refusalCode;

    @Nullable
    private String reason;

    @Nullable
    private String conditions;

    @Nullable
    private LocalDate decidedOn;

    @Column(nullable = false, updatable = false)
    private Instant registeredAt;

    @Version
    private int version;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceApplication() {}

    /** Applies for a first registration. */
    DeviceApplication(CaseId caseId, DeviceDetails details, LocalDate receivedOn, Instant registeredAt) {
        this(caseId, DeviceMatter.REGISTRATION, null, Map.of(), details, receivedOn, registeredAt);
    }

    /**
     * Applies for something about a certificate.
     *
     * @param certificateNumber the certificate; {@code null} for a first registration only
     * @param changes           what shall stand on it instead, by field of the certificate
     */
    DeviceApplication(
            CaseId caseId,
            DeviceMatter matter,
            @Nullable String certificateNumber,
            Map<String, String> changes,
            DeviceDetails details,
            LocalDate receivedOn,
            Instant registeredAt) {
        this.id = caseId.value();
        this.matter = matter;
        this.certificateNumber = certificateNumber;
        this.changes = Map.copyOf(changes);
        this.details = details;
        this.receivedOn = receivedOn;
        this.registeredAt = registeredAt;
        this.status = DeviceStatus.REGISTERED;
    }

    // receipt --------------------------------------------------------------------------------------------------------

    /** The one notice of what is missing before acceptance (一次性告知补正). */
    void requestCorrections() {
        require("告知补正", DeviceStatus.REGISTERED);
        if (correctionsRequested) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "补正已经一次性告知过，不能再次告知。请选择“受理”或者“不予受理”。");
        }
        correctionsRequested = true;
        status = DeviceStatus.CORRECTING;
    }

    /** Corrected; the five days of the examination run from the day the corrections came. */
    void correct(DeviceDetails corrected, Map<String, String> changed, LocalDate on) {
        require("接收补正", DeviceStatus.CORRECTING);
        details = corrected;
        changes = Map.copyOf(changed);
        receivedOn = on;
        status = DeviceStatus.REGISTERED;
    }

    void correctOnTheSpot(DeviceDetails corrected) {
        require("当场更正", DeviceStatus.REGISTERED);
        details = corrected;
    }

    void decline(RefusalCode code, String why) {
        require("不予受理", DeviceStatus.REGISTERED);
        refusalCode = code.value();
        reason = why;
        status = DeviceStatus.NOT_ACCEPTED;
    }

    void accept(LocalDate on) {
        require("受理", DeviceStatus.REGISTERED);
        acceptedOn = on;
        status = DeviceStatus.ACCEPTED;
    }

    /** By lapse of a limit: corrections not made, or the fee not paid. */
    void deemWithdrawn() {
        require("按撤回办结", DeviceStatus.CORRECTING, DeviceStatus.ACCEPTED);
        status = DeviceStatus.WITHDRAWN;
    }

    // review and inspection ------------------------------------------------------------------------------------------

    void beginReview() {
        require("转入审评", DeviceStatus.ACCEPTED);
        status = DeviceStatus.IN_REVIEW;
    }

    /** Asks for the supplement of the review, which there is only one of (办法 art. 54). */
    void requestSupplement() {
        require("发补", DeviceStatus.IN_REVIEW);
        if (supplementRequested) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "补充资料已经一次性告知过，不能再次发补。");
        }
        supplementRequested = true;
    }

    /** The review stands still while it is found out whether material is false (办法 art. 55). */
    void suspect() {
        require("中止审评", DeviceStatus.IN_REVIEW);
        suspected = true;
    }

    /** What was found out; a false application stays suspected, so that it cannot be withdrawn. */
    void investigated(boolean isFalse) {
        suspected = isFalse;
        falseMaterial = isFalse;
    }

    void inspected(InspectionResult result) {
        require("登记核查结论", DeviceStatus.IN_REVIEW);
        inspection = result;
    }

    /** Review and inspection are broken off: there is nothing left but to refuse. */
    void terminateReview() {
        require("终止审评", DeviceStatus.IN_REVIEW);
        recommended = false;
        ground = falseMaterial
                ? RefusalGround.FALSE_MATERIAL
                : inspection == InspectionResult.REFUSED
                        ? RefusalGround.INSPECTION_REFUSED
                        : RefusalGround.SUPPLEMENT_OVERDUE;
        reason = ground.label() + "，终止技术审评。";
        status = DeviceStatus.REVIEW_TERMINATED;
    }

    void reviewed(boolean passed) {
        require("登记审评意见", DeviceStatus.IN_REVIEW);
        reviewPassed = passed;
    }

    /** Whether only a refusal can be concluded: the review or the inspection was not passed. */
    public boolean mustFail() {
        return !Boolean.TRUE.equals(reviewPassed) || inspection == InspectionResult.FAIL;
    }

    /**
     * Concludes from review and inspection together.
     *
     * @param intended the ground of an intended refusal; {@code null} to recommend the registration
     */
    void conclude(@Nullable RefusalGround intended, String why) {
        require("形成审评结论", DeviceStatus.IN_REVIEW);
        if (intended == null && mustFail()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "技术审评或者体系核查没有通过，只能拟不予注册。");
        }
        recommended = intended == null;
        ground = intended;
        reason = why;
        status = intended == null ? DeviceStatus.TO_DECIDE : DeviceStatus.TO_REFUSE;
    }

    void objectionHandled(boolean overturned) {
        require("处理异议", DeviceStatus.TO_REFUSE);
        if (overturned) {
            recommended = true;
            ground = null;
            reason = null;
        }
        status = DeviceStatus.TO_DECIDE;
    }

    // decision -------------------------------------------------------------------------------------------------------

    /** @param conditionsImposed what has to be done after a conditional approval (附条件批准); {@code null} without */
    void approve(@Nullable String conditionsImposed, LocalDate on) {
        require("准予注册", DeviceStatus.TO_DECIDE);
        if (!recommended) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "审评结论不建议准予注册，只能不予注册。");
        }
        conditions = conditionsImposed;
        decidedOn = on;
        status = DeviceStatus.APPROVED;
    }

    /** Nobody decided before the certificate expired: the renewal is deemed granted (条例 art. 22). */
    void deemGranted(LocalDate on) {
        require(
                "视为准予延续",
                DeviceStatus.ACCEPTED,
                DeviceStatus.IN_REVIEW,
                DeviceStatus.REVIEW_TERMINATED,
                DeviceStatus.TO_REFUSE,
                DeviceStatus.TO_DECIDE);
        decidedOn = on;
        status = DeviceStatus.APPROVED;
    }

    /** Decides a matter that has no technical review: filing, reissue, cancellation. */
    void settle(boolean granted, String why, LocalDate on) {
        require("作出决定", DeviceStatus.ACCEPTED);
        reason = why;
        decidedOn = on;
        status = granted ? DeviceStatus.APPROVED : DeviceStatus.REFUSED;
    }

    void refuse(RefusalGround because, String why, LocalDate on) {
        require("不予注册", DeviceStatus.TO_DECIDE, DeviceStatus.TO_REFUSE, DeviceStatus.REVIEW_TERMINATED);
        ground = because;
        refusalCode = because.code().value();
        reason = why;
        decidedOn = on;
        status = DeviceStatus.REFUSED;
    }

    void certified() {
        require("办结", DeviceStatus.APPROVED);
        status = DeviceStatus.CERTIFIED;
    }

    /**
     * The applicant withdraws.
     *
     * @throws Refusal {@code ERR_WITHDRAW_FORBIDDEN} while material is suspected to be false (办法 art. 56), and once it
     *                 is decided
     */
    void withdraw() {
        if (suspected) {
            throw Refusal.conflict(
                    RefusalCode.WITHDRAW_FORBIDDEN, "申请资料涉嫌虚假，正在核实或者处理，不能撤回。");
        }
        if (!OPEN.contains(status)) {
            throw Refusal.conflict(
                    RefusalCode.WITHDRAW_FORBIDDEN, "该申请的状态为“" + status.label() + "”，不能撤回。");
        }
        status = DeviceStatus.WITHDRAWN;
    }

    /** Whether the lead office may still end the case. */
    boolean canBeBrokenOff() {
        return OPEN.contains(status);
    }

    void breakOff(String why) {
        require("终止办理", OPEN.toArray(DeviceStatus[]::new));
        reason = why;
        status = DeviceStatus.TERMINATED;
    }

    private void require(String what, DeviceStatus... allowed) {
        if (!Arrays.asList(allowed).contains(status)) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "该申请的状态为“%s”，不能%s。".formatted(status.label(), what));
        }
    }

    public CaseId caseId() {
        return CaseId.of(id);
    }

    /** What is applied for. */
    public DeviceMatter matter() {
        return matter;
    }

    /** The certificate that it is about; empty for a first registration. */
    public Optional<String> certificateNumber() {
        return Optional.ofNullable(certificateNumber);
    }

    /** What shall stand on the certificate instead, by its field; empty unless something changes. */
    public Map<String, String> changes() {
        return changes;
    }

    public DeviceStatus status() {
        return status;
    }

    public DeviceDetails details() {
        return details;
    }

    /** The day of receipt, or of the corrections that came instead. */
    public LocalDate receivedOn() {
        return receivedOn;
    }

    public Optional<LocalDate> acceptedOn() {
        return Optional.ofNullable(acceptedOn);
    }

    /** Whether the one notice of corrections was given. */
    public boolean correctionsWereRequested() {
        return correctionsRequested;
    }

    /** Whether the one supplement of the review was asked for. */
    public boolean supplementWasRequested() {
        return supplementRequested;
    }

    public Optional<Boolean> reviewPassed() {
        return Optional.ofNullable(reviewPassed);
    }

    /** How the inspection ended; empty if there was none, or it still lasts. */
    public Optional<InspectionResult> inspection() {
        return Optional.ofNullable(inspection);
    }

    /** Whether the registration is recommended to those who decide. */
    public boolean recommended() {
        return recommended;
    }

    public Optional<RefusalGround> ground() {
        return Optional.ofNullable(ground);
    }

    /** The reason of a refusal, intended refusal or non-acceptance; empty where there is none. */
    public String reason() {
        return reason == null ? "" : reason;
    }

    public Optional<String> conditions() {
        return Optional.ofNullable(conditions);
    }

    public Optional<LocalDate> decidedOn() {
        return Optional.ofNullable(decidedOn);
    }
}
