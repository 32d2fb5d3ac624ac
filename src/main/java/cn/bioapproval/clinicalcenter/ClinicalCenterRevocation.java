package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.funding.Yuan;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The revocation (撤销) of what was granted in another case, and the recovery of what was paid. */
@Entity
@Table(name = "clinicalcenter_revocation")
public class ClinicalCenterRevocation {

    /** Where it stands. */
    enum Status {
        OPEN,
        DISMISSED,
        RECOVERING,
        CLOSED
    }

    @Id
    private long id;

    @Column(nullable = false, updatable = false)
    private long originalCaseId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Status status;

    private long toRecover;

    private long recovered;

    @Column(nullable = false, updatable = false)
    private Instant openedAt;

    /** {@code null} until it is in the database: that is how the repository knows that it need not look for it. */
    @Version
    @Nullable
    private Integer version;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected ClinicalCenterRevocation() {}

    ClinicalCenterRevocation(CaseId caseId, CaseId originalCaseId, Instant openedAt) {
        this.id = caseId.value();
        this.originalCaseId = originalCaseId.value();
        this.status = Status.OPEN;
        this.openedAt = openedAt;
    }

    void dismiss() {
        require(Status.OPEN);
        status = Status.DISMISSED;
    }

    void revoke(Yuan amountToRecover) {
        require(Status.OPEN);
        toRecover = amountToRecover.value();
        status = amountToRecover.isZero() ? Status.CLOSED : Status.RECOVERING;
    }

    void recover(Yuan amount) {
        require(Status.RECOVERING);
        if (amount.isZero()) {
            throw Refusal.invalid(RefusalCode.INVALID_AMOUNT, "本次追回金额应大于 0，请改正。");
        }
        if (amount.compareTo(outstanding()) > 0) {
            throw Refusal.invalid(
                    RefusalCode.OVER_CAP, "本次追回 " + amount + " 超过尚未追回的 " + outstanding() + "，请核对金额。");
        }
        recovered += amount.value();
        if (outstanding().isZero()) {
            status = Status.CLOSED;
        }
    }

    /** Recovery is given up (终止追缴). */
    void giveUp() {
        require(Status.RECOVERING);
        status = Status.CLOSED;
    }

    private void require(Status allowed) {
        if (status != allowed) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "撤销办件的状态已经变化，请刷新后核对。");
        }
    }

    boolean isRecovering() {
        return status == Status.RECOVERING;
    }

    /** The case whose grant is in question. */
    public CaseId originalCaseId() {
        return CaseId.of(originalCaseId);
    }

    /** What has to be paid back; zero before the revocation is decided. */
    public Yuan toRecover() {
        return Yuan.of(toRecover);
    }

    /** What has been paid back. */
    public Yuan recovered() {
        return Yuan.of(recovered);
    }

    /** What is still to be paid back. */
    public Yuan outstanding() {
        return toRecover().less(recovered());
    }
}
