package cn.bioapproval.clinicalcenter;

import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.Material;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.experts.Panel;
import cn.bioapproval.experts.Panels;
import cn.bioapproval.funding.Award;
import cn.bioapproval.funding.AwardRequest;
import cn.bioapproval.funding.Awards;
import cn.bioapproval.funding.HistoricGrant;
import cn.bioapproval.funding.Yuan;
import cn.bioapproval.intake.ConditionEvaluator;
import cn.bioapproval.intake.FormData;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Acceptance and evaluation of clinical research centres (措施第十六条), one method per intention. The model calls them in
 * the order of its steps, in the transaction of the person or timer that acts; a {@link Refusal} undoes that action and
 * tells the person what to do.
 */
@Service
@Transactional
public class ClinicalCenters {

    /** Process definition key of the procedure, as cases carry it. */
    static final String PROCEDURE = "clinical-center-acceptance";

    private final ClinicalCenterApplications applications;
    private final Lineages lineages;
    private final PolicySettings policy;
    private final Notices notices;
    private final CaseRegister cases;
    private final Catalog catalog;
    private final StatutoryClock clocks;
    private final WorkingDays workingDays;
    private final Awards awards;
    private final Panels panels;
    private final ConditionEvaluator conditions;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ClinicalCenters(
            ClinicalCenterApplications applications,
            Lineages lineages,
            PolicySettings policy,
            Notices notices,
            CaseRegister cases,
            Catalog catalog,
            StatutoryClock clocks,
            WorkingDays workingDays,
            Awards awards,
            Panels panels,
            ConditionEvaluator conditions,
            Clock clock,
            ApplicationEventPublisher events) {
        this.applications = applications;
        this.lineages = lineages;
        this.policy = policy;
        this.notices = notices;
        this.cases = cases;
        this.catalog = catalog;
        this.clocks = clocks;
        this.workingDays = workingDays;
        this.awards = awards;
        this.panels = panels;
        this.conditions = conditions;
        this.clock = clock;
        this.events = events;
    }

    // reception ------------------------------------------------------------------------------------------------------

    /** Enters the application of a case that the window has just received. */
    public void register(CaseId caseId, FormData form) {
        applications.save(new ClinicalCenterApplication(caseId, ApplicationDetails.of(form), clock.instant()));
    }

    /**
     * Tells the applicant once what is missing (一次性告知补正).
     *
     * @param dueOn the last day for the supplement
     * @throws Refusal {@code ERR_CASE_STATE} when that was told before
     */
    public void requestSupplement(CaseId caseId, FormData examination, LocalDate dueOn) {
        ClinicalCenterApplication application = get(caseId);
        application.requestSupplement();
        cases.moveTo(caseId, CaseStatus.SUPPLEMENTING);
        List<Material> missing = materials(caseId).stream()
                .filter(material -> examination.choices("missingMaterials").contains(material.code()))
                .toList();
        String requirement = examination.text("supplementNotice");
        notices.supplement(application, missing, requirement, dueOn);
        publish(caseId, ClinicalCenterEvent.SUPPLEMENT_REQUESTED, Map.of(
                "missing", missing.stream().map(Material::name).toList(),
                "requirement", requirement,
                "dueOn", dueOn.toString()));
    }

    /** Takes over what the applicant corrected and handed in. */
    public void supply(CaseId caseId, FormData form) {
        get(caseId).supply(ApplicationDetails.of(form));
        cases.moveTo(caseId, CaseStatus.RECEIVED);
    }

    /** The applicant did not answer the notice in time: deemed withdrawn (逾期视为撤回). */
    public void deemWithdrawn(CaseId caseId) {
        ClinicalCenterApplication application = get(caseId);
        application.deemWithdrawn();
        String reason = "补正期限届满，未收到补正材料。";
        notices.withdrawal(application, true, reason);
        cases.close(caseId, CaseOutcome.DEEMED_WITHDRAWN, Refusals.SUPPLEMENT_OVERDUE);
        publish(caseId, ClinicalCenterEvent.WITHDRAWN, Map.of("deemed", true, "reason", reason));
    }

    /** Refuses to accept (不予受理), in writing and with the reason. */
    public void decline(CaseId caseId, FormData examination) {
        ClinicalCenterApplication application = get(caseId);
        RefusalCode code = new RefusalCode(examination.text("refusalCode"));
        application.decline(code, examination.text("rejectionReason"));
        notices.rejection(application);
        cases.close(caseId, CaseOutcome.NOT_ACCEPTED, code);
        publish(caseId, ClinicalCenterEvent.NOT_ACCEPTED, Map.of(
                "code", code.value(), "reason", application.refusalReason()));
    }

    /**
     * Accepts the application (受理): from here the promised days run.
     *
     * @throws Refusal with the code of the first finding that stands against it
     */
    public void accept(CaseId caseId) {
        ClinicalCenterApplication application = get(caseId);
        ApplicationDetails details = application.details();
        List<Finding> findings = findings(caseId);
        application.accept(findings, findings.isEmpty() ? lineages.settle(details) : 0);
        recordPriorGrants(application);
        int promisedDays = catalog.find(cases.get(caseId).item()).orElseThrow().promisedDays();
        clocks.start(caseId, workingDays.today(), promisedDays);
        LocalDate dueOn = clocks.read(caseId)
                .map(ClockReading::deadline)
                .orElseGet(() -> workingDays.plus(workingDays.today(), promisedDays));
        cases.moveTo(caseId, CaseStatus.ACCEPTED);
        notices.acceptance(application, promisedDays, dueOn);
        publish(caseId, ClinicalCenterEvent.ACCEPTED, Map.of(
                "centerName", details.centerName(),
                "tier", details.tier().name(),
                "type", details.type().name(),
                "acceptedOn", workingDays.today().toString(),
                "promisedDays", promisedDays,
                "dueOn", dueOn.toString()));
    }

    /** What stands against accepting the application now. */
    @Transactional(readOnly = true)
    public List<Finding> findings(CaseId caseId) {
        ClinicalCenterApplication application = get(caseId);
        ApplicationDetails details = application.details();
        List<Finding> findings = new ArrayList<>(Eligibility.findings(
                details, grantsBefore(application), missingMaterials(caseId, details), policy));
        if (lineages.isAmbiguous(details)) {
            findings.add(new Finding(
                    Refusals.REVIEW_REQUIRED,
                    "原依托单位和现依托单位在本疾病领域都有补助记录，不能自动合并计算，请先核实是否同一中心。",
                    true));
        }
        return List.copyOf(findings);
    }

    private List<String> missingMaterials(CaseId caseId, ApplicationDetails details) {
        Map<String, Object> fields =
                Map.of("tier", details.tier().name(), "applicationType", details.type().name());
        return materials(caseId).stream()
                .filter(Material::required)
                .filter(material -> material.when() == null || conditions.isTrue(material.when(), fields))
                .filter(material -> !details.materials().contains(material.code()))
                .map(Material::name)
                .toList();
    }

    private List<Material> materials(CaseId caseId) {
        return catalog.find(cases.get(caseId).item()).orElseThrow().materials();
    }

    private PriorGrants grantsBefore(ClinicalCenterApplication application) {
        return PriorGrants.of(
                application.caseId(),
                application.lineage()
                        .or(() -> lineages.find(application.details()))
                        .map(lineage -> awards.received(GrantKey.MEASURE, Long.toString(lineage)))
                        .orElse(List.of()),
                application.details().priorGrants());
    }

    /** What was paid before this system goes into the ledger once, where it is not there already. */
    private void recordPriorGrants(ClinicalCenterApplication application) {
        ApplicationDetails details = application.details();
        for (ApplicationDetails.DeclaredGrant grant : details.priorGrants()) {
            GrantKey key = new GrantKey(grant.tier(), grant.matter(), application.lineage().orElseThrow(), null);
            if (awards.granted(key.toString()).isEmpty()) {
                awards.recordHistoric(new HistoricGrant(
                        GrantKey.MEASURE,
                        key.toString(),
                        grant.matter().name(),
                        key.label(),
                        Long.toString(key.lineage()),
                        details.hostCode(),
                        Yuan.of(grant.yuan()),
                        Objects.requireNonNull(details.priorPaidOn()),
                        Objects.requireNonNull(details.priorEvidence()),
                        null,
                        null,
                        application.caseId()));
            }
        }
    }

    // review ---------------------------------------------------------------------------------------------------------

    /** Draws the panel by lot; who is related to the host, or to its former host, is left out. */
    public void drawExperts(CaseId caseId) {
        ClinicalCenterApplication application = get(caseId);
        application.beginReview();
        String former = application.details().formerHostCode();
        Panel panel = panels.draw(caseId, former == null ? Set.of() : Set.of(former));
        cases.moveTo(caseId, CaseStatus.IN_REVIEW);
        publish(caseId, ClinicalCenterEvent.PANEL_DRAWN, Map.of(
                "experts", panel.members().stream().map(Panel.Member::name).toList(), "seed", panel.seed()));
    }

    /** Gives the seat of one expert to the next of the draw. */
    public void replaceExpert(CaseId caseId, FormData confirmation) {
        panels.replace(
                caseId,
                memberOf(panels.panel(caseId), confirmation.text("replacedExpert")).expertId(),
                confirmation.text("replacementReason"));
    }

    /** Experts of the panel who still owe an opinion. */
    @Transactional(readOnly = true)
    public List<String> expertsAwaited(CaseId caseId, List<ExpertOpinion> opinions) {
        return ExpertOpinion.awaiting(panels.panel(caseId).userIds(), opinions);
    }

    /** Gives the seats of those who declared a conflict of interest to the next of the draw (回避换人). */
    public void replaceRecused(CaseId caseId, List<ExpertOpinion> opinions) {
        Panel panel = panels.panel(caseId);
        for (ExpertOpinion recused : ExpertOpinion.recused(panel.userIds(), opinions)) {
            panels.recuse(
                    caseId,
                    memberOf(panel, recused.userId()).expertId(),
                    Objects.requireNonNull(recused.conflict()));
        }
    }

    private static Panel.Member memberOf(Panel panel, String userId) {
        return panel.members().stream()
                .filter(member -> member.userId().equals(userId))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(
                        RefusalCode.CHANGED_MEANWHILE, "这名专家已不在专家组中，请刷新后重新选择。"));
    }

    /**
     * Concludes the review; rectification is granted at most once.
     *
     * @throws Refusal {@code ERR_REVIEW_REQUIRED} when the conclusion is not the experts' majority and no reason is
     *                 given
     */
    public void concludeReview(CaseId caseId, FormData form, List<ExpertOpinion> opinions) {
        ClinicalCenterApplication application = get(caseId);
        Conclusion conclusion = Conclusion.valueOf(form.text("reviewConclusion"));
        LocalDate concludedOn = form.date("concludedOn");
        if (form.date("siteVisitOn").isAfter(concludedOn)) {
            throw Refusal.fields(
                    RefusalCode.INVALID_DATE,
                    "评审结论日期不能早于现场核查日期，请核对。",
                    Map.of("concludedOn", "不能早于现场核查日期。"));
        }
        Panel panel = panels.panel(caseId);
        Optional<Majority> overruled =
                Majority.of(panel.userIds(), opinions).filter(majority -> majority.opinion() != conclusion);
        String deviation = form.optionalText("deviationReason").orElse("");
        if (overruled.isPresent() && deviation.isBlank()) {
            throw Refusal.fields(
                    Refusals.REVIEW_REQUIRED,
                    "评审结论“%s”与专家多数意见“%s”不一致，请写明理由。"
                            .formatted(conclusion.label(), overruled.get().text()),
                    Map.of("deviationReason", "请写明与专家多数意见不一致的理由。"));
        }
        String summary = form.text("conclusionRemarks");
        application.conclude(conclusion, concludedOn);
        cases.moveTo(caseId, switch (conclusion) {
            case PASS -> CaseStatus.IN_DECISION;
            case RECTIFY -> CaseStatus.RECTIFYING;
            case FAIL -> CaseStatus.IN_REVIEW;
        });
        notices.reviewOpinions(
                application,
                panel,
                opinions,
                concludedOn,
                conclusion,
                overruled.isEmpty() ? summary : summary + "与专家多数意见不一致的理由：" + deviation);
        publishConclusion(caseId, conclusion, concludedOn, form.optionalText("rectificationRequirements").orElse(""));
    }

    private void publishConclusion(CaseId caseId, Conclusion conclusion, LocalDate concludedOn, String requirements) {
        Map<String, Object> facts = new HashMap<>(Map.of(
                "code", conclusion.name(), "conclusion", conclusion.label(), "on", concludedOn.toString()));
        if (!requirements.isEmpty()) {
            facts.put("requirements", requirements);
        }
        publish(caseId, ClinicalCenterEvent.REVIEW_CONCLUDED, facts);
    }

    /** Concludes the review after rectification: passed or not. */
    public void concludeAgain(CaseId caseId, FormData form) {
        Conclusion conclusion = Conclusion.valueOf(form.text("reReviewConclusion"));
        boolean passed = conclusion == Conclusion.PASS;
        LocalDate concludedOn = form.date("reReviewedOn");
        get(caseId).concludeAgain(passed, concludedOn);
        cases.moveTo(caseId, passed ? CaseStatus.IN_DECISION : CaseStatus.IN_REVIEW);
        publishConclusion(caseId, conclusion, concludedOn, "");
    }

    /** The acceptance was not passed, or rectification not handed in in time: conclusion, and the case ends. */
    public void refuseNotPassed(CaseId caseId) {
        ClinicalCenterApplication application = get(caseId);
        application.rectificationOverdue();
        application.refuse();
        notices.conclusion(application);
        closeRefused(application);
    }

    // decision -------------------------------------------------------------------------------------------------------

    /**
     * One of the two offices decides.
     *
     * @param form its fields begin with the office's short name, {@code kjj} or {@code wjw}
     * @throws Refusal {@code ERR_REVIEW_REQUIRED} when a branch award would be stacked without a word
     */
    public void decide(CaseId caseId, Office office, FormData form) {
        String prefix = office == Office.KJJ ? "kjj" : "wjw";
        Decision decision = Decision.valueOf(form.text(prefix + "Decision"));
        get(caseId).decide(
                office,
                decision,
                form.optionalText(prefix + "Reason").or(() -> form.optionalText(prefix + "Opinion")).orElse(null),
                needsStackingConfirmation(caseId),
                form.flag("stackingConfirmed"));
        cases.moveTo(caseId, CaseStatus.IN_DECISION);
    }

    /** Whether a branch award would come on top of what the centre was awarded in lower tiers (配置 branch-stacking). */
    @Transactional(readOnly = true)
    public boolean needsStackingConfirmation(CaseId caseId) {
        ClinicalCenterApplication application = get(caseId);
        return application.details().tier() == Tier.BRANCH
                && policy.branchStacking() == PolicySettings.BranchStacking.STACK
                && !grantsBefore(application).belowBranch().isZero();
    }

    /** What both decisions amount to. */
    public void decideJointly(CaseId caseId, JointDecision decision) {
        ClinicalCenterApplication application = get(caseId);
        application.decideJointly(decision);
        publish(caseId, ClinicalCenterEvent.DECIDED, Map.of(
                "decision", decision.name(),
                "label", decision.label(),
                "stage", application.stage().orElseThrow().name()));
    }

    /** A returned application was verified against the higher authority's document. */
    public void verifyRecognition(CaseId caseId, FormData form) {
        get(caseId).verify(form.text("verifiedRecognitionNo"), form.date("verifiedEventOn"));
    }

    /** Takes over the result of the evaluation. */
    public void evaluate(CaseId caseId, FormData form) {
        Grade grade = Grade.valueOf(form.text("evaluationGrade"));
        get(caseId).evaluate(grade, form.date("evaluatedOn"));
        cases.moveTo(caseId, CaseStatus.IN_DECISION);
        publish(caseId, ClinicalCenterEvent.EVALUATED, Map.of(
                "grade", grade.name(), "label", grade.label(), "on", form.date("evaluatedOn").toString()));
    }

    // award and publicity --------------------------------------------------------------------------------------------

    /**
     * Calculates the awards of the case; each carries its own explanation.
     *
     * @return why nothing can be awarded; empty when the calculation stands (be it at zero)
     */
    public Optional<RefusalCode> calculateAward(CaseId caseId, AwardRules rules) {
        ClinicalCenterApplication application = get(caseId);
        ApplicationDetails details = application.details();
        List<Finding> findings = Eligibility.atAward(
                details,
                grantsBefore(application),
                application.passedOn().orElse(null),
                application.evaluatedOn().orElse(null),
                policy);
        if (!findings.isEmpty()) {
            return refused(application, findings.get(0).code(), findings.get(0).message());
        }
        try {
            List<AwardRequest> requests = plan(application, rules);
            if (!requests.isEmpty()) {
                awards.propose(requests);
            }
        } catch (Refusal refusal) {
            return refused(application, refusal.code(), Objects.requireNonNull(refusal.getMessage()));
        }
        application.calculated();
        Yuan total = awards.total(caseId);
        publish(caseId, ClinicalCenterEvent.AWARD_CALCULATED, Map.of(
                "amount", total.value(), "amountText", total.toString()));
        return Optional.empty();
    }

    private List<AwardRequest> plan(ClinicalCenterApplication application, AwardRules rules) {
        return AwardPlan.requests(
                application.caseId(),
                application.details(),
                application.lineage().orElseThrow(),
                application.grade().orElse(null),
                application.evaluatedOn().orElse(null),
                workingDays.today().getYear(),
                rules,
                policy);
    }

    private static Optional<RefusalCode> refused(
            ClinicalCenterApplication application, RefusalCode code, String reason) {
        application.awardRefused(code, reason);
        return Optional.of(code);
    }

    /** Refuses support in writing (不予支持), and the case ends. */
    public void refuse(CaseId caseId) {
        ClinicalCenterApplication application = get(caseId);
        application.refuse();
        notices.refusal(application);
        closeRefused(application);
    }

    private void closeRefused(ClinicalCenterApplication application) {
        RefusalCode code = application.refusalCode().orElseThrow();
        cases.close(application.caseId(), CaseOutcome.REFUSED, code);
        publish(application.caseId(), ClinicalCenterEvent.REFUSED, Map.of(
                "code", code.value(), "reason", application.refusalReason()));
    }

    /**
     * Publicises what is intended (公示).
     *
     * @param endsOn the last day for objections
     */
    public void publicise(CaseId caseId, LocalDate endsOn) {
        ClinicalCenterApplication application = get(caseId);
        application.publicise();
        cases.moveTo(caseId, CaseStatus.PUBLICISED);
        notices.publicity(application, standingAwards(caseId), endsOn);
        publish(caseId, ClinicalCenterEvent.PUBLICISED, Map.of(
                "startsOn", workingDays.today().toString(), "endsOn", endsOn.toString()));
    }

    /** Somebody objects; the case goes back to the joint decision after an investigation. */
    public void object(CaseId caseId, FormData form) {
        get(caseId).object();
        cases.moveTo(caseId, CaseStatus.IN_DECISION);
        publish(caseId, ClinicalCenterEvent.OBJECTION_RAISED, Map.of(
                "objector", form.text("objector"), "on", form.date("objectedOn").toString()));
    }

    // notices and payment --------------------------------------------------------------------------------------------

    /**
     * Issues the conclusion, the result of the evaluation and the award sheets; the award is settled.
     *
     * @param evaluation the form of the evaluation; empty when there was none
     * @return whether there is something to pay; otherwise the case has ended
     */
    public boolean issueNotices(CaseId caseId, FormData evaluation) {
        ClinicalCenterApplication application = get(caseId);
        application.issueNotices();
        awards.confirm(caseId);
        if (application.details().type().includes(Matter.ACCEPTANCE)) {
            notices.conclusion(application);
        }
        if (application.details().type().includes(Matter.EVALUATION)) {
            notices.evaluationResult(
                    application,
                    evaluation.text("evaluationReportNo"),
                    evaluation.optionalText("evaluationRemarks").orElse("无"));
        }
        standingAwards(caseId).forEach(award -> notices.awardSheet(application, award));
        Yuan total = awards.total(caseId);
        publish(caseId, ClinicalCenterEvent.GRANTED, Map.of("amount", total.value(), "amountText", total.toString()));
        if (total.isZero()) {
            application.grant();
            cases.close(caseId, CaseOutcome.GRANTED, null);
        } else {
            cases.moveTo(caseId, CaseStatus.DECIDED);
        }
        return !total.isZero();
    }

    /**
     * Reserves this year's budget and orders the payment; without enough budget the case waits.
     *
     * @param dueOn the last day for the payment
     */
    public boolean reserveBudget(CaseId caseId, LocalDate dueOn) {
        ClinicalCenterApplication application = get(caseId);
        boolean reserved = awards.reserveBudget(caseId);
        application.budget(reserved);
        if (reserved) {
            cases.moveTo(caseId, CaseStatus.IN_PAYMENT);
            payableAwards(caseId).forEach(award -> notices.paymentOrder(application, award, dueOn));
        } else {
            cases.moveTo(caseId, CaseStatus.QUEUED_BUDGET);
            publish(caseId, ClinicalCenterEvent.QUEUED_BUDGET, Map.of("amountText", awards.total(caseId).toString()));
        }
        return reserved;
    }

    /**
     * Settles a smaller amount because the budget does not bear the whole (按比例); several awards shrink alike.
     *
     * @throws Refusal {@code ERR_OVER_CAP} beyond the award, {@code ERR_INVALID_AMOUNT} for nothing
     */
    public void approvePartially(CaseId caseId, FormData form, AwardRules rules) {
        Yuan approved = Yuan.of(form.wan("approvedAid"));
        Yuan total = awards.total(caseId);
        if (approved.isZero()) {
            throw Refusal.fields(
                    RefusalCode.INVALID_AMOUNT,
                    "核定发放金额应大于 0。不发放的请选择“终止发放”。",
                    Map.of("approvedAid", "应大于 0。"));
        }
        if (approved.compareTo(total) > 0) {
            throw Refusal.fields(
                    RefusalCode.OVER_CAP,
                    "核定发放金额 " + approved + " 超过补助核定表的 " + total + "，请改小。",
                    Map.of("approvedAid", "不能超过 " + total + "。"));
        }
        List<AwardRequest> reduced = Reduction.of(
                plan(get(caseId), rules), payableAwards(caseId), approved, form.text("budgetReason"));
        awards.reverse(caseId, "预算不足，按比例发放：" + form.text("budgetReason"));
        awards.propose(reduced);
        awards.confirm(caseId);
    }

    /** The finance office gives up: nothing is paid, and the case ends. */
    public void terminate(CaseId caseId, FormData form) {
        ClinicalCenterApplication application = get(caseId);
        application.terminate(form.text("budgetReason"));
        notices.refusal(application);
        cases.close(caseId, CaseOutcome.TERMINATED, Refusals.BUDGET_INSUFFICIENT);
        publish(caseId, ClinicalCenterEvent.TERMINATED, Map.of("reason", application.refusalReason()));
    }

    /** Enters the payment into the ledger, and the case ends granted. */
    public void recordPayment(CaseId caseId, FormData form) {
        ClinicalCenterApplication application = get(caseId);
        awards.pay(caseId, form.date("paidOn"), form.text("voucherNo"));
        Yuan total = awards.total(caseId);
        application.grant();
        cases.close(caseId, CaseOutcome.GRANTED, null);
        publish(caseId, ClinicalCenterEvent.PAID, Map.of(
                "amount", total.value(),
                "amountText", total.toString(),
                "paidOn", form.date("paidOn").toString(),
                "voucherNo", form.text("voucherNo")));
    }

    // withdrawal -----------------------------------------------------------------------------------------------------

    /**
     * The applicant withdraws; the process of the case has yet to be told.
     *
     * @param caseNumber as people write it
     * @return the case
     * @throws Refusal {@code ERR_CASE_NOT_FOUND} for an unknown number or a case of another procedure,
     *                 {@code ERR_WITHDRAW_FORBIDDEN} once the notices are issued
     */
    public Case withdraw(String caseNumber) {
        Case subject = ofThisProcedure(caseNumber);
        get(subject.id()).withdraw();
        return subject;
    }

    /** Confirms the withdrawal in writing, and the case ends. */
    public void confirmWithdrawal(CaseId caseId, FormData withdrawal) {
        notices.withdrawal(get(caseId), false, withdrawal.text("withdrawalReason"));
        cases.close(caseId, CaseOutcome.WITHDRAWN, null);
        publish(caseId, ClinicalCenterEvent.WITHDRAWN, Map.of(
                "deemed", false, "reason", withdrawal.text("withdrawalReason")));
    }

    // the course of the case -----------------------------------------------------------------------------------------

    /**
     * The case goes back to a step that was done before.
     *
     * @param before where the application stood when that step was open
     */
    public void goBack(CaseId caseId, ApplicationStatus before, CaseStatus status) {
        get(caseId).goBack(before);
        cases.moveTo(caseId, status);
    }

    /** Whether the case can still be ended by the lead office: the notices are not issued yet. */
    @Transactional(readOnly = true)
    public boolean canBeBrokenOff(CaseId caseId) {
        return get(caseId).canBeBrokenOff();
    }

    /** The lead office ends the case (终止办理); what it held is given back. */
    public void breakOff(CaseId caseId, String reason) {
        get(caseId).breakOff(reason);
        cases.close(caseId, CaseOutcome.TERMINATED, Refusals.BROKEN_OFF);
        publish(caseId, ClinicalCenterEvent.BROKEN_OFF, Map.of("reason", reason));
    }

    // what others may know -------------------------------------------------------------------------------------------

    /** The application of the case. */
    @Transactional(readOnly = true)
    public ClinicalCenterApplication get(CaseId caseId) {
        return applications.findById(caseId.value())
                .orElseThrow(() -> Refusal.notFound(
                        RefusalCode.CASE_NOT_FOUND, "该办件不是临床医学研究中心的办件。"));
    }

    /** The case with that number, if it is one of this procedure. */
    Case ofThisProcedure(String caseNumber) {
        return cases.findByNumber(caseNumber)
                .filter(found -> found.procedure().equals(PROCEDURE))
                .orElseThrow(() -> Refusal.notFound(
                        RefusalCode.CASE_NOT_FOUND,
                        "没有编号为“" + caseNumber + "”的临床医学研究中心办件，请核对编号。"));
    }

    /** What the host has been awarded for this centre before, in Chinese, one grant each. */
    @Transactional(readOnly = true)
    public List<String> priorGrants(CaseId caseId) {
        return grantsBefore(get(caseId)).grants().stream()
                .map(grant -> "%s %s%s".formatted(
                        GrantKey.label(grant.tier(), grant.matter()),
                        grant.amount(),
                        grant.settled() ? "" : "（另案办理中）"))
                .toList();
    }

    /** The rows of the award table that the application would meet, in Chinese, one award each. */
    @Transactional(readOnly = true)
    public List<String> forecast(CaseId caseId, AwardRules rules) {
        ClinicalCenterApplication application = get(caseId);
        ApplicationDetails details = application.details();
        List<String> forecast = new ArrayList<>();
        for (Matter matter : Matter.values()) {
            Grade grade = matter == Matter.EVALUATION ? application.grade().orElse(null) : null;
            if (details.type().includes(matter) && (matter == Matter.ACCEPTANCE || grade != null)) {
                AwardRule rule = rules.rule(details.tier(), matter, grade);
                String amount = switch (rule.mode()) {
                    case FIXED -> "定额" + rule.amountWan() + "万元";
                    case TOP_UP -> "补足至" + rule.amountWan() + "万元";
                    case NONE, NOT_OFFERED -> "不发放";
                };
                forecast.add("%s：%s（%s）".formatted(GrantKey.label(details.tier(), matter), amount, rule.source()));
            }
        }
        return forecast;
    }

    /** The panel that sits on the case. */
    @Transactional(readOnly = true)
    public Panel panel(CaseId caseId) {
        return panels.panel(caseId);
    }

    /** The awards of the case that still count, acceptance first. */
    @Transactional(readOnly = true)
    public List<Award> standingAwards(CaseId caseId) {
        return awards.of(caseId).stream().filter(Award::isStanding).toList();
    }

    private List<Award> payableAwards(CaseId caseId) {
        return standingAwards(caseId).stream().filter(award -> !award.amount().isZero()).toList();
    }

    private void publish(CaseId caseId, String type, Map<String, Object> facts) {
        events.publishEvent(new ClinicalCenterEvent(caseId, type, facts, clock.instant(), Acting.current()));
    }
}
