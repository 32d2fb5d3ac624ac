package cn.bioapproval.clinicalcenter;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.Material;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.experts.Panel;
import cn.bioapproval.funding.Award;
import cn.bioapproval.funding.Explanation;
import cn.bioapproval.funding.Yuan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The documents of this procedure, each filled in from the application. */
@Component
class Notices {

    private static final String NONE = "无";

    private final Documents documents;
    private final CaseRegister cases;
    private final Catalog catalog;
    private final WorkingDays workingDays;
    private final String objectionContact;

    /** @param objectionContact who takes objections during publicity, as the notice prints it */
    Notices(
            Documents documents,
            CaseRegister cases,
            Catalog catalog,
            WorkingDays workingDays,
            @Value("${bioapproval.m16.objection-contact}") String objectionContact) {
        this.documents = documents;
        this.cases = cases;
        this.catalog = catalog;
        this.workingDays = workingDays;
        this.objectionContact = objectionContact;
    }

    void acceptance(ClinicalCenterApplication application, int promisedDays, LocalDate dueOn) {
        CaseId caseId = application.caseId();
        documents.issue(caseId, "clinical-center-acceptance-notice", Map.of(
                "centerName", application.details().centerName(),
                "tierName", application.details().tier().label(),
                "matter", application.details().type().label(),
                "receivedOn", receivedOn(caseId),
                "acceptedOn", workingDays.today(),
                "promisedDays", promisedDays,
                "dueOn", dueOn,
                "materials", materials(caseId).stream()
                        .filter(material -> application.details().materials().contains(material.code()))
                        .map(material -> Map.of("name", material.name()))
                        .toList()));
    }

    void supplement(
            ClinicalCenterApplication application, List<Material> missing, String requirement, LocalDate dueOn) {
        List<Map<String, Object>> rows = new ArrayList<>();
        missing.forEach(material -> rows.add(Map.of("name", material.name(), "requirement", "补交")));
        rows.add(Map.of("name", "申请内容", "requirement", requirement));
        documents.issue(application.caseId(), "clinical-center-supplement-notice", Map.of(
                "centerName", application.details().centerName(),
                "receivedOn", receivedOn(application.caseId()),
                "missing", rows,
                "dueOn", dueOn));
    }

    void rejection(ClinicalCenterApplication application) {
        documents.issue(application.caseId(), "clinical-center-rejection-notice", Map.of(
                "centerName", application.details().centerName(),
                "receivedOn", receivedOn(application.caseId()),
                "code", codeOf(application),
                "circumstance", circumstance(application),
                "reason", application.refusalReason()));
    }

    void withdrawal(ClinicalCenterApplication application, boolean deemed, String reason) {
        documents.issue(application.caseId(), "clinical-center-withdrawal-notice", Map.of(
                "centerName", application.details().centerName(),
                "deemed", deemed,
                "withdrawnOn", workingDays.today(),
                "reason", reason));
    }

    void reviewOpinions(
            ClinicalCenterApplication application,
            Panel panel,
            List<ExpertOpinion> opinions,
            LocalDate reviewedOn,
            Conclusion conclusion,
            String summary) {
        List<Map<String, Object>> rows = panel.members().stream()
                .flatMap(member -> ExpertOpinion.latestOf(member.userId(), opinions).stream()
                        .map(opinion -> Map.<String, Object>of(
                                "name", member.name(),
                                "organisation", member.unitName(),
                                "opinion", opinion.opinion() == null ? "回避" : opinion.opinion().label(),
                                "score", opinion.score() == null ? "—" : opinion.score().toString(),
                                "remarks", opinion.remarks().isEmpty() ? NONE : opinion.remarks())))
                .toList();
        documents.issue(application.caseId(), "clinical-center-review-opinions", Map.of(
                "centerName", application.details().centerName(),
                "tierName", application.details().tier().label(),
                "reviewedOn", reviewedOn,
                "method", "现场核查和会议评审",
                "experts", rows,
                "conclusion", conclusion.label(),
                "summary", summary));
    }

    /** The conclusion of the acceptance, passed or not. */
    void conclusion(ClinicalCenterApplication application) {
        boolean passed = application.passedOn().isPresent();
        documents.issue(application.caseId(), "clinical-center-acceptance-conclusion", Map.of(
                "centerName", application.details().centerName(),
                "tierName", application.details().tier().label(),
                "eventOn", application.passedOn().orElseGet(workingDays::today),
                "conclusion", passed ? "通过验收" : "未通过验收",
                "passed", passed,
                "explanation", passed ? "市科技局、市卫健委联合审定同意。" : application.refusalReason()));
    }

    void evaluationResult(ClinicalCenterApplication application, String reportNo, String explanation) {
        Grade grade = application.grade().orElseThrow();
        documents.issue(application.caseId(), "clinical-center-evaluation-result", Map.of(
                "centerName", application.details().centerName(),
                "tierName", application.details().tier().label(),
                "evaluatedOn", application.evaluatedOn().orElseThrow(),
                "reportNo", reportNo,
                "grade", grade.label(),
                "excellent", grade == Grade.EXCELLENT,
                "explanation", explanation));
    }

    void awardSheet(ClinicalCenterApplication application, Award award) {
        LocalDate eventOn = Matter.valueOf(award.kind()) == Matter.EVALUATION
                ? application.evaluatedOn().orElseThrow()
                : application.passedOn().orElseThrow();
        documents.issue(application.caseId(), "clinical-center-award-sheet", Map.of(
                "centerName", application.details().centerName(),
                "tierName", application.details().tier().label(),
                "awardName", award.name(),
                "eventOn", eventOn,
                "lines", award.explanation().lines().stream().map(Notices::line).toList(),
                "amount", award.amount().value()));
    }

    private static Map<String, Object> line(Explanation.Line line) {
        return Map.of(
                "step", line.step(),
                "formula", line.formula(),
                "amount", line.result().value(),
                "source", line.source().isEmpty() ? "—" : line.source());
    }

    void publicity(ClinicalCenterApplication application, List<Award> awards, LocalDate endsOn) {
        ApplicationDetails details = application.details();
        List<Map<String, Object>> results = new ArrayList<>();
        for (Matter matter : Matter.values()) {
            if (details.type().includes(matter)) {
                results.add(Map.of(
                        "centerName", details.centerName(),
                        "hostName", details.hostName(),
                        "tierName", details.tier().label(),
                        "result", matter == Matter.ACCEPTANCE
                                ? "通过验收"
                                : "评估" + application.grade().orElseThrow().label(),
                        "amount", awards.stream()
                                .filter(award -> award.kind().equals(matter.name()))
                                .map(Award::amount)
                                .reduce(Yuan.ZERO, Yuan::plus)
                                .value()));
            }
        }
        LocalDate today = workingDays.today();
        documents.issue(application.caseId(), "clinical-center-publicity-notice", Map.of(
                "results", results,
                "startsOn", today,
                "endsOn", endsOn,
                "workingDays", workingDays.count(today, endsOn),
                "contact", objectionContact));
    }

    void refusal(ClinicalCenterApplication application) {
        documents.issue(application.caseId(), "clinical-center-refusal-notice", Map.of(
                "centerName", application.details().centerName(),
                "tierName", application.details().tier().label(),
                "code", codeOf(application),
                "circumstance", circumstance(application),
                "reason", application.refusalReason(),
                "decidedOn", workingDays.today()));
    }

    void paymentOrder(ClinicalCenterApplication application, Award award, LocalDate dueOn) {
        ApplicationDetails details = application.details();
        documents.issue(application.caseId(), "clinical-center-payment-order", Map.of(
                "centerName", details.centerName(),
                "purpose", award.name(),
                "accountName", details.accountName(),
                "accountBank", details.accountBank(),
                "accountNumber", details.accountNumber(),
                "amount", award.amount().value(),
                "budgetYear", Objects.requireNonNullElse(award.budgetYear(), award.year()),
                "basis", "办件 " + cases.get(application.caseId()).number() + " 的补助核定表",
                "dueOn", dueOn));
    }

    void revocation(
            CaseId revocationCase,
            ClinicalCenterApplication original,
            String facts,
            String reason,
            Yuan amount,
            LocalDate repayOn) {
        documents.issue(revocationCase, "clinical-center-revocation-decision", Map.of(
                "centerName", original.details().centerName(),
                "originalCaseNumber", cases.get(original.caseId()).number(),
                "facts", facts,
                "reason", reason,
                "decidedOn", workingDays.today(),
                "amount", amount.value(),
                "repayOn", repayOn));
    }

    private List<Material> materials(CaseId caseId) {
        return catalog.find(cases.get(caseId).item()).orElseThrow().materials();
    }

    private LocalDate receivedOn(CaseId caseId) {
        Case received = cases.get(caseId);
        return LocalDate.ofInstant(received.openedAt(), OfficeClock.ZONE);
    }

    private static String codeOf(ClinicalCenterApplication application) {
        return application.refusalCode().map(RefusalCode::value).orElse("—");
    }

    private static String circumstance(ClinicalCenterApplication application) {
        return circumstance(application.refusalCode().map(RefusalCode::value).orElse(null));
    }

    /** One Chinese sentence for each code that ends a case. */
    static String circumstance(@Nullable String code) {
        return switch (Objects.requireNonNullElse(code, "")) {
            case "ERR_OUT_OF_POLICY_WINDOW" -> "事项日期不在政策有效期内";
            case "ERR_OUT_OF_JURISDICTION" -> "不在厦门市辖区内";
            case "ERR_WRONG_BENEFICIARY" -> "依托单位不是医疗机构";
            case "ERR_CONSTRUCTION_INCOMPLETE" -> "国家分中心建设未完成";
            case "ERR_EVAL_WITHOUT_ACCEPTANCE" -> "没有验收通过记录";
            case "ERR_DUPLICATE_CLAIM" -> "同一中心重复申请";
            case "ERR_MATERIAL_MISSING" -> "材料不齐全";
            case "ERR_ACCEPTANCE_NOT_PASSED" -> "验收不通过";
            case "ERR_DECISION_VETOED" -> "联合审定否决";
            case "ERR_BUDGET_INSUFFICIENT" -> "预算未落实，终止发放";
            case "ERR_INVALID_COMBINATION" -> "层级与申请类型不符";
            default -> "不属于本事项支持范围";
        };
    }
}
