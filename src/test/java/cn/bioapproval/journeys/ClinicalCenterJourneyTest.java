package cn.bioapproval.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.documents.IssuedDocument;
import cn.bioapproval.funding.Awards;
import cn.bioapproval.funding.Budgets;
import cn.bioapproval.funding.Yuan;
import cn.bioapproval.notifications.Outbox;
import cn.bioapproval.notifications.OutboxMessage;
import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * A clinical research centre's grant from the window to the bank, and an application that is supplemented and
 * withdrawn: the running application with its job executor, and people who see nothing but Tasklist.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "bioapproval.demo=true",
            "bioapproval.database.directory=target/postgres-journeys",
            "camunda.bpm.job-execution.enabled=true"
        })
@ActiveProfiles("test")
@DirtiesContext // its job executor must not fire the timers of other tests
class ClinicalCenterJourneyTest {

    private static final String ACCEPTANCE = "临床医学研究中心验收与评估";
    private static final String WITHDRAWAL = "撤回临床医学研究中心申请";
    private static final String TO_CLAIM = "本组待领";
    private static final String MINE = "我的待办";

    private static final String HOSPITAL = "厦门市鹭岛医院";
    private static final String CREDIT_CODE = "123502004266000015";
    private static final String MISTYPED_CODE = CREDIT_CODE.substring(0, 16) + "7" + CREDIT_CODE.substring(17);
    private static final Pattern CASE_NUMBER = Pattern.compile("LCZX-\\d{4}-\\d{6}");
    private static final String[] MATERIALS = {
        "验收（评估）申请书",
        "申请书附件佐证材料",
        "建设任务书",
        "经费决算报告或审计报告",
        "伦理审查与临床研究清单",
        "统一社会信用代码证或事业单位法人证书",
        "信用承诺书",
        "历史已领补助声明"
    };

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Desk desk;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private Awards awards;

    @Autowired
    private Budgets budgets;

    @Autowired
    private Documents documents;

    @Autowired
    private Outbox outbox;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private StatutoryClock clocks;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void leave() {
        chromium.close();
    }

    private Office office;

    @BeforeEach
    void autumn() {
        office = new Office(chromium, port, clock, engine, desk);
        office.turnTo("2026-09-21T09:00");
        budgets.set(2026, "M16", Yuan.ofWan(5_000));
    }

    @AfterEach
    void backToTheSystemClock() {
        office.backToTheSystemClock();
    }

    @Test
    void aCityCentreIsAcceptedPublicisedAndPaid() {
        office.as("linxiao", "林晓", window -> {
            window.picture("01-window-signed-in");
            FormOnScreen form = window.starts(ACCEPTANCE).types("联系电话", "59");
            window.picture("02-start-form");
            application(form, HOSPITAL, MISTYPED_CODE, "心血管疾病");
            assertThat(form.errorOf("联系电话")).hasText("格式不正确，请按填写说明修改。");
            assertThat(window.startButton()).isDisabled();
            window.picture("03-mistake-shown-at-the-field");

            form.types("联系电话", "0592-2100000").chooses("已收到的材料", MATERIALS);
            window.startButton().click();
            assertThat(window.dialogMessages())
                    .containsText("“统一社会信用代码”应为18位统一社会信用代码，请对照营业执照核对。");
            assertThat(window.dialogMessages()).isInViewport();
            window.picture("04-refused-at-the-door");

            form.types("统一社会信用代码", CREDIT_CODE);
            window.picture("05-application-filled-in");
            window.sentOff();
            assertThat(window.notifications()).containsText("已提交，办件编号 LCZX-2026-");
            window.picture("06-application-sent-off");
        });

        office.turnTo("2026-09-22T09:30");
        String[] number = new String[1];
        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens(TO_CLAIM, "形式审查").picture("07-examination-to-claim").claims();
            number[0] = caseNumber(clerk.form());
            assertThat(clerk.form().on()).containsText(HOSPITAL);
            assertThat(clerk.form().on()).containsText("已收到的材料：" + String.join("、", MATERIALS));
            clerk.form().chooses("形式审查结论", "受理").types("经办意见", "材料齐全，符合受理条件。");
            clerk.picture("08-examination-filled-in").completes();
            Locator told = clerk.page().locator(".bio-completed");
            assertThat(told).containsText("已办理：" + number[0]);
            assertThat(told).containsText("下一步：确认专家组");
            clerk.picture("09-examination-done");
        });
        CaseId caseId = cases.findByNumber(number[0]).orElseThrow().id();

        office.turnTo("2026-09-23T09:00");
        office.as("sunyue", "孙悦", agency -> {
            agency.opens(TO_CLAIM, "确认专家组").claims();
            assertThat(agency.form().on().locator("text=抽取的专家")).isVisible();
            agency.form().chooses("专家组", "确认，开始评审");
            agency.picture("10-panel-confirmed").completes();
        });

        List<User> experts = experts(caseId);
        assertThat(experts).hasSize(5);
        for (int i = 0; i < experts.size(); i++) {
            boolean first = i == 0;
            int score = 86 + i;
            office.as(experts.get(i).getId(), experts.get(i).getFirstName(), expert -> {
                expert.opens(MINE, "专家评审");
                expert.form()
                        .chooses("评审意见", "通过")
                        .types("评分", String.valueOf(score))
                        .types("具体意见", "建设任务完成，临床研究成果明显，同意通过验收。");
                if (first) {
                    expert.picture("11-expert-opinion");
                }
                expert.completes();
            });
        }

        office.turnTo("2026-09-28T14:00");
        office.as("sunyue", "孙悦", agency -> {
            agency.opens(TO_CLAIM, "形成评审结论").picture("12-conclusion-to-claim").claims();
            agency.form()
                    .enters("现场核查日期", LocalDate.of(2026, 9, 24))
                    .enters("评审结论日期", LocalDate.of(2026, 9, 28))
                    .chooses("评审结论", "通过")
                    .types("结论说明", "现场核查与申报材料一致，五位专家一致同意通过验收。");
            agency.picture("13-conclusion-filled-in").completes();
        });

        office.turnTo("2026-09-29T10:00");
        office.as("zhengjun", "郑军", leader -> {
            leader.opens(TO_CLAIM, "市科技局审定").claims();
            leader.picture("14-science-bureau-reads");
            leader.form().chooses("市科技局审定意见", "同意");
            leader.picture("15-science-bureau-decides").completes();
        });
        office.as("huanglei", "黄磊", health -> {
            health.opens(TO_CLAIM, "市卫健委审定").claims().form().chooses("市卫健委审定意见", "同意");
            health.picture("16-health-commission-decides").completes();
        });

        // Five working days after 29 September: 30 September, then 8, 9, 10 (a make-up Saturday) and 12 October.
        assertThat(timerDue(number[0])).isEqualTo(LocalDateTime.of(2026, 10, 12, 23, 59, 59));
        office.as("chenmin", "陈敏", clerk -> clerk.opens(TO_CLAIM, "公示（有异议时登记）").picture("17-publicity-runs"));
        office.turnTo("2026-10-13T09:00");
        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens(TO_CLAIM, "发文").claims();
            clerk.picture("18-notices-award-explained");
            clerk.form().types("发文字号", "厦科社〔2026〕12号").ticks("已核对验收结论、评估结果、补助金额和依托单位名称");
            clerk.picture("19-notices-filled-in").completes();
        });

        office.as("wuting", "吴婷", finance -> {
            finance.opens(TO_CLAIM, "预算核定").claims();
            assertThat(finance.form().on()).containsText("合计：200万元");
            finance.picture("20-budget-to-check");
            finance.form().ticks("收款账户名称与依托单位一致").ticks("应发金额核对无误，同意占用本年度预算");
            finance.picture("21-budget-approved").completes();

            finance.opens(TO_CLAIM, "拨付").claims();
            payment(finance.form());
            finance.completeButton().click();
            assertThat(finance.notifications()).containsText("须由另一人办理");
            finance.picture("22-four-eyes-refused").unclaims();
        });
        office.turnTo("2026-10-15T15:00");
        office.as("yanghui", "杨慧", finance -> {
            finance.opens(TO_CLAIM, "拨付").claims();
            payment(finance.form());
            finance.picture("23-payment-filled-in").completes();
            finance.picture("24-case-closed");
        });

        Case closed = cases.get(caseId);
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.GRANTED);
        assertThat(awards.total(caseId)).isEqualTo(Yuan.ofWan(200));
        assertThat(engine.getRuntimeService().createProcessInstanceQuery()
                        .processInstanceBusinessKey(number[0])
                        .count())
                .isZero();
        assertThat(documents.of(caseId))
                .extracting(IssuedDocument::template)
                .containsExactlyInAnyOrder(
                        "clinical-center-acceptance-notice",
                        "clinical-center-review-opinions",
                        "clinical-center-publicity-notice",
                        "clinical-center-acceptance-conclusion",
                        "clinical-center-award-sheet",
                        "clinical-center-payment-order");
        assertThat(documents.of(caseId)).extracting(IssuedDocument::number).doesNotHaveDuplicates().allMatch(
                documentNumber -> documentNumber.contains("2026"));
        assertThat(audit.verify(caseId)).isEmpty();
        assertThat(audit.of(caseId)).hasSizeGreaterThan(20);
        assertThat(outbox.of(caseId))
                .extracting(OutboxMessage::eventType)
                .contains(
                        "case.opened",
                        "clinicalCenter.accepted",
                        "clinicalCenter.reviewConcluded",
                        "clinicalCenter.publicised",
                        "clinicalCenter.granted",
                        "clinicalCenter.paid");
    }

    @Test
    void anApplicationIsSupplementedAndThenWithdrawn() {
        String hospital = "厦门市筼筜医院";
        office.as("linxiao", "林晓", window -> {
            FormOnScreen form = window.starts(ACCEPTANCE).types("联系电话", "0592-2200000");
            application(form, hospital, "123502004266000028", "肾脏疾病");
            form.chooses("已收到的材料", "验收（评估）申请书", "申请书附件佐证材料");
            window.sentOff();
        });
        String[] number = new String[1];
        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens(TO_CLAIM, "形式审查").claims();
            number[0] = caseNumber(clerk.form());
            clerk.picture("30-findings-of-an-incomplete-application");
            clerk.form()
                    .chooses("形式审查结论", "一次性告知补正")
                    .chooses("需要补正的材料", "建设任务书", "信用承诺书")
                    .types("补正要求", "请补交建设任务书、信用承诺书等所缺材料，并加盖公章。");
            clerk.picture("31-supplement-requested").completes();
        });
        CaseId caseId = cases.findByNumber(number[0]).orElseThrow().id();
        // Ten working days of the applicant's time; the office's clock has not started.
        assertThat(timerDue(number[0])).isEqualTo(LocalDateTime.of(2026, 10, 12, 23, 59, 59));
        assertThat(clocks.read(caseId)).isEmpty();

        office.turnTo("2026-09-24T09:00");
        office.as("linxiao", "林晓", window -> {
            window.opens(TO_CLAIM, "接收补正材料").claims();
            FormOnScreen form = window.form();
            window.picture("32-supplement-form");
            assertThat(form.valueOf("依托单位名称")).isEqualTo(hospital);
            assertThat(form.chosenIn("疾病领域")).isEqualTo("肾脏疾病");
            assertThat(form.tickedIn("已收到的材料")).isEqualTo(2);
            form.chooses("已收到的材料", MATERIALS).enters("补正材料收到日期", LocalDate.of(2026, 9, 24));
            window.picture("33-supplement-filled-in").completes();
        });
        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens(TO_CLAIM, "形式审查");
            assertThat(clerk.form().on()).containsText("已经一次性告知过补正");
            assertThat(clerk.form().tickedIn("形式审查结论")).as("Nothing is chosen for her").isZero();
            clerk.picture("34-examined-again");
        });
        office.as("linxiao", "林晓", window -> {
            window.starts(WITHDRAWAL)
                    .types("办件编号", number[0])
                    .enters("收到撤回申请日期", LocalDate.of(2026, 9, 24))
                    .types("撤回理由", "单位合并，拟由合并后的单位重新申请。");
            window.picture("35-withdrawal");
            window.sentOff();
            window.picture("36-withdrawn");
        });

        assertThat(cases.get(caseId).outcome()).isEqualTo(CaseOutcome.WITHDRAWN);
        assertThat(engine.getTaskService().createTaskQuery()
                        .processInstanceBusinessKey(number[0])
                        .count())
                .isZero();
        assertThat(documents.of(caseId))
                .extracting(IssuedDocument::template)
                .containsExactly("clinical-center-supplement-notice", "clinical-center-withdrawal-notice");
        assertThat(audit.verify(caseId)).isEmpty();
    }

    static void application(FormOnScreen form, String hospital, String creditCode, String disease) {
        form.types("依托单位名称", hospital)
                .types("统一社会信用代码", creditCode)
                .picks("机构类别", "医院")
                .picks("所在行政区", "思明区")
                .types("联系人", "李明")
                .types("电子邮箱", "liming@example.org")
                .types("中心名称", "厦门市" + disease + "临床医学研究中心")
                .picks("疾病领域", disease)
                .chooses("中心层级", "市级临床医学研究中心")
                .chooses("申请类型", "验收（通过验收、取得资质或建成）")
                .types("其他省、市同类政策已获补助", "0")
                .types("账户名称", hospital)
                .types("开户银行", "中国建设银行厦门思明支行")
                .types("银行账号", "6217 0019 3001 2345 678");
    }

    private void payment(FormOnScreen form) {
        form.types("支付凭证号", "厦财付2026-1015").enters("支付日期", LocalDate.now(clock));
    }

    private static String caseNumber(FormOnScreen form) {
        Matcher number = CASE_NUMBER.matcher(form.on().innerText());
        assertThat(number.find()).as("The case number stands in the summary").isTrue();
        return number.group();
    }

    /** Whom the open expert reviews of the case wait for. */
    private List<User> experts(CaseId caseId) {
        return engine.getTaskService().createTaskQuery()
                .processInstanceBusinessKey(cases.get(caseId).number())
                .taskDefinitionKey("userTask_ExpertReview")
                .list().stream()
                .map(Task::getAssignee)
                .map(user -> engine.getIdentityService().createUserQuery().userId(user).singleResult())
                .toList();
    }

    private LocalDateTime timerDue(String caseNumber) {
        String instance = engine.getRuntimeService().createProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumber)
                .singleResult()
                .getId();
        Job timer = engine.getManagementService().createJobQuery().processInstanceId(instance).timers().singleResult();
        return LocalDateTime.ofInstant(timer.getDuedate().toInstant(), OfficeClock.ZONE);
    }
}
