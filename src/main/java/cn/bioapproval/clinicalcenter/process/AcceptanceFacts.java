package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.Material;
import cn.bioapproval.clinicalcenter.ApplicationDetails;
import cn.bioapproval.clinicalcenter.ClinicalCenterApplication;
import cn.bioapproval.clinicalcenter.ClinicalCenters;
import cn.bioapproval.clinicalcenter.Conclusion;
import cn.bioapproval.clinicalcenter.Decision;
import cn.bioapproval.clinicalcenter.ExpertOpinion;
import cn.bioapproval.clinicalcenter.Finding;
import cn.bioapproval.clinicalcenter.Majority;
import cn.bioapproval.clinicalcenter.Office;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Elements;
import cn.bioapproval.engine.FactText;
import cn.bioapproval.engine.FormFacts;
import cn.bioapproval.experts.Panel;
import cn.bioapproval.funding.Award;
import cn.bioapproval.funding.BudgetBalance;
import cn.bioapproval.funding.Budgets;
import cn.bioapproval.funding.Yuan;
import cn.bioapproval.intake.FormData;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the forms of {@code clinical-center-acceptance} show. */
@Component
class AcceptanceFacts implements FormFacts {

    private static final String MEASURE = "M16";

    private final ClinicalCenters centers;
    private final CaseRegister cases;
    private final Catalog catalog;
    private final Filed filed;
    private final AwardTable table;
    private final Budgets budgets;
    private final Clock clock;

    AcceptanceFacts(
            ClinicalCenters centers,
            CaseRegister cases,
            Catalog catalog,
            Filed filed,
            AwardTable table,
            Budgets budgets,
            Clock clock) {
        this.centers = centers;
        this.cases = cases;
        this.catalog = catalog;
        this.filed = filed;
        this.table = table;
        this.budgets = budgets;
        this.clock = clock;
    }

    @Override
    public String procedure() {
        return ClinicalCenterAcceptanceProcess.KEY;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> facts(CaseId caseId, String elementId) {
        return told(known(caseId, elementId));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> facts(CaseId caseId, String elementId, Set<String> names) {
        Map<String, Supplier<Object>> known = known(caseId, elementId);
        known.keySet().retainAll(names);
        return told(known);
    }

    private static Map<String, Object> told(Map<String, Supplier<Object>> known) {
        Map<String, Object> facts = new LinkedHashMap<>();
        known.forEach((name, fact) -> facts.put(name, fact.get()));
        return facts;
    }

    /** Each fact by name, to be found out when it is asked for. */
    private Map<String, Supplier<Object>> known(CaseId caseId, String elementId) {
        ClinicalCenterApplication application = centers.get(caseId);
        Map<String, Supplier<Object>> facts = new LinkedHashMap<>();
        facts.put("caseSummary", () -> summary(cases.get(caseId), application.details()));
        switch (elementId) {
            case Elements.EXAMINE -> {
                facts.put("findings", () -> findings(caseId, application));
                facts.put("supplementTold", () -> application.supplementWasRequested());
            }
            case Elements.RECEIVE_SUPPLEMENT -> {
                facts.put("supplementRequest", () -> supplementRequest(caseId));
                prefilled(application.details()).forEach((name, value) -> facts.put(name, () -> value));
            }
            case Elements.CONFIRM_PANEL -> {
                facts.put("panel", () -> panel(centers.panel(caseId)));
                facts.put("panelOptions", () -> panelOptions(centers.panel(caseId)));
            }
            case Elements.EXPERT_REVIEW -> facts.put("reviewMatter", () -> reviewMatter(application.details()));
            case Elements.CONCLUDE_REVIEW -> {
                facts.put("opinions", () -> opinions(review(caseId)));
                facts.put("majority", () -> majority(review(caseId)));
                facts.put("returnReasons", () -> returnReasons(application));
            }
            case Elements.SUBMIT_RECTIFICATION -> facts.put("rectificationRequest", () -> rectificationRequest(caseId));
            case Elements.RE_REVIEW -> {
                facts.put("opinions", () -> opinions(review(caseId)));
                facts.put("rectification", () -> rectification(caseId));
            }
            case Elements.DECIDE_KJJ, Elements.DECIDE_WJW -> {
                facts.put("tier", () -> application.details().tier().name());
                facts.put("findings", () -> decisionNotes(caseId));
                facts.put("reviewResult", () -> reviewResult(caseId, application));
                facts.put("awardForecast", () -> awardForecast(caseId));
                facts.put("returnReasons", () -> returnReasons(application));
            }
            case Elements.VERIFY_RECOGNITION, Elements.EVALUATE ->
                facts.put("returnReasons", () -> returnReasons(application));
            case Elements.PUBLICISE -> facts.put("publicityText", () -> publicityText(caseId, application));
            case Elements.INVESTIGATE_OBJECTION -> facts.put("objection", () -> objection(caseId));
            case Elements.ISSUE_NOTICES -> {
                facts.put("reviewResult", () -> reviewResult(caseId, application));
                facts.put("awardExplanation", () -> awardExplanation(caseId));
            }
            case Elements.CHECK_BUDGET, Elements.AWAIT_BUDGET -> {
                facts.put("awardExplanation", () -> awardExplanation(caseId));
                facts.put("budget", () -> budget(caseId, application.details()));
            }
            case Elements.PAY -> facts.put("paymentOrder", () -> paymentOrder(caseId, application.details()));
            default -> throw new IllegalArgumentException("No such step: " + elementId);
        }
        return facts;
    }

    private static String summary(Case subject, ApplicationDetails details) {
        return new FactText()
                .title(details.centerName())
                .line("办件编号", subject.number())
                .line("依托单位", "%s（%s）".formatted(details.hostName(), details.hostCode()))
                .line("机构类别", details.institutionType().label() + "，" + details.district().label())
                .line("中心层级", details.tier().label() + (details.traditionalChinese() ? "（中医）" : ""))
                .line("疾病领域", details.diseaseArea().label())
                .line("申请类型", details.type().label())
                .line("事项发生日期", details.eventOn() == null ? "" : details.eventOn())
                .line("认定（验收）文件号", orEmpty(details.recognitionNo()))
                .line("原依托单位代码", orEmpty(details.formerHostCode()))
                .line("联合依托", orEmpty(details.jointHosts()))
                .line("联系人", details.contactName() + "，" + details.contactPhone())
                .toString();
    }

    private String findings(CaseId caseId, ClinicalCenterApplication application) {
        List<String> findings = centers.findings(caseId).stream()
                .map(finding -> finding.message() + (finding.supplementable() ? "（可以补正）" : "（不能补正）"))
                .toList();
        List<String> received = catalog.find(cases.get(caseId).item()).orElseThrow().materials().stream()
                .filter(material -> application.details().materials().contains(material.code()))
                .map(Material::name)
                .toList();
        FactText text = new FactText()
                .line("已收到的材料", String.join("、", received))
                .lines("发现的问题（有问题的不能受理）", findings);
        if (findings.isEmpty()) {
            text.say("系统比对没有发现问题，请核对材料原件。");
        }
        if (application.supplementWasRequested()) {
            text.say("已经一次性告知过补正，不能再次告知。");
        }
        if (filed.isByApplicant(caseId, Elements.RECEIVE_SUPPLEMENT)) {
            text.say("补正由申请人在网上提交，所列材料以申请人申报为准，请核对是否已经收到。");
        }
        return text.lines("本中心既往补助", centers.priorGrants(caseId)).toString();
    }

    private String decisionNotes(CaseId caseId) {
        FactText text = new FactText().lines("本中心既往补助", centers.priorGrants(caseId));
        if (centers.needsStackingConfirmation(caseId)) {
            text.say("同一中心以前领过市级或者省级补助：市科技局同意时，须人工确认国家分中心补助可以叠加。");
        }
        return text.toString();
    }

    private String supplementRequest(CaseId caseId) {
        FormData examination = filed.latest(caseId, Elements.EXAMINE);
        return new FactText()
                .line("补正要求", examination.text("supplementNotice"))
                .lines("还有下列问题", centers.findings(caseId).stream().map(Finding::message).toList())
                .toString();
    }

    private static Map<String, Object> prefilled(ApplicationDetails details) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("hostName", details.hostName());
        fields.put("hostCreditCode", details.hostCode());
        fields.put("institutionType", details.institutionType().name());
        fields.put("district", details.district().name());
        fields.put("contactName", details.contactName());
        fields.put("contactPhone", details.contactPhone());
        putIfGiven(fields, "contactEmail", details.contactEmail());
        putIfGiven(fields, "formerHostCreditCode", details.formerHostCode());
        putIfGiven(fields, "jointHosts", details.jointHosts());
        fields.put("centerName", details.centerName());
        fields.put("diseaseArea", details.diseaseArea().name());
        fields.put("tier", details.tier().name());
        fields.put("applicationType", details.type().name());
        fields.put("traditionalChinese", details.traditionalChinese());
        putIfGiven(fields, "eventOn", details.eventOn());
        putIfGiven(fields, "recognitionNo", details.recognitionNo());
        fields.put("constructionCompleted", details.constructionCompleted());
        fields.put("otherAid", wan(details.otherAid()));
        fields.put("otherAidEvaluation", wan(details.otherAidEvaluation()));
        fields.put("hasHistory", !details.priorGrants().isEmpty());
        details.priorGrants().forEach(grant -> fields.put(grant.fieldKey(), wan(grant.yuan())));
        putIfGiven(fields, "historyPaidOn", details.priorPaidOn());
        putIfGiven(fields, "historyEvidence", details.priorEvidence());
        fields.put("accountName", details.accountName());
        fields.put("accountBank", details.accountBank());
        fields.put("accountNumber", details.accountNumber());
        fields.put("materials", details.materials());
        return fields;
    }

    private static void putIfGiven(Map<String, Object> fields, String key, @Nullable Object value) {
        if (value != null) {
            fields.put(key, value.toString());
        }
    }

    private static BigDecimal wan(long yuan) {
        return Yuan.of(yuan).wan();
    }

    private static String panel(Panel panel) {
        return new FactText()
                .lines("抽取的专家", panel.members().stream()
                        .map(member -> "%s，%s，%s".formatted(member.name(), member.unitName(), member.specialty()))
                        .toList())
                .toString();
    }

    private static List<Map<String, String>> panelOptions(Panel panel) {
        return panel.members().stream()
                .map(member -> Map.of("label", member.name(), "value", member.userId()))
                .toList();
    }

    private static String reviewMatter(ApplicationDetails details) {
        return new FactText()
                .say("请您对“%s”的%s独立评审。与依托单位“%s”有利害关系的，请申请回避。"
                        .formatted(details.centerName(), details.type().label(), details.hostName()))
                .toString();
    }

    /** What the panel that sits now has said. */
    private record Review(Panel panel, List<ExpertOpinion> handedIn) {

        Optional<Majority> majority() {
            return Majority.of(panel.userIds(), handedIn);
        }
    }

    private static String majority(Review review) {
        return review.majority().map(Majority::opinion).map(Enum::name).orElse("");
    }

    private Review review(CaseId caseId) {
        return new Review(centers.panel(caseId), filed.opinions(caseId));
    }

    private static String opinions(Review review) {
        List<String> lines = new ArrayList<>();
        for (Panel.Member member : review.panel().members()) {
            ExpertOpinion.latestOf(member.userId(), review.handedIn())
                    .filter(opinion -> opinion.opinion() != null)
                    .ifPresent(opinion -> lines.add("%s：%s，%d 分。%s".formatted(
                            member.name(), opinion.opinion().label(), opinion.score(), opinion.remarks())));
        }
        return new FactText()
                .lines("专家意见", lines)
                .line("专家多数意见", review.majority().map(Majority::text).orElse("没有过半数的意见"))
                .toString();
    }

    private String rectificationRequest(CaseId caseId) {
        return new FactText()
                .line("整改要求", filed.latest(caseId, Elements.CONCLUDE_REVIEW).text("rectificationRequirements"))
                .say("整改期限六个月，逾期未提交整改报告的，视为验收不通过。")
                .toString();
    }

    private String rectification(CaseId caseId) {
        FormData report = filed.latest(caseId, Elements.SUBMIT_RECTIFICATION);
        return new FactText()
                .line("整改要求", filed.latest(caseId, Elements.CONCLUDE_REVIEW).text("rectificationRequirements"))
                .line("整改情况", report.text("rectificationReport"))
                .line("整改完成日期", report.date("rectifiedOn"))
                .toString();
    }

    private String reviewResult(CaseId caseId, ClinicalCenterApplication application) {
        FactText text = new FactText();
        filed.find(caseId, Elements.CONCLUDE_REVIEW).ifPresent(form -> text
                .line("评审结论", Conclusion.valueOf(form.text("reviewConclusion")).label())
                .line("与专家多数意见不一致的理由", form.optionalText("deviationReason").orElse(""))
                .line("评审说明", form.text("conclusionRemarks")));
        filed.find(caseId, Elements.RE_REVIEW).ifPresent(form -> text
                .line("复评结论", Conclusion.valueOf(form.text("reReviewConclusion")).label())
                .line("复评说明", form.text("reReviewRemarks")));
        filed.find(caseId, Elements.VERIFY_RECOGNITION).ifPresent(form -> text.line("核实情况", form.text("verification")));
        application.passedOn().ifPresent(day -> text.line("验收通过、取得资质或者建成日期", day));
        application.grade().ifPresent(grade -> text.line("评估结论", grade.label()));
        application.evaluatedOn().ifPresent(day -> text.line("评估结论日期", day));
        filed.find(caseId, Elements.EVALUATE).ifPresent(form -> text.line("评估报告编号", form.text("evaluationReportNo")));
        filed.find(caseId, Elements.INVESTIGATE_OBJECTION).ifPresent(form -> text
                .line("异议核查结论", form.text("objectionFinding").equals("SUBSTANTIATED") ? "异议成立" : "异议不成立")
                .line("异议核查情况", form.text("investigation")));
        return text.toString();
    }

    private String awardForecast(CaseId caseId) {
        return new FactText()
                .lines("预计补助（未扣除既往和同类补助，审定同意后由系统计算）", centers.forecast(caseId, table.latest()))
                .toString();
    }

    private static String returnReasons(ClinicalCenterApplication application) {
        FactText text = new FactText();
        for (Office office : Office.values()) {
            if (application.decisionOf(office).filter(decision -> decision == Decision.RETURN).isPresent()) {
                text.line(office.label() + "退回理由", application.opinionOf(office));
            }
        }
        return text.toString();
    }

    private String publicityText(CaseId caseId, ClinicalCenterApplication application) {
        FactText text = new FactText();
        application.passedOn().ifPresent(day -> text.line("验收结果", "通过（" + FactText.day(day) + "）"));
        application.grade().ifPresent(grade -> text.line("评估结果", grade.label()));
        return text.line("拟补助金额", total(caseId)).toString();
    }

    private String objection(CaseId caseId) {
        FormData form = filed.latest(caseId, Elements.PUBLICISE);
        return new FactText()
                .line("异议人", form.text("objector"))
                .line("联系方式", form.optionalText("objectorContact").orElse(""))
                .line("收到日期", form.date("objectedOn"))
                .line("异议内容", form.text("objection"))
                .toString();
    }

    private String awardExplanation(CaseId caseId) {
        FactText text = new FactText();
        for (Award award : centers.standingAwards(caseId)) {
            text.lines(
                    award.name() + "：" + award.amount(),
                    award.explanation().lines().stream().map(Object::toString).toList());
        }
        return text.line("合计", total(caseId)).toString();
    }

    private String budget(CaseId caseId, ApplicationDetails details) {
        BudgetBalance balance = budgets.balance(Year.now(clock).getValue(), MEASURE);
        return new FactText()
                .line("应发金额", total(caseId))
                .line(balance.year() + "年度预算", "%s，已占用 %s，可用 %s"
                        .formatted(balance.total(), balance.reserved(), balance.available()))
                .line("收款账户", account(details))
                .toString();
    }

    private String paymentOrder(CaseId caseId, ApplicationDetails details) {
        return new FactText()
                .line("拨付金额", total(caseId))
                .line("收款账户", account(details))
                .toString();
    }

    private static String account(ApplicationDetails details) {
        return "%s，%s，%s".formatted(details.accountName(), details.accountBank(), details.accountNumber());
    }

    private Yuan total(CaseId caseId) {
        return centers.standingAwards(caseId).stream().map(Award::amount).reduce(Yuan.ZERO, Yuan::plus);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
