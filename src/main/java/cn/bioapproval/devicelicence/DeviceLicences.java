package cn.bioapproval.devicelicence;

import cn.bioapproval.calendar.OfficeClock;
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
import cn.bioapproval.catalog.LegalNature;
import cn.bioapproval.catalog.Material;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.devicelicence.LicenceMatter.Stage;
import cn.bioapproval.intake.FormData;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries a matter of medical devices from receipt to delivery (行政许可法 art. 29 to 45). The model calls it in the order of
 * its steps, in the transaction of the person or timer that acts.
 */
@Service
@Transactional
public class DeviceLicences {

    private static final RefusalCode SUPPLEMENT_OVERDUE = new RefusalCode("ERR_SUPPLEMENT_OVERDUE");
    private static final Map<String, String> CIRCUMSTANCES = Map.of(
            "ERR_OUT_OF_JURISDICTION", "不属于本机关职权范围",
            "ERR_OUT_OF_SCOPE", "依法不需要取得许可或者备案",
            "ERR_WRONG_BENEFICIARY", "申请人不具备申请资格",
            "ERR_SUPPLEMENT_OVERDUE", "补正后仍不齐全或者不符合法定形式");

    private final LicenceMatters matters;
    private final Papers papers;
    private final CaseRegister cases;
    private final Catalog catalog;
    private final StatutoryClock clocks;
    private final WorkingDays workingDays;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DeviceLicences(
            LicenceMatters matters,
            Papers papers,
            CaseRegister cases,
            Catalog catalog,
            StatutoryClock clocks,
            WorkingDays workingDays,
            Clock clock,
            ApplicationEventPublisher events) {
        this.matters = matters;
        this.papers = papers;
        this.cases = cases;
        this.catalog = catalog;
        this.clocks = clocks;
        this.workingDays = workingDays;
        this.clock = clock;
        this.events = events;
    }

    /** Enters what the window has just received. */
    public void register(CaseId caseId, FormData form) {
        LocalDate receivedOn = cases.get(caseId).openedAt().atZone(OfficeClock.ZONE).toLocalDate();
        matters.save(new LicenceMatter(caseId, form, receivedOn));
    }

    /**
     * Tells the applicant once what is missing (一次性告知补正).
     *
     * @param dueOn the last day for the supplement
     */
    public void requestSupplement(CaseId caseId, FormData examination, LocalDate dueOn) {
        LicenceMatter matter = get(caseId);
        matter.requestSupplement();
        cases.moveTo(caseId, CaseStatus.SUPPLEMENTING);
        List<String> chosen = examination.choices("missingMaterials");
        List<Material> missing = item(caseId).materials().stream()
                .filter(material -> chosen.contains(material.code()))
                .toList();
        String requirement = examination.text("supplementNotice");
        papers.supplement(matter, item(caseId), missing, requirement, dueOn);
        publish(caseId, DeviceLicenceEvent.SUPPLEMENT_REQUESTED, Map.of(
                "missing", missing.stream().map(Material::name).toList(),
                "requirement", requirement,
                "dueOn", dueOn.toString()));
    }

    /** The supplement came: the five days begin anew with the day of its receipt. */
    public void supply(CaseId caseId, FormData form) {
        get(caseId).supply(form.date("suppliedOn"));
        cases.moveTo(caseId, CaseStatus.RECEIVED);
    }

    /** The applicant did not answer the notice in time: deemed withdrawn. */
    public void deemWithdrawn(CaseId caseId) {
        LicenceMatter matter = get(caseId);
        matter.end(Stage.SUPPLEMENTING);
        String reason = "补正期限届满，未收到补正材料。";
        papers.withdrawal(matter, item(caseId), reason);
        cases.close(caseId, CaseOutcome.DEEMED_WITHDRAWN, SUPPLEMENT_OVERDUE);
        publish(caseId, DeviceLicenceEvent.WITHDRAWN, Map.of("reason", reason));
    }

    /** Refuses to accept (不予受理), in writing and with the reason. */
    public void decline(CaseId caseId, FormData examination) {
        LicenceMatter matter = get(caseId);
        matter.end(Stage.RECEIVED);
        String code = examination.text("refusalCode");
        String reason = examination.text("rejectionReason");
        papers.rejection(matter, item(caseId), CIRCUMSTANCES.getOrDefault(code, code), reason);
        cases.close(caseId, CaseOutcome.NOT_ACCEPTED, new RefusalCode(code));
        publish(caseId, DeviceLicenceEvent.NOT_ACCEPTED, Map.of("code", code, "reason", reason));
    }

    /** Accepts it today (受理): from here the limit runs. */
    public void accept(CaseId caseId) {
        accept(caseId, workingDays.today(), false);
    }

    /**
     * Nobody told the applicant anything within five working days: accepted as of the day of receipt (行政许可法 art. 32), and
     * the limit runs from that day.
     */
    public void deemAccepted(CaseId caseId) {
        accept(caseId, get(caseId).receivedOn(), true);
    }

    private void accept(CaseId caseId, LocalDate acceptedOn, boolean deemed) {
        LicenceMatter matter = get(caseId);
        ServiceItem item = item(caseId);
        matter.accept();
        int limit = item.statutoryDays() == null ? item.promisedDays() : item.statutoryDays();
        clocks.start(caseId, acceptedOn, limit);
        LocalDate dueOn = clocks.read(caseId)
                .map(ClockReading::deadline)
                .orElseGet(() -> workingDays.plus(acceptedOn, limit));
        cases.moveTo(caseId, CaseStatus.ACCEPTED);
        cases.moveTo(caseId, CaseStatus.IN_REVIEW);
        papers.acceptance(matter, item, acceptedOn, limit, dueOn);
        publish(caseId, DeviceLicenceEvent.ACCEPTED, Map.of(
                "itemName", item.name(),
                "acceptedOn", acceptedOn.toString(),
                "deemed", deemed,
                "limitDays", limit,
                "dueOn", dueOn.toString()));
    }

    /** The assessment is done; a head decides next. */
    public void conclude(CaseId caseId) {
        get(caseId).conclude();
        cases.moveTo(caseId, CaseStatus.IN_DECISION);
    }

    /** The head wants it assessed again. */
    public void returnToAssessment(CaseId caseId) {
        get(caseId).goBack(Stage.IN_REVIEW);
        cases.moveTo(caseId, CaseStatus.IN_REVIEW);
    }

    /** Decides in writing; the limit ends with it. */
    public void decide(CaseId caseId, FormData form) {
        LicenceMatter matter = get(caseId);
        boolean granted = form.text("decision").equals("GRANT");
        String reason = form.optionalText("decisionReason").orElse("");
        matter.decide(granted);
        clocks.end(caseId);
        cases.moveTo(caseId, CaseStatus.DECIDED);
        papers.decision(matter, item(caseId), granted, reason);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("granted", granted);
        facts.put("result", resultOf(caseId, granted));
        facts.put("reason", reason.isBlank() ? "符合规定。" : reason);
        publish(caseId, DeviceLicenceEvent.DECIDED, facts);
    }

    /** Delivered: the case ends as it was decided. */
    public void close(CaseId caseId, FormData delivery) {
        LicenceMatter matter = get(caseId);
        boolean granted = matter.granted().orElseThrow();
        matter.end(Stage.DECIDED);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("deliveredOn", delivery.date("deliveredOn").toString());
        facts.put("method", delivery.text("deliveryMethod"));
        delivery.optionalText("issuedNo").ifPresent(number -> facts.put("issuedNo", number));
        publish(caseId, DeviceLicenceEvent.DELIVERED, facts);
        CaseOutcome refused = isLicence(caseId) ? CaseOutcome.DENIED : CaseOutcome.REFUSED;
        cases.close(caseId, granted ? CaseOutcome.GRANTED : refused, null);
    }

    /** What the decision says, in the words of the item: 准予许可, 予以办理 and their opposites. */
    private String resultOf(CaseId caseId, boolean granted) {
        return (granted ? "准予" : "不予") + (isLicence(caseId) ? "许可" : "办理");
    }

    private boolean isLicence(CaseId caseId) {
        return item(caseId).legalNature() == LegalNature.LICENCE;
    }

    /** The case went back to a step of that status. */
    public void goBack(CaseId caseId, CaseStatus status) {
        get(caseId).goBack(status == CaseStatus.IN_DECISION ? Stage.TO_DECIDE : Stage.IN_REVIEW);
        cases.moveTo(caseId, status);
    }

    /** Whether it can still be ended without a decision. */
    @Transactional(readOnly = true)
    public boolean canBeTerminated(CaseId caseId) {
        return get(caseId).isBeforeDecision();
    }

    /** Ends it without a decision (终止办理). */
    public void terminate(CaseId caseId, String reason) {
        get(caseId).end(Stage.RECEIVED, Stage.SUPPLEMENTING, Stage.IN_REVIEW, Stage.TO_DECIDE);
        cases.close(caseId, CaseOutcome.TERMINATED, null);
        publish(caseId, DeviceLicenceEvent.TERMINATED, Map.of("reason", reason));
    }

    /** The service item of the case, switched off or not. */
    @Transactional(readOnly = true)
    public ServiceItem item(CaseId caseId) {
        Case ofCase = cases.get(caseId);
        return Optional.of(ofCase.item()).flatMap(catalog::find).orElseThrow();
    }

    /** The matter of the case. */
    @Transactional(readOnly = true)
    public LicenceMatter get(CaseId caseId) {
        return matters.findById(caseId.value())
                .orElseThrow(() -> Refusal.notFound(RefusalCode.CASE_NOT_FOUND, "该办件不是医疗器械许可与备案事项。"));
    }

    private void publish(CaseId caseId, String type, Map<String, Object> facts) {
        events.publishEvent(new DeviceLicenceEvent(caseId, type, facts, clock.instant(), Acting.current()));
    }
}
