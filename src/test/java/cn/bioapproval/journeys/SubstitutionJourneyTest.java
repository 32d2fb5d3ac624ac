package cn.bioapproval.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.benchmark.ClinicalCaseForms;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.engine.Desk;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * The head goes away, falls ill, and a clerk keeps away from a hospital: who acts then, and how all of it is recorded.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"bioapproval.demo=true", "bioapproval.database.directory=target/postgres-substitution-journey"})
@ActiveProfiles("test")
@DirtiesContext // the webapps' interface speaks to the engine that was started last
class SubstitutionJourneyTest {

    private static final String LENT = "代理的任务";
    private static final String TODAY = "2026-09-21";

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
    private AuditTrail audit;

    private Office office;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void leave() {
        chromium.close();
    }

    @BeforeEach
    void autumn() {
        office = new Office(chromium, port, clock, engine, desk);
        office.turnTo(TODAY + "T09:00");
    }

    @AfterEach
    void backToTheSystemClock() {
        office.backToTheSystemClock();
    }

    @Test
    void theHeadIsAwayAndWhoMayActForHimDecidesInHisName() {
        String number = reviewed(71_001);

        office.as("zhengjun", "郑军", head -> {
            Locator dialog = opensSubstitutions(head);
            assertThat(dialog).containsText("今天您没有代理任何人。");
            assertThat(dialog).containsText("还没有代理登记。");
            dialog.getByRole(AriaRole.BUTTON, button("登记代理")).click();
            assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("请选择代理人");
            picks(dialog, "代理人（必填）", "陈敏");
            dialog.getByLabel("结束日期").fill("2026-09-25");
            dialog.getByLabel("只代理下列事项").check();
            dialog.getByLabel("临床医学研究中心验收与评估", new Locator.GetByLabelOptions().setExact(true)).check();
            dialog.getByLabel("理由").fill("赴省厅开会");
            head.picture("70-substitute-to-be-appointed");
            dialog.getByRole(AriaRole.BUTTON, button("登记代理")).click();
            assertThat(dialog.getByRole(AriaRole.STATUS)).containsText("代理已登记，双方都会收到消息");
            assertThat(dialog.locator("tbody tr").first()).containsText("郑军由陈敏代理");
            assertThat(dialog.locator("tbody tr").first()).containsText("2026年9月21日至2026年9月25日");
            assertThat(dialog.locator("tbody tr").first()).containsText("生效中");
            assertThat(head.barriers(".bio-sub-dialog")).isEmpty();
            head.picture("71-substitute-appointed");
            dialog.press("Escape");
            assertThat(dialog).isHidden();
        });

        office.as("chenmin", "陈敏", examiner -> {
            assertThat(entry(examiner)).containsText("代理（代郑军）");
            Locator dialog = opensSubstitutions(examiner);
            assertThat(dialog).containsText("郑军（临床医学研究中心验收与评估，到2026年9月25日止）");
            examiner.picture("72-for-whom-she-acts");
            dialog.getByRole(AriaRole.BUTTON, button("关闭")).click();
            examiner.opensTaskOf(LENT, number);
            assertThat(examiner.card(number)).containsText("代郑军");
            examiner.page().locator(".task-card button.claim").click();
            assertThat(examiner.notifications()).containsText("四眼原则");
            examiner.picture("73-four-eyes-through-the-substitution");
        });

        office.as("admin", "系统管理员", administrator -> {
            Locator dialog = opensSubstitutions(administrator);
            picks(dialog, "被代理人", "郑军");
            assertThat(dialog.locator("tbody tr").first()).containsText("生效中");
            dialog.getByRole(AriaRole.BUTTON, button("提前结束：郑军由陈敏代理")).click();
            dialog.getByRole(AriaRole.BUTTON, button("确定提前结束")).press("Enter");
            assertThat(dialog.locator("tbody tr").first()).containsText("已提前结束（系统管理员 2026年9月21日");
            picks(dialog, "代理人（必填）", "林晓");
            dialog.getByLabel("结束日期").fill("2026-09-30");
            dialog.getByLabel("理由").fill("突然生病");
            dialog.getByRole(AriaRole.BUTTON, button("登记代理")).click();
            assertThat(dialog.locator("tbody tr").first()).containsText("郑军由林晓代理");
            administrator.picture("74-appointed-by-the-administrator");
        });

        office.as("linxiao", "林晓", deputy -> {
            deputy.opensTaskOf(LENT, number).claims();
            assertThat(deputy.page().locator(".task-card .assignee")).containsText("郑军");
            deputy.picture("75-claimed-in-his-name");
            deputy.form().chooses("市科技局审定意见", "同意");
            deputy.completes();
        });
        assertThat(audit.of(cases.findByNumber(number).orElseThrow().id()))
                .filteredOn(entry -> "zhengjun".equals(entry.onBehalfOf()))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("linxiao"));

        office.as("huanglei", "黄磊", health -> {
            health.opensTaskOf("本组待领", number);
            assertThat(health.turnsTo("办理过程")).containsText("林晓（代郑军）（市科技局负责人）完成“市科技局审定”");
            health.picture("76-the-course-names-both");
        });
    }

    @Test
    void whoHasARelationKeepsAwayAndTheHeadSeesIt() {
        String number = received(71_002);
        office.as("chenmin", "陈敏", clerk -> {
            clerk.opensTaskOf("本组待领", number).claims().clicksTab("办理动作");
            Page page = clerk.page();
            page.locator(".bio-verb-group button[data-verb=RECUSE]").click();
            Locator dialog = page.locator(".bio-verb-dialog");
            assertThat(dialog.locator("button[type=submit]")).isDisabled();
            dialog.getByLabel("回避理由").fill("配偶在该院任职");
            assertThat(dialog.locator(".bio-verb-preview")).containsText("登记以后不能撤销");
            assertThat(dialog.locator(".bio-verb-preview")).containsText("市科技局负责人会收到消息");
            assertThat(clerk.barriers(".bio-verb-dialog")).isEmpty();
            clerk.picture("77-keeping-away");
            dialog.locator("button[type=submit]").click();
            assertThat(dialog).isHidden();
            assertThat(page.locator(".bio-verb-done")).containsText("回避已完成");
        });
        Task task = office.task(number, "userTask_ExamineApplication");
        assertThat(task.getAssignee()).isNull();

        office.as("chenmin", "陈敏", clerk -> {
            clerk.opensTaskOf("本组待领", number);
            clerk.page().locator(".task-card button.claim").click();
            assertThat(clerk.notifications()).containsText("您已登记对该申请单位回避");
        });
        office.as("linxiao", "林晓", colleague -> {
            colleague.opensTaskOf("本组待领", number).claims();
            assertThat(colleague.turnsTo("办理过程")).containsText("陈敏登记对申请单位回避，不再办理“形式审查”。理由：配偶在该院任职");
        });
        office.as("zhengjun", "郑军", head -> {
            Locator dialog = opensSubstitutions(head);
            Locator line = dialog.locator("table").last().locator("tbody tr").first();
            assertThat(line).containsText("陈敏");
            assertThat(line).containsText("配偶在该院任职");
            line.scrollIntoViewIfNeeded();
            head.picture("78-who-keeps-away");
        });
        assertThat(audit.of(cases.findByNumber(number).orElseThrow().id()))
                .extracting(entry -> entry.type())
                .contains("verb.recuse");
    }

    private static Locator entry(Tasklist person) {
        return person.page().locator(".bio-navbar a").filter(new Locator.FilterOptions().setHasText("代理"));
    }

    private static Locator opensSubstitutions(Tasklist person) {
        entry(person).press("Enter");
        Locator dialog = person.page().locator("dialog.bio-sub-dialog");
        assertThat(dialog.locator("h4").first()).isVisible();
        return dialog;
    }

    private static Locator.GetByRoleOptions button(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void picks(Locator dialog, String label, String person) {
        Locator select = dialog.getByLabel(label, new Locator.GetByLabelOptions().setExact(false)).first();
        select.selectOption(select.locator("option")
                .filter(new Locator.FilterOptions().setHasText(person))
                .getAttribute("value"));
    }

    private String received(int hospital) {
        var application = ClinicalCaseForms.application(hospital);
        return office.done("linxiao", () -> desk.start("clinical-center-acceptance", application))
                .caseNumber();
    }

    /** A case before the decision of the two authorities; Chen Min examined it. */
    private String reviewed(int hospital) {
        String number = received(hospital);
        does("chenmin", number, "userTask_ExamineApplication");
        does("sunyue", number, "userTask_ConfirmPanel");
        for (Task review : office.tasks(number, "userTask_ExpertReview")) {
            office.done(review.getAssignee(), () -> {
                desk.submit(review.getId(), ClinicalCaseForms.step("userTask_ExpertReview", TODAY));
                return null;
            });
        }
        does("sunyue", number, "userTask_ConcludeReview");
        return number;
    }

    private void does(String user, String number, String step) {
        office.does(user, number, step, ClinicalCaseForms.step(step, TODAY));
    }
}
