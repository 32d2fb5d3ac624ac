package cn.bioapproval.clinicalcenter.process;

import static cn.bioapproval.clinicalcenter.process.Office.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ItemSwitches;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Elements;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.documents.IssuedDocument;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.funding.Awards;
import cn.bioapproval.funding.Budgets;
import cn.bioapproval.funding.Yuan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** Whole lives of cases on the real engine, models and PostgreSQL; the amounts are the golden cases. */
@SpringBootTest(properties = "bioapproval.demo=true")
@ActiveProfiles("test")
class ClinicalCenterJourneyTest {

    private static final AtomicInteger HOSPITALS = new AtomicInteger();
    private static final List<String> ALL_MATERIALS = List.of(
            "application", "applicationEvidence", "taskContract", "financialAudit", "ethicsAndStudies",
            "creditCodeCertificate", "creditCommitment", "grantHistory", "superiorRecognition",
                    "constructionCompletion");

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Desk desk;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private Awards awards;

    @Autowired
    private Budgets budgets;

    @Autowired
    private Documents documents;

    @Autowired
    private Catalog catalog;

    @Autowired
    private ItemSwitches switches;

    @Autowired
    private AcceptanceFacts facts;

    private Office office;
    private String hospital;

    @BeforeEach
    void aMondayInMarch() {
        office = new Office(engine, desk, cases, clock);
        office.turnTo("2026-03-02");
        hospital = creditCode(HOSPITALS.incrementAndGet());
        budgets.set(2026, "M16", Yuan.ofWan(100_000));
    }

    @AfterEach
    void backToTheSystemClock() {
        clock.turnBy(Duration.ZERO);
    }

    /** A valid unified social credit code (GB 32100-2015) of a made-up public hospital. */
    private static String creditCode(int n) {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        String body = "12350200%08d".formatted(40_000_000 + n * 17) + "A";
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += alphabet.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return body + alphabet.charAt((31 - sum % 31) % 31);
    }

    private Map<String, Object> application(String tier, String type) {
        return with(
                Map.of(
                        "hostName", "厦门市第一医院",
                        "hostCreditCode", hospital,
                        "institutionType", "HOSPITAL",
                        "district", "SIMING",
                        "contactName", "王医生",
                        "contactPhone", "0592-2137000",
                        "centerName", "厦门市心血管疾病临床医学研究中心",
                        "diseaseArea", "CARDIOVASCULAR",
                        "tier", tier,
                        "applicationType", type),
                "otherAid", "0",
                "accountName", "厦门市第一医院",
                "accountBank", "中国银行厦门分行",
                "accountNumber", "6217 0000 0000 0001",
                "materials", ALL_MATERIALS,
                "traditionalChinese", false,
                "hasHistory", false,
                "otherAidEvaluation", type.equals("BOTH") ? "0" : null,
                "recognitionNo", tier.equals("CITY") ? null : "闽科社〔2026〕8号",
                "eventOn", tier.equals("CITY") || type.equals("EVALUATION") ? null : "2026-02-10",
                "constructionCompleted", tier.equals("BRANCH") ? true : null);
    }

    private Map<String, Object> history(Map<String, Object> application, Object... grants) {
        return with(with(application, "hasHistory", true, "historyPaidOn", "2025-06-30", "historyEvidence",
                "厦科社〔2025〕3号"), grants);
    }

    private CaseId received(Map<String, Object> application) {
        return office.opens("linxiao", ClinicalCenterAcceptanceProcess.KEY, application).caseId();
    }

    private CaseId accepted(Map<String, Object> application) {
        CaseId caseId = received(application);
        office.does("chenmin", caseId, Elements.EXAMINE, Map.of("examinationOutcome", "ACCEPT"));
        return caseId;
    }

    private void reviewed(CaseId caseId, String conclusion) {
        office.does("sunyue", caseId, Elements.CONFIRM_PANEL, Map.of("panelOutcome", "CONFIRM"));
        office.expertsAnswer(caseId, Map.of("conflictDeclared", false, "opinion", "PASS", "score", "88", "remarks",
                "建设任务完成。"));
        concluded(caseId, conclusion);
    }

    /** All experts say that the centre passes; whoever concludes otherwise says why. */
    private void concluded(CaseId caseId, String conclusion) {
        office.does("sunyue", caseId, Elements.CONCLUDE_REVIEW, with(
                conclusion(conclusion),
                "deviationReason", conclusion.equals("PASS") ? null : "现场核查发现的问题，会议评审时没有看到。"));
    }

    private Map<String, Object> conclusion(String conclusion) {
        return with(
                Map.of(
                        "siteVisitOn", office.today().toString(),
                        "concludedOn", office.today().toString(),
                        "reviewConclusion", conclusion,
                        "conclusionRemarks", "专家组一致意见。"),
                "rectificationRequirements", conclusion.equals("RECTIFY") ? "补充随访数据。" : null);
    }

    private void decided(CaseId caseId, String kjj, String wjw) {
        office.does("zhengjun", caseId, Elements.DECIDE_KJJ, decision("kjj", kjj));
        office.does("huanglei", caseId, Elements.DECIDE_WJW, decision("wjw", wjw));
    }

    private static Map<String, Object> decision(String office, String decision) {
        return decision.equals("AGREE")
                ? Map.of(office + "Decision", decision)
                : Map.of(office + "Decision", decision, office + "Reason", "理由如下。");
    }

    private void evaluated(CaseId caseId, String grade) {
        office.does("sunyue", caseId, Elements.EVALUATE, Map.of(
                "evaluationReportNo", "PG-2026-01",
                "evaluatedOn", office.today().toString(),
                "evaluationGrade", grade,
                "evaluationRemarks", "按指标评估。"));
    }

    private void noticesIssued(CaseId caseId) {
        office.timerFires(caseId);
        office.does("chenmin", caseId, Elements.ISSUE_NOTICES, Map.of("dispatchNo", "厦科社〔2026〕12号",
                "noticesChecked", true));
    }

    private void budgetChecked(CaseId caseId) {
        office.does("wuting", caseId, Elements.CHECK_BUDGET, Map.of("accountChecked", true, "amountChecked", true));
    }

    private void paid(CaseId caseId) {
        office.does("yanghui", caseId, Elements.PAY, Map.of("voucherNo", "ZF-" + caseId, "paidOn",
                office.today().toString()));
    }

    /** To the end, whatever the amount. */
    private Yuan granted(CaseId caseId) {
        noticesIssued(caseId);
        if (!awards.total(caseId).isZero()) {
            budgetChecked(caseId);
            paid(caseId);
        }
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.GRANTED);
        assertThat(office.openSteps(caseId)).isEmpty();
        return awards.total(caseId);
    }

    private Yuan grantedByRecognition(Map<String, Object> application) {
        CaseId caseId = accepted(application);
        decided(caseId, "AGREE", "AGREE");
        return granted(caseId);
    }

    private Yuan grantedByEvaluation(Map<String, Object> application) {
        CaseId caseId = accepted(application);
        evaluated(caseId, "EXCELLENT");
        decided(caseId, "AGREE", "AGREE");
        return granted(caseId);
    }

    private Yuan grantedByReview(Map<String, Object> application) {
        CaseId caseId = accepted(application);
        reviewed(caseId, "PASS");
        decided(caseId, "AGREE", "AGREE");
        return granted(caseId);
    }

    private List<String> titlesOf(CaseId caseId) {
        return documents.of(caseId).stream().map(IssuedDocument::title).toList();
    }

    private static void refused(String code, ThrowingCallable action) {
        assertThatExceptionOfType(Exception.class).isThrownBy(action).satisfies(thrown -> {
            Throwable cause = thrown;
            while (!(cause instanceof Refusal) && cause.getCause() != null) {
                cause = cause.getCause();
            }
            assertThat(cause).isInstanceOf(Refusal.class);
            assertThat(((Refusal) cause).code().value()).isEqualTo(code);
        });
    }

    @Test
    void caseWhoseItemWasSwitchedOffSinceIsExaminedLikeAnyOther() {
        CaseId caseId = received(application("CITY", "ACCEPTANCE"));
        ServiceItem item = catalog.find(cases.get(caseId).item()).orElseThrow();
        LocalDate today = LocalDate.now(clock);
        switches.turn(item, false, today, "系统升级暂停", "admin");
        try {
            office.does("chenmin", caseId, Elements.EXAMINE, Map.of("examinationOutcome", "ACCEPT"));
        } finally {
            switches.turn(item, true, today, "恢复", "admin");
        }

        assertThat(cases.get(caseId).status()).isEqualTo(CaseStatus.IN_REVIEW);
    }

    @Test
    void aMunicipalCentreThatPassesItsReviewIsPaid200() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        reviewed(caseId, "PASS");
        decided(caseId, "AGREE", "AGREE");
        assertThat(office.caseOf(caseId).status()).isEqualTo(CaseStatus.PUBLICISED);
        assertThat(office.timerDue(caseId)).isEqualTo("2026-03-09T23:59:59");
        assertThat(granted(caseId)).isEqualTo(Yuan.ofWan(200));
        assertThat(titlesOf(caseId)).containsExactly(
                "受理通知书", "专家意见表", "公示", "验收结论书", "补助核定表", "拨款单");
    }

    @Test
    void anEvaluationComesAfterTheAcceptanceAndIsPaidOnTop() {
        assertThat(grantedByReview(application("CITY", "ACCEPTANCE"))).isEqualTo(Yuan.ofWan(200));
        assertThat(grantedByEvaluation(application("CITY", "EVALUATION"))).isEqualTo(Yuan.ofWan(150));
    }

    @Test
    void acceptanceAndEvaluationTogetherAreDecidedOneAfterTheOther() {
        CaseId caseId = accepted(application("CITY", "BOTH"));
        reviewed(caseId, "PASS");
        decided(caseId, "AGREE", "AGREE");
        evaluated(caseId, "EXCELLENT");
        decided(caseId, "AGREE", "AGREE");
        assertThat(granted(caseId)).isEqualTo(Yuan.ofWan(350));
    }

    @Test
    void municipalAndProvincialAcceptanceAreNotEnjoyedTwice() {
        assertThat(grantedByRecognition(application("PROV", "ACCEPTANCE"))).isEqualTo(Yuan.ofWan(200));
        assertThat(grantedByReview(application("CITY", "ACCEPTANCE"))).isEqualTo(Yuan.ZERO);
    }

    @Test
    void aProvincialCentreWhoseMunicipalAcceptanceWasPaidBeforeGetsOnlyTheEvaluation() {
        assertThat(grantedByRecognition(history(application("PROV", "ACCEPTANCE"), "historyCityAcceptance", "200")))
                .isEqualTo(Yuan.ZERO);
        assertThat(grantedByEvaluation(application("PROV", "EVALUATION"))).isEqualTo(Yuan.ofWan(150));
    }

    @Test
    void aBranchGets400AndThen200() {
        assertThat(grantedByRecognition(application("BRANCH", "ACCEPTANCE"))).isEqualTo(Yuan.ofWan(400));
        assertThat(grantedByEvaluation(application("BRANCH", "EVALUATION"))).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void aBranchOnTopOfAMunicipalAwardNeedsAPersonsWord() {
        CaseId caseId = accepted(history(application("BRANCH", "ACCEPTANCE"), "historyCityAcceptance", "200"));
        refused("ERR_REVIEW_REQUIRED", () -> office.does("zhengjun", caseId, Elements.DECIDE_KJJ, decision("kjj",
                "AGREE")));
        office.does("zhengjun", caseId, Elements.DECIDE_KJJ, Map.of("kjjDecision", "AGREE", "stackingConfirmed", true));
        office.does("huanglei", caseId, Elements.DECIDE_WJW, decision("wjw", "AGREE"));
        assertThat(granted(caseId)).isEqualTo(Yuan.ofWan(400));
    }

    @Test
    void aNationalCentreIsToppedUpTo1000() {
        assertThat(grantedByRecognition(application("NATIONAL", "ACCEPTANCE"))).isEqualTo(Yuan.ofWan(1000));
        hospital = creditCode(HOSPITALS.incrementAndGet());
        assertThat(grantedByRecognition(history(
                        application("NATIONAL", "ACCEPTANCE"),
                        "historyCityAcceptance", "200", "historyCityEvaluation", "150")))
                .isEqualTo(Yuan.ofWan(650));
        hospital = creditCode(HOSPITALS.incrementAndGet());
        assertThat(grantedByRecognition(history(
                        application("NATIONAL", "ACCEPTANCE"),
                        "historyProvAcceptance", "200", "historyProvEvaluation", "150",
                        "historyBranchAcceptance", "400", "historyBranchEvaluation", "200")))
                .isEqualTo(Yuan.ofWan(50));
        hospital = creditCode(HOSPITALS.incrementAndGet());
        assertThat(grantedByRecognition(history(
                        application("NATIONAL", "ACCEPTANCE"),
                        "historyCityAcceptance", "200", "historyCityEvaluation", "150", "historyProvEvaluation", "150",
                        "historyBranchAcceptance", "400", "historyBranchEvaluation", "200")))
                .isEqualTo(Yuan.ZERO);
    }

    @Test
    void whatOtherPoliciesGaveIsMadeUpToTheAward() {
        assertThat(grantedByReview(with(application("CITY", "ACCEPTANCE"), "otherAid",
                "120"))).isEqualTo(Yuan.ofWan(80));
        hospital = creditCode(HOSPITALS.incrementAndGet());
        assertThat(grantedByReview(with(application("CITY", "ACCEPTANCE"), "otherAid", "260"))).isEqualTo(Yuan.ZERO);
    }

    @Test
    void aFailedReviewEndsTheCase() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        reviewed(caseId, "FAIL");
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.REFUSED);
        assertThat(office.caseOf(caseId).refusalCode()).isEqualTo("ERR_ACCEPTANCE_NOT_PASSED");
        assertThat(titlesOf(caseId)).contains("验收结论书");
    }

    @Test
    void anEvaluationThatIsNotExcellentIsToldButNotPaid() {
        CaseId caseId = accepted(with(application("CITY", "EVALUATION"), "recognitionNo", "厦科社〔2022〕9号"));
        evaluated(caseId, "QUALIFIED");
        decided(caseId, "AGREE", "AGREE");
        assertThat(granted(caseId)).isEqualTo(Yuan.ZERO);
        assertThat(titlesOf(caseId)).contains("评估结果通知").doesNotContain("拨款单");
    }

    @Test
    void whatStandsAgainstAnApplicationStandsAgainstItsAcceptance() {
        refusedAtExamination("ERR_EVAL_WITHOUT_ACCEPTANCE", application("CITY", "EVALUATION"));
        refusedAtExamination(
                "ERR_CONSTRUCTION_INCOMPLETE", with(application("BRANCH", "ACCEPTANCE"), "constructionCompleted",
                        false));
        refusedAtExamination("ERR_OUT_OF_POLICY_WINDOW", with(application("PROV", "ACCEPTANCE"), "eventOn",
                "2023-11-19"));
        refusedAtExamination("ERR_WRONG_BENEFICIARY", with(application("PROV", "ACCEPTANCE"), "institutionType",
                "NOT_MEDICAL"));
        refusedAtExamination("ERR_OUT_OF_JURISDICTION", with(application("PROV", "ACCEPTANCE"), "district", "OTHER"));
        refusedAtExamination("ERR_MATERIAL_MISSING", with(application("PROV", "ACCEPTANCE"), "materials",
                List.of("application")));
    }

    private void refusedAtExamination(String code, Map<String, Object> application) {
        CaseId caseId = received(application);
        refused(code, () -> office.does("chenmin", caseId, Elements.EXAMINE, Map.of("examinationOutcome", "ACCEPT")));
        assertThat(office.openSteps(caseId)).containsExactly(Elements.EXAMINE);
    }

    @Test
    void aSecondAcceptanceOfTheSameCentreIsRefused() {
        grantedByReview(application("CITY", "ACCEPTANCE"));
        CaseId again = received(application("CITY", "ACCEPTANCE"));
        refused("ERR_DUPLICATE_CLAIM", () -> office.does("chenmin", again, Elements.EXAMINE,
                Map.of("examinationOutcome", "ACCEPT")));
        office.does("chenmin", again, Elements.EXAMINE, Map.of(
                "examinationOutcome", "REJECT", "refusalCode", "ERR_DUPLICATE_CLAIM", "rejectionReason", "同一中心已领取。"));
        assertThat(office.caseOf(again).outcome()).isEqualTo(CaseOutcome.NOT_ACCEPTED);
        assertThat(titlesOf(again)).containsExactly("不予受理通知书");
    }

    @Test
    void theCentreKeepsItsRecordWhenItsHostIsRenamed() {
        String before = hospital;
        grantedByReview(application("CITY", "ACCEPTANCE"));
        hospital = creditCode(HOSPITALS.incrementAndGet());
        refusedAtExamination(
                "ERR_DUPLICATE_CLAIM", with(application("CITY", "ACCEPTANCE"), "formerHostCreditCode", before));
    }

    @Test
    void aSecondCaseOfTheSameCentreLosesAtTheCalculation() {
        CaseId first = accepted(application("PROV", "ACCEPTANCE"));
        CaseId second = accepted(application("PROV", "ACCEPTANCE"));
        decided(first, "AGREE", "AGREE");
        decided(second, "AGREE", "AGREE");
        assertThat(office.caseOf(second).outcome()).isEqualTo(CaseOutcome.REFUSED);
        assertThat(office.caseOf(second).refusalCode()).isEqualTo("ERR_DUPLICATE_CLAIM");
        assertThat(titlesOf(second)).contains("不予支持告知书");
    }

    @Test
    void aNationalCentreHasNoEvaluationAward() {
        refused("ERR_INVALID_COMBINATION", () -> received(with(application("NATIONAL", "EVALUATION"), "eventOn",
                "2026-02-10")));
    }

    @Test
    void aSupplementIsAskedForOnceAndAnswered() {
        CaseId caseId = received(with(application("PROV", "ACCEPTANCE"), "materials", List.of("application")));
        Map<String, Object> request = Map.of(
                "examinationOutcome", "SUPPLEMENT",
                "missingMaterials", List.of("applicationEvidence", "grantHistory"),
                "supplementNotice", "请补交佐证材料和声明。");
        office.does("chenmin", caseId, Elements.EXAMINE, request);
        assertThat(office.caseOf(caseId).status()).isEqualTo(CaseStatus.SUPPLEMENTING);
        assertThat(office.timerDue(caseId)).isEqualTo("2026-03-16T23:59:59");
        assertThat(office.sees("linxiao", caseId, Elements.RECEIVE_SUPPLEMENT)).containsEntry("hostName", "厦门市第一医院");
        office.does("linxiao", caseId, Elements.RECEIVE_SUPPLEMENT,
                with(application("PROV", "ACCEPTANCE"), "suppliedOn", office.today().toString()));
        assertThat(office.sees("chenmin", caseId, Elements.EXAMINE)).containsEntry("supplementTold", true);
        refused("ERR_FORM_INVALID", () -> office.does("chenmin", caseId, Elements.EXAMINE, request));
        office.does("chenmin", caseId, Elements.EXAMINE, Map.of("examinationOutcome", "ACCEPT"));
        assertThat(office.caseOf(caseId).status()).isEqualTo(CaseStatus.ACCEPTED);
    }

    @Test
    void whoeverConcludesAgainstTheExpertsMajoritySaysWhy() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        office.does("sunyue", caseId, Elements.CONFIRM_PANEL, Map.of("panelOutcome", "CONFIRM"));
        List<Task> tasks = office.tasks(caseId, Elements.EXPERT_REVIEW);
        for (int i = 0; i < 5; i++) {
            office.expertAnswers(tasks.get(i), Map.of(
                    "conflictDeclared", false, "opinion", i < 3 ? "PASS" : "FAIL", "score", "70", "remarks", "见意见表。"));
        }
        assertThat(office.sees("sunyue", caseId, Elements.CONCLUDE_REVIEW))
                .containsEntry("majority", "PASS")
                .hasEntrySatisfying("opinions", opinions -> assertThat(opinions.toString()).contains("通过（5 名专家中 3 名）"));
        refused("ERR_FORM_INVALID", () -> office.does("sunyue", caseId, Elements.CONCLUDE_REVIEW, conclusion("FAIL")));
        concluded(caseId, "FAIL");
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.REFUSED);
    }

    @Test
    void anUnansweredSupplementEndsTheCase() {
        CaseId caseId = received(with(application("PROV", "ACCEPTANCE"), "materials", List.of("application")));
        office.does("chenmin", caseId, Elements.EXAMINE, Map.of(
                "examinationOutcome", "SUPPLEMENT", "supplementNotice", "请补交。"));
        office.timerFires(caseId);
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.DEEMED_WITHDRAWN);
        assertThat(office.openSteps(caseId)).isEmpty();
    }

    @Test
    void theDoorIsToldTheFactsItAsksForAndNoOthers() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        Map<String, Object> shown = facts.facts(caseId, Elements.CONFIRM_PANEL);

        assertThat(facts.facts(caseId, Elements.CONFIRM_PANEL, Set.of("panelOptions", "noSuchFact")))
                .isEqualTo(Map.of("panelOptions", shown.get("panelOptions")));
        assertThat(shown).containsKeys("caseSummary", "panel", "panelOptions");
    }

    @Test
    void anExpertWithAConflictIsReplacedAndOnlyTheNewOneIsAskedAgain() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        var facts = office.sees("sunyue", caseId, Elements.CONFIRM_PANEL);
        String first = (String) ((Map<?, ?>) ((List<?>) facts.get("panelOptions")).get(0)).get("value");
        office.does("sunyue", caseId, Elements.CONFIRM_PANEL, Map.of(
                "panelOutcome", "REPLACE", "replacedExpert", first, "replacementReason", "时间不便"));
        office.does("sunyue", caseId, Elements.CONFIRM_PANEL, Map.of("panelOutcome", "CONFIRM"));
        List<Task> tasks = office.tasks(caseId, Elements.EXPERT_REVIEW);
        assertThat(tasks).hasSize(5).noneMatch(task -> task.getAssignee().equals(first));
        office.expertAnswers(tasks.get(0), Map.of("conflictDeclared", true, "conflictReason", "在该院兼职"));
        tasks.subList(1, 5).forEach(task -> office.expertAnswers(
                task, Map.of("conflictDeclared", false, "opinion", "PASS", "score", "90", "remarks", "同意。")));
        office.does("sunyue", caseId, Elements.CONFIRM_PANEL, Map.of("panelOutcome", "CONFIRM"));
        assertThat(office.tasks(caseId, Elements.EXPERT_REVIEW)).hasSize(1);
        office.expertsAnswer(caseId, Map.of("conflictDeclared", false, "opinion", "PASS", "score", "91", "remarks",
                "同意。"));
        assertThat(office.openSteps(caseId)).containsExactly(Elements.CONCLUDE_REVIEW);
    }

    @Test
    void rectificationIsGrantedOnce() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        reviewed(caseId, "RECTIFY");
        assertThat(office.timerDue(caseId)).isEqualTo("2026-09-02T23:59:59");
        office.does("linxiao", caseId, Elements.SUBMIT_RECTIFICATION, Map.of(
                "rectificationReport", "已补充。", "rectifiedOn", office.today().toString()));
        office.does("sunyue", caseId, Elements.RE_REVIEW, Map.of(
                "reReviewedOn", office.today().toString(), "reReviewConclusion", "PASS", "reReviewRemarks", "整改到位。"));
        decided(caseId, "RETURN", "AGREE");
        refused("ERR_CASE_STATE", () -> concluded(caseId, "RECTIFY"));
        concluded(caseId, "PASS");
        decided(caseId, "AGREE", "AGREE");
        assertThat(granted(caseId)).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void rectificationThatIsNotHandedInFailsTheAcceptance() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        reviewed(caseId, "RECTIFY");
        office.timerFires(caseId);
        assertThat(office.caseOf(caseId).refusalCode()).isEqualTo("ERR_ACCEPTANCE_NOT_PASSED");
    }

    @Test
    void rectificationThatDoesNotSufficeFailsTheAcceptance() {
        CaseId caseId = accepted(application("CITY", "ACCEPTANCE"));
        reviewed(caseId, "RECTIFY");
        office.does("linxiao", caseId, Elements.SUBMIT_RECTIFICATION, Map.of(
                "rectificationReport", "已补充。", "rectifiedOn", office.today().toString()));
        office.does("sunyue", caseId, Elements.RE_REVIEW, Map.of(
                "reReviewedOn", office.today().toString(), "reReviewConclusion", "FAIL", "reReviewRemarks", "仍不到位。"));
        assertThat(office.caseOf(caseId).refusalCode()).isEqualTo("ERR_ACCEPTANCE_NOT_PASSED");
    }

    @Test
    void aReturnedRecognitionIsVerifiedAndAReturnedEvaluationRepeated() {
        CaseId caseId = accepted(application("PROV", "BOTH"));
        decided(caseId, "AGREE", "RETURN");
        office.does("chenmin", caseId, Elements.VERIFY_RECOGNITION, Map.of(
                "verifiedRecognitionNo", "闽科社〔2026〕9号", "verifiedEventOn", "2026-02-11", "verification", "已向省科技厅核实。"));
        decided(caseId, "AGREE", "AGREE");
        evaluated(caseId, "QUALIFIED");
        decided(caseId, "RETURN", "RETURN");
        evaluated(caseId, "EXCELLENT");
        decided(caseId, "AGREE", "AGREE");
        assertThat(granted(caseId)).isEqualTo(Yuan.ofWan(350));
    }

    @Test
    void aVetoEndsTheCase() {
        CaseId caseId = accepted(application("PROV", "ACCEPTANCE"));
        decided(caseId, "AGREE", "VETO");
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.REFUSED);
        assertThat(office.caseOf(caseId).refusalCode()).isEqualTo("ERR_DECISION_VETOED");
    }

    @Test
    void anObjectionLeadsBackToTheDecision() {
        CaseId caseId = accepted(application("PROV", "ACCEPTANCE"));
        decided(caseId, "AGREE", "AGREE");
        office.does("chenmin", caseId, Elements.PUBLICISE, Map.of(
                "objector", "某单位", "objectedOn", office.today().toString(), "objection", "材料不实。"));
        office.does("chenmin", caseId, Elements.INVESTIGATE_OBJECTION, Map.of(
                "objectionFinding", "UNSUBSTANTIATED", "investigation", "经核查不成立。"));
        decided(caseId, "AGREE", "AGREE");
        assertThat(granted(caseId)).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void withoutBudgetTheCaseWaitsUntilTheFinanceOfficeSettles() {
        budgets.set(2026, "M16", budgets.balance(2026, "M16").reserved());
        CaseId caseId = accepted(application("PROV", "BOTH"));
        decided(caseId, "AGREE", "AGREE");
        evaluated(caseId, "EXCELLENT");
        decided(caseId, "AGREE", "AGREE");
        noticesIssued(caseId);
        budgetChecked(caseId);
        assertThat(office.caseOf(caseId).status()).isEqualTo(CaseStatus.QUEUED_BUDGET);
        office.does("wuting", caseId, Elements.AWAIT_BUDGET, Map.of("budgetOutcome", "RETRY"));
        budgets.set(2026, "M16", budgets.balance(2026, "M16").reserved().plus(Yuan.ofWan(100)));
        refused("ERR_OVER_CAP", () -> office.does("wuting", caseId, Elements.AWAIT_BUDGET, Map.of(
                "budgetOutcome", "PARTIAL", "approvedAid", "351", "budgetReason", "预算不足。")));
        office.does("wuting", caseId, Elements.AWAIT_BUDGET, Map.of(
                "budgetOutcome", "PARTIAL", "approvedAid", "100", "budgetReason", "预算不足。"));
        paid(caseId);
        assertThat(awards.total(caseId)).isEqualTo(Yuan.ofWan(100));
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.GRANTED);
    }

    @Test
    void theFinanceOfficeMayGiveUp() {
        budgets.set(2026, "M16", budgets.balance(2026, "M16").reserved());
        CaseId caseId = accepted(application("PROV", "ACCEPTANCE"));
        decided(caseId, "AGREE", "AGREE");
        noticesIssued(caseId);
        budgetChecked(caseId);
        office.does("wuting", caseId, Elements.AWAIT_BUDGET, Map.of("budgetOutcome", "TERMINATE", "budgetReason",
                "预算取消。"));
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.TERMINATED);
        assertThat(awards.total(caseId)).isEqualTo(Yuan.ZERO);
    }

    @Test
    void whoExaminedMayNotDecideAndWhoCheckedMayNotPay() {
        CaseId caseId = accepted(application("PROV", "ACCEPTANCE"));
        decided(caseId, "AGREE", "AGREE");
        noticesIssued(caseId);
        budgetChecked(caseId);
        refused("ERR_FOUR_EYES", () -> office.does("wuting", caseId, Elements.PAY, Map.of(
                "voucherNo", "ZF-1", "paidOn", office.today().toString())));
    }

    @Test
    void theApplicantMayWithdrawUntilTheNoticesAreIssued() {
        CaseId caseId = accepted(application("PROV", "ACCEPTANCE"));
        decided(caseId, "AGREE", "AGREE");
        withdrawn(office.caseOf(caseId).number());
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.WITHDRAWN);
        assertThat(office.openSteps(caseId)).isEmpty();
        assertThat(awards.total(caseId)).isEqualTo(Yuan.ZERO);
        assertThat(titlesOf(caseId)).contains("撤回确认书");

        CaseId notified = accepted(application("PROV", "ACCEPTANCE"));
        decided(notified, "AGREE", "AGREE");
        noticesIssued(notified);
        refused("ERR_WITHDRAW_FORBIDDEN", () -> withdrawn(office.caseOf(notified).number()));
        refused("ERR_CASE_NOT_FOUND", () -> withdrawn("XM-LCZX-2026-999999"));
    }

    private void withdrawn(String caseNumber) {
        office.opens("linxiao", ClinicalCenterWithdrawalProcess.KEY, Map.of(
                "caseNumber", caseNumber,
                "requestedOn", office.today().toString(),
                "withdrawalReason", "另行申请。"));
    }

    @Test
    void aProvenReportTakesTheAwardBackAndRecoversIt() {
        CaseId caseId = accepted(application("PROV", "ACCEPTANCE"));
        decided(caseId, "AGREE", "AGREE");
        granted(caseId);
        CaseId revocation = office.opens("caishen", ClinicalCenterRevocationProcess.KEY, report(caseId)).caseId();
        refused("ERR_CASE_STATE", () -> office.opens("caishen", ClinicalCenterRevocationProcess.KEY, report(caseId)));
        office.does("chenmin", revocation, ClinicalCenterRevocationProcess.Elements.VERIFY,
                Map.of("reportFinding", "PROVEN", "verification", "查证属实。"));
        office.does("zhengjun", revocation, ClinicalCenterRevocationProcess.Elements.DECIDE,
                Map.of("revocationDecision", "REVOKE", "decisionReason", "提供虚假材料。"));
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.REVOKED);
        assertThat(titlesOf(revocation)).containsExactly("撤销决定书");
        recovered(revocation, "150");
        refused("ERR_OVER_CAP", () -> recovered(revocation, "51"));
        recovered(revocation, "50");
        assertThat(office.openSteps(revocation)).isEmpty();
        assertThat(awards.toRecover(caseId)).isEqualTo(Yuan.ZERO);
        assertThat(grantedByRecognition(application("PROV", "ACCEPTANCE"))).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void anUnfoundedReportChangesNothingAndRecoveryMayBeGivenUp() {
        CaseId caseId = accepted(application("PROV", "ACCEPTANCE"));
        decided(caseId, "AGREE", "AGREE");
        granted(caseId);
        CaseId unfounded = office.opens("caishen", ClinicalCenterRevocationProcess.KEY, report(caseId)).caseId();
        office.does("chenmin", unfounded, ClinicalCenterRevocationProcess.Elements.VERIFY,
                Map.of("reportFinding", "UNFOUNDED", "verification", "查无实据。"));
        assertThat(office.openSteps(unfounded)).isEmpty();
        assertThat(office.caseOf(caseId).outcome()).isEqualTo(CaseOutcome.GRANTED);

        CaseId dismissed = office.opens("chenmin", ClinicalCenterRevocationProcess.KEY, report(caseId)).caseId();
        office.does("chenmin", dismissed, ClinicalCenterRevocationProcess.Elements.VERIFY,
                Map.of("reportFinding", "PROVEN", "verification", "部分属实。"));
        office.does("zhengjun", dismissed, ClinicalCenterRevocationProcess.Elements.DECIDE,
                Map.of("revocationDecision", "DISMISS", "decisionReason", "情节轻微。"));
        assertThat(office.openSteps(dismissed)).isEmpty();

        CaseId revocation = office.opens("chenmin", ClinicalCenterRevocationProcess.KEY, report(caseId)).caseId();
        office.does("chenmin", revocation, ClinicalCenterRevocationProcess.Elements.VERIFY,
                Map.of("reportFinding", "PROVEN", "verification", "查证属实。"));
        office.does("zhengjun", revocation, ClinicalCenterRevocationProcess.Elements.DECIDE,
                Map.of("revocationDecision", "REVOKE", "decisionReason", "提供虚假材料。"));
        office.does("wuting", revocation, ClinicalCenterRevocationProcess.Elements.RECORD_RECOVERY,
                Map.of("recoveryOutcome", "STOP", "stopReason", "法院裁定终结执行。"));
        assertThat(office.openSteps(revocation)).isEmpty();
    }

    private Map<String, Object> report(CaseId caseId) {
        return Map.of(
                "originalCaseNumber", office.caseOf(caseId).number(),
                "matter", "虚报建设任务",
                "hostName", "厦门市第一医院",
                "hostCreditCode", hospital,
                "reportSource", "REPORT",
                "reportedOn", office.today().toString(),
                "reportedFacts", "举报称建设任务未完成。");
    }

    private void recovered(CaseId revocation, String wan) {
        office.does("wuting", revocation, ClinicalCenterRevocationProcess.Elements.RECORD_RECOVERY, Map.of(
                "recoveryOutcome", "RECOVERED",
                "recoveredAid", wan,
                "recoveredOn", office.today().toString(),
                "recoveryVoucherNo", "SK-" + wan));
    }
}
