package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.certificates.Certificate;
import cn.bioapproval.certificates.Certificates;
import cn.bioapproval.deviceregistration.CertificateMatters;
import cn.bioapproval.deviceregistration.DeviceApplication;
import cn.bioapproval.deviceregistration.DeviceDetails;
import cn.bioapproval.deviceregistration.DeviceMatter;
import cn.bioapproval.deviceregistration.DeviceRegistrations;
import cn.bioapproval.deviceregistration.InspectionResult;
import cn.bioapproval.engine.FactText;
import cn.bioapproval.intake.FormData;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the forms of device registration and its parts show. Element ids are unique across the parts. */
@Component
class DeviceFacts {

    /** Where what the product is can still be corrected. */
    private static final Set<DeviceMatter> PRODUCT_OPEN = Set.of(DeviceMatter.REGISTRATION, DeviceMatter.CHANGE);

    private final DeviceRegistrations device;
    private final CertificateMatters matters;
    private final CaseRegister cases;
    private final Certificates certificates;
    private final Submissions submissions;

    DeviceFacts(
            DeviceRegistrations device,
            CertificateMatters matters,
            CaseRegister cases,
            Certificates certificates,
            Submissions submissions) {
        this.device = device;
        this.matters = matters;
        this.cases = cases;
        this.certificates = certificates;
        this.submissions = submissions;
    }

    @Transactional(readOnly = true)
    public Map<String, Object> facts(CaseId caseId, String elementId) {
        DeviceApplication application = device.get(caseId);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("caseSummary", summary(cases.get(caseId), application));
        facts.put("firstRegistration", application.matter() == DeviceMatter.REGISTRATION);
        facts.put("productFixed", !PRODUCT_OPEN.contains(application.matter()));
        facts.put("materialOptions", device.materials(caseId).stream()
                .map(material -> Map.of("label", material.name(), "value", material.code()))
                .toList());
        facts.putAll(switch (elementId) {
            case DeviceReceiptProcess.Elements.EXAMINE -> Map.of(
                    "findings", new FactText().lines("还缺的材料", device.missingMaterials(caseId)).toString(),
                    "supplementTold", application.correctionsWereRequested());
            case DeviceReceiptProcess.Elements.RECEIVE_CORRECTIONS -> corrections(caseId, application.details());
            case DeviceTechnicalReviewProcess.Elements.REVIEW -> Map.of(
                    "reviewHistory", reviewHistory(caseId),
                    "supplementTold", application.supplementWasRequested());
            case DeviceTechnicalReviewProcess.Elements.INVESTIGATE ->
                told(caseId, DeviceTechnicalReviewProcess.Elements.REVIEW, "suspicion", "涉嫌虚假的资料和线索");
            case DeviceSupplementProcess.Elements.RECEIVE -> told(
                    caseId,
                    DeviceTechnicalReviewProcess.Elements.REVIEW,
                    "supplementRequirements",
                    "supplementRequest",
                    "需要补充的资料");
            case DeviceConsultationProcess.Elements.CONSULT -> told(
                    caseId,
                    DeviceTechnicalReviewProcess.Elements.REVIEW,
                    "consultationQuestions",
                    "consultationRequest",
                    "咨询的问题");
            case DeviceTestingProcess.Elements.TEST -> told(
                    caseId,
                    DeviceTechnicalReviewProcess.Elements.REVIEW,
                    "testRequirements",
                    "testRequest",
                    "检验的项目和要求");
            case DeviceInspectionProcess.Elements.INSPECT -> Map.of("inspectionPlan", inspectionPlan(caseId));
            case DeviceInspectionProcess.Elements.SUBMIT_RECTIFICATION -> told(
                    caseId,
                    DeviceInspectionProcess.Elements.INSPECT,
                    "rectificationRequirements",
                    "rectificationRequest",
                    "整改要求");
            case DeviceInspectionProcess.Elements.REINSPECT -> told(
                    caseId,
                    DeviceInspectionProcess.Elements.SUBMIT_RECTIFICATION,
                    "rectificationReport",
                    "rectification",
                    "整改报告");
            case DeviceAssessmentProcess.Elements.CONCLUDE -> Map.of(
                    "reviewSummary", reviewSummary(caseId, application), "mustFail", application.mustFail());
            case DeviceAssessmentProcess.Elements.AWAIT_OBJECTION ->
                Map.of("intendedRefusal", intendedRefusal(application));
            case DeviceAssessmentProcess.Elements.HANDLE_OBJECTION -> {
                Map<String, Object> objection = new HashMap<>(told(
                        caseId,
                        DeviceAssessmentProcess.Elements.AWAIT_OBJECTION,
                        "objection",
                        "申请人的异议"));
                objection.put("intendedRefusal", intendedRefusal(application));
                yield objection;
            }
            case DeviceDecisionProcess.Elements.DECIDE -> decision(caseId, application);
            case DeviceCertificateProcess.Elements.ISSUE,
                    DeviceReissueProcess.Elements.DELIVER,
                    DeviceChangeFilingProcess.Elements.DELIVER,
                    DeviceCancellationProcess.Elements.PUBLISH ->
                Map.of("certificatePreview", certificate(caseId, application));
            case DeviceChangeFilingProcess.Elements.DECIDE -> Map.of("filingTime", filingTime(caseId));
            default -> Map.<String, Object>of();
        });
        return facts;
    }

    private Optional<FormData> filed(CaseId caseId, String elementId) {
        return submissions.latest(caseId, elementId).map(Submission::data);
    }

    private Map<String, Object> told(CaseId caseId, String elementId, String field, String label) {
        return told(caseId, elementId, field, field, label);
    }

    /** What was typed into a field of an earlier step, as a fact. */
    private Map<String, Object> told(CaseId caseId, String elementId, String field, String fact, String label) {
        return Map.of(fact, filed(caseId, elementId)
                .flatMap(form -> form.optionalText(field))
                .map(text -> new FactText().line(label, text).toString())
                .orElse(""));
    }

    private String summary(Case of, DeviceApplication application) {
        DeviceDetails details = application.details();
        FactText text = new FactText()
                .title(details.productName())
                .line("办件编号", of.number())
                .line("注册申请人", of.applicantName() + "（" + of.applicantCode() + "）");
        matters.certificateOf(of.id()).ifPresent(certificate -> text.line("申请事项", application.matter().label())
                .line("注册证编号", certificate.number())
                .line("有效期至", certificate.validUntil()));
        if (!application.changes().isEmpty() && application.decidedOn().isEmpty()) {
            text.line("变更内容", matters.changesInWords(of.id()));
        }
        text.line(details.ivd() ? "包装规格" : "型号、规格", details.modelSpec())
                .line(details.ivd() ? "预期用途" : "适用范围", details.intendedUse());
        if (application.matter() == DeviceMatter.REGISTRATION) {
            text.line("临床评价", details.clinicalExempt() ? "列入免于临床评价目录" : "提交临床评价资料");
        }
        text.line("收到申请", application.receivedOn());
        application.acceptedOn().ifPresent(day -> text.line("受理日期", day));
        return text.toString();
    }

    private Map<String, Object> corrections(CaseId caseId, DeviceDetails details) {
        Map<String, Object> facts = new HashMap<>(told(
                caseId, DeviceReceiptProcess.Elements.EXAMINE, "correctionNotice", "correctionRequest", "补正要求"));
        facts.put("productName", details.productName());
        facts.put("modelSpec", details.modelSpec());
        facts.put("composition", details.composition());
        facts.put("intendedUse", details.intendedUse());
        facts.put("clinicalExempt", details.clinicalExempt());
        facts.put("contactName", details.contactName());
        facts.put("contactPhone", details.contactPhone());
        facts.put("materials", details.materials());
        return facts;
    }

    private String reviewHistory(CaseId caseId) {
        FactText text = new FactText();
        filed(caseId, DeviceSupplementProcess.Elements.RECEIVE).ifPresent(form -> text.line(
                "补充资料（" + FactText.day(form.date("supplementedOn")) + "收到）", form.text("supplementSummary")));
        filed(caseId, DeviceConsultationProcess.Elements.CONSULT).ifPresent(form -> text.line(
                "专家咨询意见", form.text("consultationOpinion")));
        filed(caseId, DeviceTestingProcess.Elements.TEST).ifPresent(form -> text.line(
                "检验报告" + form.text("testReportNo"),
                form.text("testResult").equals("QUALIFIED") ? "符合产品技术要求" : "不符合产品技术要求"));
        return text.toString();
    }

    private String inspectionPlan(CaseId caseId) {
        FactText text = new FactText();
        filed(caseId, DeviceInspectionProcess.Elements.PLAN).ifPresent(plan -> text
                .line("核查方式", plan.text("inspectionMode").equals("ON_SITE") ? "现场核查" : "资料核查")
                .line("计划时间", FactText.day(plan.date("plannedFrom")) + "至" + FactText.day(plan.date("plannedUntil")))
                .line("核查范围", plan.text("inspectionScope")));
        return text.toString();
    }

    private String reviewSummary(CaseId caseId, DeviceApplication application) {
        FactText text = new FactText();
        application.reviewPassed().ifPresent(passed -> text.line("技术审评意见", passed ? "通过" : "不通过"));
        filed(caseId, DeviceTechnicalReviewProcess.Elements.REVIEW)
                .flatMap(form -> form.optionalText("reviewReport"))
                .ifPresent(report -> text.line("审评报告摘要", report));
        return text.line(
                        "质量管理体系核查",
                        application.inspection().map(InspectionResult::label).orElse("不需要"))
                .toString();
    }

    private static String intendedRefusal(DeviceApplication application) {
        FactText text = new FactText();
        application.ground().ifPresent(ground -> text.line("拟不予注册的情形", ground.label()));
        return text.line("理由", application.reason()).toString();
    }

    private Map<String, Object> decision(CaseId caseId, DeviceApplication application) {
        FactText text = new FactText()
                .line("审评结论", application.recommended() ? "建议准予注册" : "不予注册");
        application.ground().ifPresent(ground -> text.line("情形", ground.label()));
        text.line("说明", application.reason());
        filed(caseId, DeviceAssessmentProcess.Elements.HANDLE_OBJECTION)
                .ifPresent(form -> text.line("异议处理", form.text("objectionHandling")));
        Map<String, Object> facts = new HashMap<>();
        facts.put("conclusion", text.toString());
        facts.put("recommended", application.recommended());
        application.ground().ifPresent(ground -> {
            facts.put("refusalGround", ground.name());
            facts.put("decisionReason", application.reason());
        });
        return facts;
    }

    private String filingTime(CaseId caseId) {
        LocalDate changedOn = submissions.handedIn(caseId, DeviceChangeFilingProcess.Elements.APPLY).date("changedOn");
        FactText text = new FactText().line("事项变更日期", changedOn);
        submissions.latest(caseId, DeviceChangeFilingProcess.Elements.APPLY).ifPresent(applied -> matters
                .overdueSince(changedOn, LocalDate.ofInstant(applied.submittedAt(), OfficeClock.ZONE))
                .ifPresent(lastDay -> text.say("变更备案最迟应在" + FactText.day(lastDay)
                        + "提出，本件已经逾期。备案照常办理，逾期的情况已告知稽查办公室另行处理。")));
        return text.toString();
    }

    private String certificate(CaseId caseId, DeviceApplication application) {
        boolean first = application.matter() == DeviceMatter.REGISTRATION;
        FactText text = new FactText();
        for (Certificate certificate : certificates.of(caseId)) {
            text.line("注册证编号", certificate.number())
                    .line(first ? "批准日期" : "首次批准日期", certificate.firstApprovedOn())
                    .line("有效期至", certificate.validUntil());
        }
        return text.toString();
    }
}
