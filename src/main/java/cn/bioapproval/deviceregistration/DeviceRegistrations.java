package cn.bioapproval.deviceregistration;

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
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.certificates.Certificate;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.intake.ConditionEvaluator;
import cn.bioapproval.intake.FormData;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Registration of class II devices (医疗器械监督管理条例 art. 14-19, 医疗器械注册与备案管理办法), one method per intention. The
 * models call them in the order of their steps, in the transaction of the person or timer that acts; a {@link Refusal}
 * undoes that action and tells the person what to do.
 */
@Service
@Transactional
public class DeviceRegistrations {

    private static final RefusalCode CORRECTIONS_OVERDUE = new RefusalCode("ERR_MATERIAL_MISSING");
    private static final RefusalCode FEE_NOT_PAID = new RefusalCode("ERR_FEE_NOT_PAID");
    private static final RefusalCode BROKEN_OFF = new RefusalCode("ERR_CASE_TERMINATED");

    private final DeviceApplications applications;
    private final DevicePapers papers;
    private final CaseRegister cases;
    private final Catalog catalog;
    private final CertificateActs acts;
    private final StatutoryClock clocks;
    private final WorkingDays workingDays;
    private final ConditionEvaluator conditions;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DeviceRegistrations(
            DeviceApplications applications,
            DevicePapers papers,
            CaseRegister cases,
            Catalog catalog,
            CertificateActs acts,
            StatutoryClock clocks,
            WorkingDays workingDays,
            ConditionEvaluator conditions,
            Clock clock,
            ApplicationEventPublisher events) {
        this.applications = applications;
        this.papers = papers;
        this.cases = cases;
        this.catalog = catalog;
        this.acts = acts;
        this.clocks = clocks;
        this.workingDays = workingDays;
        this.conditions = conditions;
        this.clock = clock;
        this.events = events;
    }

    // receipt --------------------------------------------------------------------------------------------------------

    /** Enters the application of a case that was just received. */
    public void register(CaseId caseId, FormData form) {
        applications.save(
                new DeviceApplication(caseId, DeviceDetails.of(form), workingDays.today(), clock.instant()));
    }

    /**
     * Declines at once what this office may not register (行政许可法 art. 32).
     *
     * @param code the answer of the table {@code device-jurisdiction}
     */
    public void declineJurisdiction(CaseId caseId, String code) {
        decline(caseId, new RefusalCode(code), switch (code) {
            case "ERR_CLASS1_FILING_ONLY" -> "第一类医疗器械实行产品备案，不需要取得注册许可，请向设区的市级负责药品监督管理的部门备案。";
            case "ERR_OUT_OF_SCOPE" -> "以药品作用为主的药械组合产品按照药品管理，不适用医疗器械注册。";
            default -> "该产品的注册不属于本机关职权范围，请向有权机关申请。第三类和进口、港澳台产品由国家药品监督管理局注册。";
        });
    }

    /** Refuses to accept (不予受理), in writing and with the reason. */
    public void decline(CaseId caseId, FormData examination) {
        decline(caseId, new RefusalCode(examination.text("rejectionCode")), examination.text("rejectionReason"));
    }

    private void decline(CaseId caseId, RefusalCode code, String reason) {
        DeviceApplication application = get(caseId);
        application.decline(code, reason);
        papers.rejection(application);
        cases.close(caseId, CaseOutcome.NOT_ACCEPTED, code);
        publish(caseId, DeviceEvent.NOT_ACCEPTED, Map.of("code", code.value(), "reason", reason));
    }

    /**
     * Tells the applicant once what is missing.
     *
     * @param dueOn the last day for the corrections
     */
    public void requestCorrections(CaseId caseId, FormData examination, LocalDate dueOn) {
        DeviceApplication application = get(caseId);
        application.requestCorrections();
        cases.moveTo(caseId, CaseStatus.SUPPLEMENTING);
        List<String> missing = materials(caseId).stream()
                .filter(material -> examination.choices("missingMaterials").contains(material.code()))
                .map(Material::name)
                .toList();
        String requirement = examination.text("correctionNotice");
        papers.corrections(application, missing, requirement, dueOn);
        publish(caseId, DeviceEvent.CORRECTIONS_REQUESTED, Map.of(
                "requirement", requirement, "dueOn", dueOn.toString()));
    }

    /** Takes over what the applicant corrected and handed in. */
    public void correct(CaseId caseId, FormData form) {
        DeviceApplication application = get(caseId);
        DeviceDetails corrected = application.details().corrected(form);
        application.correct(corrected, acts.corrected(application, corrected), form.date("suppliedOn"));
        cases.moveTo(caseId, CaseStatus.RECEIVED);
    }

    /** Takes over what the applicant corrected on the spot. */
    public void correctOnTheSpot(CaseId caseId, FormData examination) {
        DeviceApplication application = get(caseId);
        DeviceDetails details = application.details();
        application.correctOnTheSpot(details.renamed(
                examination.optionalText("correctedProductName").orElse(details.productName()),
                examination.optionalText("correctedModelSpec").orElse(details.modelSpec())));
    }

    /**
     * Accepts the application today.
     *
     * @throws Refusal {@code ERR_MATERIAL_MISSING} while something required is missing
     */
    public void accept(CaseId caseId) {
        List<String> missing = missingMaterials(caseId);
        if (!missing.isEmpty()) {
            throw Refusal.conflict(
                    RefusalCode.MATERIAL_MISSING,
                    "材料不齐，不能受理，请一次性告知补正。还缺：" + String.join("、", missing) + "。");
        }
        accept(caseId, workingDays.today(), false);
    }

    /** Nobody answered in time: accepted as of the day of receipt (行政许可法 art. 32, 办法 art. 53). */
    public void deemAccepted(CaseId caseId) {
        accept(caseId, get(caseId).receivedOn(), true);
    }

    private void accept(CaseId caseId, LocalDate acceptedOn, boolean deemed) {
        DeviceApplication application = get(caseId);
        application.accept(acceptedOn);
        ServiceItem item = item(caseId);
        clocks.start(caseId, acceptedOn, Objects.requireNonNullElse(item.statutoryDays(), item.promisedDays()));
        cases.moveTo(caseId, CaseStatus.ACCEPTED);
        papers.acceptance(application, deemed, item);
        publish(caseId, DeviceEvent.ACCEPTED, Map.of("acceptedOn", acceptedOn.toString(), "deemed", deemed));
    }

    /** Names of the required materials that were not received. */
    @Transactional(readOnly = true)
    public List<String> missingMaterials(CaseId caseId) {
        DeviceDetails details = get(caseId).details();
        Map<String, Object> fields = Map.of("clinicalExempt", details.clinicalExempt());
        return materials(caseId).stream()
                .filter(Material::required)
                .filter(material -> material.when() == null || conditions.isTrue(material.when(), fields))
                .filter(material -> !details.materials().contains(material.code()))
                .map(Material::name)
                .toList();
    }

    /** The checklist of the item. */
    @Transactional(readOnly = true)
    public List<Material> materials(CaseId caseId) {
        return item(caseId).materials();
    }

    private ServiceItem item(CaseId caseId) {
        return catalog.find(cases.get(caseId).item()).orElseThrow();
    }

    /** The corrections did not come in time: deemed withdrawn. */
    public void deemWithdrawn(CaseId caseId) {
        lapse(caseId, CORRECTIONS_OVERDUE, "补正期限届满，未收到补正材料。");
    }

    /** The fee was not paid in time: deemed withdrawn (办法 art. 53). */
    public void feeNotPaid(CaseId caseId) {
        lapse(caseId, FEE_NOT_PAID, "缴费期限届满，未缴纳注册费。");
    }

    private void lapse(CaseId caseId, RefusalCode code, String reason) {
        DeviceApplication application = get(caseId);
        application.deemWithdrawn();
        papers.withdrawal(application, true, reason);
        cases.close(caseId, CaseOutcome.DEEMED_WITHDRAWN, code);
        publish(caseId, DeviceEvent.WITHDRAWN, Map.of("deemed", true, "reason", reason));
    }

    // review and inspection ------------------------------------------------------------------------------------------

    /** The reviewing body has received the application. */
    public void beginReview(CaseId caseId) {
        get(caseId).beginReview();
        cases.moveTo(caseId, CaseStatus.IN_REVIEW);
    }

    /**
     * Tells the applicant once what the review needs besides (发补).
     *
     * @param dueOn the last day, a year later
     */
    public void requestSupplement(CaseId caseId, FormData review, LocalDate dueOn) {
        DeviceApplication application = get(caseId);
        application.requestSupplement();
        String requirements = review.text("supplementRequirements");
        papers.supplement(application, requirements, dueOn);
        publish(caseId, DeviceEvent.SUPPLEMENT_REQUESTED, Map.of(
                "requirement", requirements, "dueOn", dueOn.toString()));
    }

    /** Records the opinion of the review. */
    public void recordReview(CaseId caseId, FormData review) {
        get(caseId).reviewed(review.text("reviewOpinion").equals("PASS"));
    }

    /** Suspends the review: material is suspected to be false. */
    public void suspect(CaseId caseId) {
        get(caseId).suspect();
        publish(caseId, DeviceEvent.SUSPENDED, Map.of());
    }

    /** Records what was found out about the suspicion. */
    public void recordInvestigation(CaseId caseId, FormData form) {
        boolean isFalse = form.text("materialFinding").equals("FALSE");
        get(caseId).investigated(isFalse);
        if (!isFalse) {
            publish(caseId, DeviceEvent.RESUMED, Map.of());
        }
    }

    /** Tells the applicant how and when it will be inspected; that time is not counted (行政许可法 art. 45). */
    public void announceInspection(CaseId caseId, FormData form) {
        LocalDate from = form.date("plannedFrom");
        LocalDate until = form.date("plannedUntil");
        if (until.isBefore(from)) {
            throw Refusal.fields(
                    RefusalCode.INVALID_DATE,
                    "计划结束日期不能早于计划开始日期，请核对。",
                    Map.of("plannedUntil", "不能早于计划开始日期。"));
        }
        publish(caseId, DeviceEvent.INSPECTION_PLANNED, Map.of(
                "from", from.toString(), "until", until.toString(), "scope", form.text("inspectionScope")));
    }

    /** Records how the inspection ended, or that the applicant has to put things right first. */
    public void recordInspection(CaseId caseId, FormData form) {
        InspectionResult result = InspectionResult.valueOf(form.text("inspectionOutcome"));
        get(caseId).inspected(result);
        if (result == InspectionResult.RECTIFY) {
            publish(caseId, DeviceEvent.RECTIFICATION_REQUIRED, Map.of(
                    "requirement", form.text("rectificationRequirements")));
        }
    }

    /** Records how the second look after rectification ended. */
    public void recordReinspection(CaseId caseId, FormData form) {
        get(caseId).inspected(InspectionResult.valueOf(form.text("reinspectionOutcome")));
    }

    /** Nothing was put right in time: the inspection is not passed. */
    public void lapseRectification(CaseId caseId) {
        get(caseId).inspected(InspectionResult.FAIL);
    }

    /** Breaks off the review: supplement overdue, false material, or inspection refused (办法 art. 54, 59). */
    public void terminateReview(CaseId caseId) {
        DeviceApplication application = get(caseId);
        application.terminateReview();
        cases.moveTo(caseId, CaseStatus.IN_DECISION);
        publish(caseId, DeviceEvent.REVIEW_TERMINATED, Map.of("reason", application.reason()));
    }

    /** Concludes from review and inspection together. */
    public void conclude(CaseId caseId, FormData form) {
        boolean pass = form.text("conclusion").equals("PASS");
        get(caseId).conclude(
                pass ? null : RefusalGround.valueOf(form.text("conclusionGround")), form.text("conclusionReason"));
        cases.moveTo(caseId, CaseStatus.IN_DECISION);
        publish(caseId, DeviceEvent.CONCLUDED, Map.of("recommended", pass));
    }

    /**
     * Tells the applicant why refusal is intended, and that she may object (办法 art. 57).
     *
     * @param dueOn the last day for an objection
     */
    public void notifyIntendedRefusal(CaseId caseId, LocalDate dueOn) {
        DeviceApplication application = get(caseId);
        papers.intendedRefusal(application, dueOn);
        publish(caseId, DeviceEvent.REFUSAL_INTENDED, Map.of(
                "reason", application.reason(), "dueOn", dueOn.toString()));
    }

    /** Records what became of the objection. */
    public void recordObjection(CaseId caseId, FormData form) {
        boolean overturned = form.text("objectionOutcome").equals("OVERTURNED");
        get(caseId).objectionHandled(overturned);
        publish(caseId, DeviceEvent.OBJECTION_HANDLED, Map.of(
                "label", overturned ? "异议成立" : "维持拟不予注册的结论", "handling", form.text("objectionHandling")));
    }

    // decision and certificate ---------------------------------------------------------------------------------------

    /**
     * Records an approval: the certificate is numbered and dated with the decision (办法 art. 58, 115), changed or
     * renewed with it. A refusal is recorded with its reasons by {@link #refuse}.
     */
    public void decide(CaseId caseId, FormData form) {
        if (form.text("decision").equals("REFUSE")) {
            return;
        }
        DeviceApplication application = get(caseId);
        application.approve(form.optionalText("conditions").orElse(null), workingDays.today());
        cases.moveTo(caseId, CaseStatus.DECIDED);
        Certificate certificate = acts.carryOut(application, cases.get(caseId), "");
        publish(caseId, DeviceEvent.APPROVED, Map.of(
                "decidedOn", workingDays.today().toString(), "number", certificate.number()));
    }

    /** Refuses the registration in writing, with the remedies, and the case ends. */
    public void refuse(CaseId caseId, FormData form) {
        DeviceApplication application = get(caseId);
        RefusalGround ground = RefusalGround.valueOf(form.text("refusalGround"));
        application.refuse(ground, form.text("decisionReason"), workingDays.today());
        papers.refusal(application);
        cases.close(caseId, CaseOutcome.DENIED, ground.code());
        publish(caseId, DeviceEvent.REFUSED, Map.of("code", ground.code().value(), "reason", application.reason()));
    }

    /** The certificate was delivered. */
    public void deliver(CaseId caseId, FormData form) {
        publish(caseId, DeviceEvent.CERTIFIED, Map.of("deliveredOn", form.date("deliveredOn").toString()));
    }

    /** Certificate delivered, registration published: the case ends granted. */
    public void complete(CaseId caseId) {
        get(caseId).certified();
        cases.close(caseId, CaseOutcome.GRANTED, null);
    }

    // withdrawal and termination -------------------------------------------------------------------------------------

    /**
     * The applicant withdraws; the process of the case has yet to be told.
     *
     * @param caseNumber as people write it
     * @throws Refusal {@code ERR_CASE_NOT_FOUND} for an unknown number or a case of another room,
     *                 {@code ERR_WITHDRAW_FORBIDDEN}
     */
    public Case withdraw(String caseNumber) {
        Case subject = cases.findByNumber(caseNumber)
                .filter(found -> applications.findById(found.id().value()).isPresent())
                .orElseThrow(() -> Refusal.notFound(
                        RefusalCode.CASE_NOT_FOUND, "没有编号为“" + caseNumber + "”的医疗器械注册办件，请核对编号。"));
        get(subject.id()).withdraw();
        return subject;
    }

    /** Confirms the withdrawal in writing, and the case ends. */
    public void confirmWithdrawal(CaseId caseId, FormData withdrawal) {
        String reason = withdrawal.text("withdrawalReason");
        papers.withdrawal(get(caseId), false, reason);
        cases.close(caseId, CaseOutcome.WITHDRAWN, null);
        publish(caseId, DeviceEvent.WITHDRAWN, Map.of("deemed", false, "reason", reason));
    }

    /** Whether the lead office may still end the case: nothing is decided yet. */
    @Transactional(readOnly = true)
    public boolean canBeBrokenOff(CaseId caseId) {
        return get(caseId).canBeBrokenOff();
    }

    /** The lead office ends the case (终止办理). */
    public void breakOff(CaseId caseId, String reason) {
        get(caseId).breakOff(reason);
        cases.close(caseId, CaseOutcome.TERMINATED, BROKEN_OFF);
        publish(caseId, DeviceEvent.BROKEN_OFF, Map.of("reason", reason));
    }

    /** The application of the case. */
    @Transactional(readOnly = true)
    public DeviceApplication get(CaseId caseId) {
        return applications.findById(caseId.value())
                .orElseThrow(() -> Refusal.notFound(
                        RefusalCode.CASE_NOT_FOUND, "该办件不是医疗器械注册的办件。"));
    }

    /** Says what happened, and what is applied for. */
    void publish(CaseId caseId, String type, Map<String, Object> facts) {
        Map<String, Object> whole = new HashMap<>(facts);
        whole.put("matter", get(caseId).matter().label());
        events.publishEvent(new DeviceEvent(caseId, type, whole, clock.instant(), Acting.current()));
    }
}
