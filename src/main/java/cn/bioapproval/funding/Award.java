package cn.bioapproval.funding;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One award (核定) of a grant to a beneficiary: its amount, why it is that amount, and where it stands. The amount never
 * changes; a different one is a different award. What was paid and recovered stands in the ledger.
 */
@Entity
@Table(name = "funding_award")
public class Award {

    private static final Set<AwardStatus> ENDED = EnumSet.of(AwardStatus.REPLACED, AwardStatus.REVERSED);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "funding_award_seq")
    @SequenceGenerator(name = "funding_award_seq", sequenceName = "funding_award_seq", allocationSize = 50)
    private long id;

    @Nullable
    @Column(updatable = false)
    private Long caseId;

    @Column(nullable = false, updatable = false)
    private String measure;

    @Column(nullable = false, updatable = false)
    private String grantKey;

    @Column(nullable = false, updatable = false)
    private String kind;

    @Column(nullable = false, updatable = false)
    private String name;

    @Column(nullable = false, updatable = false)
    private String beneficiaryKey;

    @Column(nullable = false, updatable = false)
    private String enterpriseCode;

    @Column(nullable = false, updatable = false)
    private int year;

    @Nullable
    @Column(updatable = false)
    private String annualScope;

    @Nullable
    @Column(updatable = false)
    private String lifetimeScope;

    @Column(nullable = false, updatable = false)
    private long amount;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false, updatable = false)
    private Explanation explanation;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private AwardStatus status;

    @Nullable
    private Integer budgetYear;

    @Column(nullable = false, updatable = false)
    private LocalDate awardedOn;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Version
    private int version;

    protected Award() {}

    Award(AwardRequest request, Explanation explanation, LocalDate awardedOn, Instant createdAt) {
        this.caseId = request.caseId().value();
        this.measure = request.measure();
        this.grantKey = request.grantKey();
        this.kind = request.kind();
        this.name = request.name();
        this.beneficiaryKey = request.beneficiaryKey();
        this.enterpriseCode = request.enterpriseCode();
        this.year = request.year();
        this.annualScope = request.annualCap() == null ? null : request.annualCap().scope();
        this.lifetimeScope = request.lifetimeCap() == null ? null : request.lifetimeCap().scope();
        this.amount = explanation.amount().value();
        this.explanation = explanation;
        this.status = AwardStatus.PROPOSED;
        this.awardedOn = awardedOn;
        this.createdAt = createdAt;
    }

    Award(HistoricGrant grant, Explanation explanation, Instant createdAt) {
        this.caseId = grant.recordedFor() == null ? null : grant.recordedFor().value();
        this.measure = grant.measure();
        this.grantKey = grant.grantKey();
        this.kind = grant.kind();
        this.name = grant.name();
        this.beneficiaryKey = grant.beneficiaryKey();
        this.enterpriseCode = grant.enterpriseCode();
        this.year = grant.paidOn().getYear();
        this.annualScope = grant.annualScope();
        this.lifetimeScope = grant.lifetimeScope();
        this.amount = grant.amount().value();
        this.explanation = explanation;
        this.status = AwardStatus.HISTORIC;
        this.awardedOn = grant.paidOn();
        this.createdAt = createdAt;
    }

    void confirm() {
        if (status == AwardStatus.PROPOSED) {
            status = AwardStatus.CONFIRMED;
        } else if (ENDED.contains(status)) {
            throw notNow("不能核定");
        }
    }

    void replaced() {
        if (status != AwardStatus.PROPOSED && status != AwardStatus.HISTORIC) {
            throw notNow("不能重新计算");
        }
        status = AwardStatus.REPLACED;
    }

    void queued() {
        requireAwaitingBudget();
        status = AwardStatus.QUEUED_BUDGET;
    }

    void reserved(int year) {
        requireAwaitingBudget();
        status = AwardStatus.RESERVED;
        budgetYear = year;
    }

    void paid(boolean completely) {
        status = completely ? AwardStatus.PAID : AwardStatus.PART_PAID;
    }

    void reversed() {
        status = AwardStatus.REVERSED;
    }

    boolean awaitsBudget() {
        return status == AwardStatus.CONFIRMED || status == AwardStatus.QUEUED_BUDGET;
    }

    void requireReserved() {
        if (status != AwardStatus.RESERVED && status != AwardStatus.PART_PAID) {
            throw notNow("不能拨付");
        }
    }

    private void requireAwaitingBudget() {
        if (!awaitsBudget()) {
            throw notNow("不能安排预算");
        }
    }

    private Refusal notNow(String what) {
        return Refusal.conflict(
                RefusalCode.CASE_STATE, "“%s”目前为“%s”，%s，请刷新后核对。".formatted(name, status.label(), what));
    }

    public long id() {
        return id;
    }

    /** The case that claims it; {@code null} for a historic grant that no case brought in. */
    public @Nullable CaseId caseId() {
        return caseId == null ? null : CaseId.of(caseId);
    }

    public String measure() {
        return measure;
    }

    public String grantKey() {
        return grantKey;
    }

    public String kind() {
        return kind;
    }

    /** Chinese name of the grant. */
    public String name() {
        return name;
    }

    public String beneficiaryKey() {
        return beneficiaryKey;
    }

    /** Unified social credit code of the one who is paid. */
    public String enterpriseCode() {
        return enterpriseCode;
    }

    /** The year of the claim (兑现年度). */
    public int year() {
        return year;
    }

    @Nullable
    String annualScope() {
        return annualScope;
    }

    @Nullable
    String lifetimeScope() {
        return lifetimeScope;
    }

    public Yuan amount() {
        return Yuan.of(amount);
    }

    public Explanation explanation() {
        return explanation;
    }

    public AwardStatus status() {
        return status;
    }

    /** The budget year that bears it; {@code null} before it is reserved. */
    public @Nullable Integer budgetYear() {
        return budgetYear;
    }

    /** The budget that bears it; none before it is reserved. */
    Optional<Budgets.Key> budget() {
        return Optional.ofNullable(budgetYear).map(year -> new Budgets.Key(year, measure));
    }

    /** The day it was calculated, or paid if historic (Asia/Shanghai). */
    public LocalDate awardedOn() {
        return awardedOn;
    }

    /** Whether it still counts: neither replaced nor reversed. */
    public boolean isStanding() {
        return !ENDED.contains(status);
    }
}
