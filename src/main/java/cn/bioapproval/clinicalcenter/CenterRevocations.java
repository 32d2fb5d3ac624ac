package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.clinicalcenter.ClinicalCenterRevocation.Status;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.funding.Award;
import cn.bioapproval.funding.AwardStatus;
import cn.bioapproval.funding.Awards;
import cn.bioapproval.funding.Yuan;
import cn.bioapproval.intake.FormData;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Revokes awards of clinical centres after a proven report, and has them paid back (撤销并追回). */
@Service
@Transactional
public class CenterRevocations {

    private final ClinicalCenterRevocations revocations;
    private final ClinicalCenters centers;
    private final Notices notices;
    private final CaseRegister cases;
    private final Catalog catalog;
    private final StatutoryClock clocks;
    private final WorkingDays workingDays;
    private final Awards awards;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CenterRevocations(
            ClinicalCenterRevocations revocations,
            ClinicalCenters centers,
            Notices notices,
            CaseRegister cases,
            Catalog catalog,
            StatutoryClock clocks,
            WorkingDays workingDays,
            Awards awards,
            Clock clock,
            ApplicationEventPublisher events) {
        this.revocations = revocations;
        this.centers = centers;
        this.notices = notices;
        this.cases = cases;
        this.catalog = catalog;
        this.clocks = clocks;
        this.workingDays = workingDays;
        this.awards = awards;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Opens the revocation against the case that the report names.
     *
     * @throws Refusal {@code ERR_CASE_NOT_FOUND} for an unknown case or one of another procedure,
     *                 {@code ERR_CASE_STATE}
     *                 when it was not granted or is being looked into already, {@code ERR_FORM_INVALID} when the credit
     *                 code is another's
     */
    public void open(CaseId caseId, FormData report) {
        Case original = centers.ofThisProcedure(report.text("originalCaseNumber"));
        if (original.outcome() != CaseOutcome.GRANTED) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE,
                    "办件 " + original.number() + " 没有办结并准予，不能撤销。尚在办理的，请在原办件中处理。");
        }
        if (!original.applicantCode().equalsIgnoreCase(report.text("hostCreditCode"))) {
            throw Refusal.fields(
                    RefusalCode.FORM_INVALID,
                    "统一社会信用代码与原办件不一致，请核对办件编号和依托单位。",
                    Map.of("hostCreditCode", "与原办件 " + original.number() + " 不一致。"));
        }
        if (revocations.existsByOriginalCaseIdAndStatusIn(
                original.id().value(), List.of(Status.OPEN, Status.RECOVERING))) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "办件 " + original.number() + " 已有正在办理的撤销办件，不用重复登记。");
        }
        revocations.save(new ClinicalCenterRevocation(caseId, original.id(), clock.instant()));
        clocks.start(caseId, workingDays.today(), catalog.find(cases.get(caseId).item()).orElseThrow().promisedDays());
        cases.moveTo(caseId, CaseStatus.ACCEPTED);
    }

    /** The report is unfounded, or the decision is not to revoke: the award stands, and this case ends. */
    public void dismiss(CaseId caseId) {
        get(caseId).dismiss();
        cases.close(caseId, CaseOutcome.TERMINATED, null);
    }

    /**
     * Revokes the award: counter-entries in the ledger, decision in writing, the original case revoked.
     *
     * @param repayOn the last day for paying back
     * @return whether something was paid that must come back; otherwise this case has ended
     */
    public boolean revoke(CaseId caseId, FormData verification, FormData decision, LocalDate repayOn) {
        ClinicalCenterRevocation revocation = get(caseId);
        ClinicalCenterApplication original = centers.get(revocation.originalCaseId());
        original.revoke();
        Yuan paid = awards.reverse(original.caseId(), decision.text("decisionReason"));
        cases.revoke(original.caseId());
        revocation.revoke(paid);
        notices.revocation(
                caseId, original, verification.text("verification"), decision.text("decisionReason"), paid, repayOn);
        publish(original.caseId(), ClinicalCenterEvent.REVOKED, Map.of(
                "amount", paid.value(),
                "amountText", paid.toString(),
                "repayOn", repayOn.toString(),
                "reason", decision.text("decisionReason")));
        cases.moveTo(caseId, CaseStatus.DECIDED);
        return closeUnlessRecovering(caseId, revocation);
    }

    /**
     * Records what came back, or that recovery is given up.
     *
     * @return whether something is still to come; otherwise this case has ended
     */
    public boolean recordRecovery(CaseId caseId, FormData form) {
        ClinicalCenterRevocation revocation = get(caseId);
        if (form.text("recoveryOutcome").equals("STOP")) {
            revocation.giveUp();
        } else {
            recover(revocation, form);
            publish(revocation.originalCaseId(), ClinicalCenterEvent.RECOVERED, Map.of(
                    "amount", form.wan("recoveredAid"),
                    "outstanding", revocation.outstanding().value(),
                    "outstandingText", revocation.outstanding().toString()));
        }
        return closeUnlessRecovering(caseId, revocation);
    }

    /** Awards are paid back in the order in which they were awarded. */
    private void recover(ClinicalCenterRevocation revocation, FormData form) {
        Yuan before = revocation.recovered();
        Yuan amount = Yuan.of(form.wan("recoveredAid"));
        revocation.recover(amount);
        for (Award award : awards.of(revocation.originalCaseId())) {
            boolean wasPaid = award.status() == AwardStatus.REVERSED && award.budgetYear() != null;
            if (wasPaid) {
                Yuan settledBefore = before.min(award.amount());
                Yuan share = amount.min(award.amount().less(settledBefore));
                before = before.less(settledBefore);
                amount = amount.less(share);
                if (!share.isZero()) {
                    awards.recordRecovery(
                            award.id(), share, form.date("recoveredOn"), form.text("recoveryVoucherNo"), "撤销补助决定");
                }
            }
        }
    }

    private boolean closeUnlessRecovering(CaseId caseId, ClinicalCenterRevocation revocation) {
        if (!revocation.isRecovering()) {
            cases.close(caseId, CaseOutcome.GRANTED, null);
        }
        return revocation.isRecovering();
    }

    /** The revocation of the case. */
    @Transactional(readOnly = true)
    public ClinicalCenterRevocation get(CaseId caseId) {
        return revocations.findById(caseId.value())
                .orElseThrow(() -> Refusal.notFound(RefusalCode.CASE_NOT_FOUND, "该办件不是撤销办件。"));
    }

    private void publish(CaseId caseId, String type, Map<String, Object> facts) {
        events.publishEvent(new ClinicalCenterEvent(caseId, type, facts, clock.instant(), Acting.current()));
    }
}
