package cn.bioapproval.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.engine.Desk;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * The clerk's desk: what stands beside the form of a task, seen in one case of a clinical research centre that is
 * supplemented, reviewed and extended. The forms themselves are travelled in {@link ClinicalCenterJourneyTest}.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "bioapproval.demo=true",
            "bioapproval.database.directory=target/postgres-desk-journey",
            "camunda.bpm.job-execution.enabled=true"
        })
@ActiveProfiles("test")
@DirtiesContext // its job executor must not fire the timers of other tests
class DeskJourneyTest {

    private static final String TO_CLAIM = "本组待领";
    private static final String MINE = "我的待办";
    private static final String HOSPITAL = "厦门市海湾医院";
    private static final String HALF_WRITTEN = "材料齐全，还要核对经费决算";
    private static final List<String> ALL = List.of(
            "application",
            "applicationEvidence",
            "taskContract",
            "financialAudit",
            "ethicsAndStudies",
            "creditCodeCertificate",
            "creditCommitment",
            "grantHistory");

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private Desk desk;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private StatutoryClock clocks;

    @Autowired
    private JdbcTemplate jdbc;

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
    void open() {
        office = new Office(chromium, port, clock, engine, desk);
    }

    @AfterEach
    void backToTheSystemClock() {
        office.backToTheSystemClock();
    }

    @Test
    void aHalfFilledApplicationIsThereWhenTheDialogIsOpenedAgain() {
        office.turnTo("2026-09-21T09:00");
        office.as("linxiao", "林晓", window -> {
            window.starts("临床医学研究中心验收与评估").types("联系电话", "0592-2300000");
            assertThat(window.startDraft()).containsText("已暂存 09:00");
            window.picture("49-start-form-kept");
            window.page().locator(".modal-footer button").filter(new Locator.FilterOptions().setHasText("关闭")).click();
            assertThat(window.starts("临床医学研究中心验收与评估").valueOf("联系电话")).isEqualTo("0592-2300000");
            assertThat(window.startDraft()).containsText("已恢复您2026年9月21日 09:00暂存的内容");
            window.picture("49-start-form-restored");
            window.startDraft().getByRole(AriaRole.BUTTON).click();
            assertThat(window.startDraft()).hasCount(0);
            assertThat(new FormOnScreen(window.page().locator(".modal .fjs-form")).valueOf("联系电话")).isEmpty();
        });
    }

    @Test
    void theDeskShowsTheFileTheClockAndTheCourseAndKeepsWhatWasTyped() {
        office.turnTo("2026-09-21T09:00");
        String number = office.done(
                "linxiao",
                () -> desk.start("clinical-center-acceptance", application(List.of("application"))).caseNumber());

        office.as("chenmin", "陈敏", clerk -> {
            clerk.opensTaskOf(TO_CLAIM, number);
            assertThat(clerk.card(number)).containsText(HOSPITAL);
            assertThat(clerk.card(number)).containsText("临床医学研究中心验收与评估补助：");
            assertThat(clerk.card(number).locator(".bio-chip")).hasText("本步剩 5 个工作日");
            clerk.picture("40-card-with-what-remains").claims();
            clerk.form().types("经办意见", HALF_WRITTEN);
            assertThat(clerk.draft()).containsText("已暂存 09:00");
            clerk.picture("41-draft-kept");
            assertThat(clerk.barriers(".bio-card-case", ".form-actions")).isEmpty();
        });
        office.as("chenmin", "陈敏", elsewhere -> {
            elsewhere.opensTaskOf(MINE, number);
            assertThat(elsewhere.draft()).containsText("已恢复您2026年9月21日 09:00暂存的内容");
            assertThat(elsewhere.form().valueOf("经办意见")).isEqualTo(HALF_WRITTEN);
            elsewhere.picture("42-draft-on-another-machine");
            elsewhere.form().chooses("形式审查结论", "一次性告知补正")
                    .chooses("需要补正的材料", "建设任务书", "经费决算报告或审计报告", "伦理审查与临床研究清单")
                    .types("补正要求", "请补齐建设任务书、经费决算报告、伦理审查清单等材料。");
            assertThat(elsewhere.draft()).containsText("已暂存");
            assertThat(drafts()).isEqualTo(1);
            elsewhere.completes();
            assertThat(drafts()).as("The draft goes with the task").isZero();
        });

        office.turnTo("2026-09-22T10:12");
        Map<String, Object> supplement = application(ALL);
        supplement.put("contactPhone", "0592-2199999");
        supplement.put("suppliedOn", "2026-09-22");
        office.does("linxiao", number, "userTask_ReceiveSupplement", supplement);

        office.as("chenmin", "陈敏", clerk -> {
            clerk.opensTaskOf(TO_CLAIM, number);
            Locator file = clerk.turnsTo("办件档案");
            assertThat(file).containsText(HOSPITAL);
            Locator changes = file.locator("details[open] table");
            assertThat(changes).containsText("联系电话");
            assertThat(changes).containsText("修改");
            assertThat(changes).containsText("0592-2100000");
            assertThat(changes).containsText("0592-2199999");
            assertThat(changes).containsText("增加：申请书附件佐证材料、建设任务书、");
            assertThat(file).not().containsText("contactPhone");
            assertThat(file).not().containsText("CARDIOVASCULAR");
            assertThat(file.getByRole(AriaRole.LINK)).containsText("补正通知书（PDF）");
            clerk.picture("43-file-with-differences");
            assertThat(clerk.barriers(".bio-tab")).isEmpty();
            Locator first = file.locator("details").first();
            first.locator("summary").focus();
            first.locator("summary").press("Enter");
            assertThat(first.locator("dl").first()).isVisible();
            clerk.picture("44-file-first-application");

            Locator course = clerk.turnsTo("办理过程");
            assertThat(course).containsText("陈敏（市科技局经办）完成“形式审查”：一次性告知补正。");
            assertThat(course).containsText("林晓（综合窗口）完成“接收补正材料”。");
            assertThat(course.locator(".djs-shape.bio-current")).hasCount(1);
            assertThat(course.locator("[data-element-id=userTask_ReceiveSupplement].bio-passed")).hasCount(1);
            assertThat(course.locator(".bio-times")).hasText("2 次");
            clerk.picture("45-course-after-supplement");
            course.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("看当前步骤")).press("Enter");
            course.locator(".bio-diagram").scrollIntoViewIfNeeded();
            clerk.picture("46-path-taken");
            assertThat(clerk.barriers(".bio-tab")).isEmpty();
        });

        office.does("chenmin", number, "userTask_ExamineApplication", Map.of("examinationOutcome", "ACCEPT"));
        office.turnTo("2026-09-23T09:00");
        office.does("sunyue", number, "userTask_ConfirmPanel", Map.of("panelOutcome", "CONFIRM"));
        List<Task> reviews = open(number);
        assertThat(reviews).hasSize(5);
        reviews(reviews.get(0));
        String second = reviews.get(1).getAssignee();
        office.as(second, nameOf(second), expert -> {
            expert.opensTaskOf(MINE, number);
            Locator file = expert.turnsTo("办件档案");
            file.locator("details").last().locator("summary").press("Enter");
            assertThat(file.locator("details").last()).containsText("相互不公开");
            assertThat(file).not().containsText("独立意见");
            expert.picture("47-other-opinions-sealed");
        });
        reviews.subList(1, 5).forEach(this::reviews);

        office.as(second, nameOf(second), expert -> {
            expert.opensTaskOf("本人已办", number);
            Locator file = expert.turnsTo("办件档案");
            assertThat(file).containsText("相互不公开");
            Locator own = file.locator("details").filter(new Locator.FilterOptions().setHasText("独立意见"));
            assertThat(own).hasCount(1);
        });

        office.turnTo("2026-09-28T09:00");
        office.as("sunyue", "孙悦", agency -> {
            agency.opensTaskOf(TO_CLAIM, number);
            assertThat(agency.card(number).locator(".bio-chip").first()).hasText("停表：现场核查");
            Locator limit = agency.turnsTo("时限");
            assertThat(limit).containsText("现在停止计时");
            assertThat(limit.locator("table").first()).containsText("专家评审");
            assertThat(limit.locator("table").first()).containsText("《行政许可法》第四十五条");
            assertThat(limit).containsText("需要延长办理期限的，由本机关负责人在本页批准。");
            agency.picture("48-clock-stands-still");
            assertThat(agency.barriers(".bio-tab")).isEmpty();
            assertThat(agency.turnsTo("办件档案")).containsText("独立意见");
        });
        office.does(
                "sunyue",
                number,
                "userTask_ConcludeReview",
                Map.of(
                        "siteVisitOn", "2026-09-24",
                        "concludedOn", "2026-09-28",
                        "reviewConclusion", "PASS",
                        "conclusionRemarks", "一致同意通过验收。"));

        office.turnTo("2026-10-09T09:00");
        var caseId = cases.findByNumber(number).orElseThrow().id();
        var before = clocks.read(caseId).orElseThrow();
        office.as("zhengjun", "郑军", head -> {
            head.opensTaskOf(TO_CLAIM, number);
            Locator limit = head.turnsTo("时限");
            Page page = head.page();
            limit.getByLabel("延长的工作日数").focus();
            page.keyboard().type("5");
            page.keyboard().press("Tab");
            page.keyboard().type("需要核实依托单位合并情况");
            head.picture("49-extension-filled-in-by-keyboard");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(limit.locator("table").last()).containsText("需要核实依托单位合并情况");
            assertThat(limit).containsText("40 个工作日，延长 5 个工作日");
            head.picture("50-extended");
            assertThat(head.barriers(".bio-tab")).isEmpty();
            assertThat(head.turnsTo("办理过程"))
                    .containsText("郑军批准延长办理期限5个工作日");
            head.picture("51-course-of-the-head");
        });
        var after = clocks.read(caseId).orElseThrow();
        assertThat(after.extensionDays()).isEqualTo(5);
        assertThat(after.deadline()).isAfter(before.deadline());
    }

    private void reviews(Task review) {
        office.done(review.getAssignee(), () -> {
            desk.claimAndSubmit(
                    review.getId(),
                    Map.of("conflictDeclared", false, "opinion", "PASS", "score", 88, "remarks", "独立意见：同意通过。"));
            return null;
        });
    }

    private List<Task> open(String number) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(number).list();
    }

    private long drafts() {
        return jdbc.queryForObject("select count(*) from tasklist_draft", Long.class);
    }

    private String nameOf(String user) {
        return engine.getIdentityService().createUserQuery().userId(user).singleResult().getFirstName();
    }

    private static Map<String, Object> application(List<String> materials) {
        Map<String, Object> form = new HashMap<>();
        form.put("hostName", HOSPITAL);
        form.put("hostCreditCode", "123502004266000015");
        form.put("institutionType", "HOSPITAL");
        form.put("district", "SIMING");
        form.put("contactName", "李明");
        form.put("contactPhone", "0592-2100000");
        form.put("contactEmail", "liming@example.org");
        form.put("centerName", "厦门市心血管疾病临床医学研究中心");
        form.put("diseaseArea", "CARDIOVASCULAR");
        form.put("tier", "CITY");
        form.put("applicationType", "ACCEPTANCE");
        form.put("traditionalChinese", false);
        form.put("otherAid", "0");
        form.put("hasHistory", false);
        form.put("accountName", HOSPITAL);
        form.put("accountBank", "中国建设银行厦门思明支行");
        form.put("accountNumber", "6217001930012345678");
        form.put("materials", materials);
        return form;
    }
}
