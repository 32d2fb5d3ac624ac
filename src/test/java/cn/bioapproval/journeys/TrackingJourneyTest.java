package cn.bioapproval.journeys;

import static cn.bioapproval.journeys.Passers.DESK;
import static cn.bioapproval.journeys.Passers.TELEPHONE;
import static cn.bioapproval.journeys.Passers.accessible;
import static cn.bioapproval.journeys.Passers.fitsTheTelephone;
import static cn.bioapproval.journeys.Passers.picture;
import static cn.bioapproval.journeys.Passers.wholePicture;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.engine.Desk;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
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
 * An applicant gets her query code over the counter, follows her case at a desk and on a telephone, mends what was
 * missing by keyboard alone, and gets another code when hers is lost.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-tracking")
@ActiveProfiles("test")
@DirtiesContext // the webapps do not outlive the end of a context started later
class TrackingJourneyTest {

    private static final Pattern TOLD = Pattern.compile("(LCZX-\\d{4}-\\d{6}).*查询码 ([2-9A-Z-]{14})", Pattern.DOTALL);

    private static Chromium chromium;
    private static Passers people;

    @LocalServerPort
    private int port;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Desk desk;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        people = new Passers(chromium);
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
    }

    @AfterEach
    void backToTheSystemClock() {
        office.backToTheSystemClock();
    }

    @Test
    void anApplicantFollowsHerCaseAndMendsItWithoutAnAccount() {
        String[] told = new String[2];
        office.as("linxiao", "林晓", window -> {
            FormOnScreen form = window.starts("临床医学研究中心验收与评估").types("联系电话", "0592-2300000");
            ClinicalCenterJourneyTest.application(form, "厦门市鼓浪屿医院", "12350200426600003B", "骨科与运动康复");
            form.chooses("已收到的材料", "验收（评估）申请书", "申请书附件佐证材料");
            window.startButton().click();
            assertThat(window.notifications()).containsText("只显示这一次");
            Matcher said = TOLD.matcher(window.notifications().innerText());
            assertThat(said.find()).as(window.notifications().innerText()).isTrue();
            told[0] = said.group(1);
            told[1] = said.group(2);
            window.picture("60-query-code-told-at-the-counter");
        });

        people.visiting(DESK, page -> {
            page.navigate(address("/"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("进度查询"))).click();
            accessible(page);
            picture(page, "61-progress-page");
            ask(page, told[0], "2222-2222-2222");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("办件编号或者查询码不正确");
            picture(page, "62-progress-refused");
            ask(page, told[0], told[1]);
            assertThat(page.locator(".state")).containsText("已收件");
            assertThat(page.locator("#progress")).containsText("厦门***医院");
            assertThat(page.locator("#progress")).containsText("2026年9月21日");
            accessible(page);
            picture(page, "63-progress-received");
        });

        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens("本组待领", "形式审查").claims();
            clerk.form()
                    .chooses("形式审查结论", "一次性告知补正")
                    .chooses("需要补正的材料", "建设任务书", "信用承诺书")
                    .types("补正要求", "请补交建设任务书、信用承诺书等所缺材料，并加盖公章。");
            clerk.completes();
        });

        people.visiting(TELEPHONE, page -> {
            page.navigate(address("/progress"));
            ask(page, told[0], told[1].replace("-", "").toLowerCase());
            assertThat(page.locator(".asked")).containsText("请在2026年10月12日（含当日）前提交，还剩 10 个工作日");
            assertThat(page.locator(".asked")).containsText("请补交建设任务书、信用承诺书等所缺材料");
            fitsTheTelephone(page);
            accessible(page);
            wholePicture(page, "64-supplement-on-a-telephone");
        });

        people.visiting(DESK, page -> {
            page.navigate(address("/progress"));
            ask(page, told[0], told[1]);
            picture(page, "65-supplement-at-a-desk");
            assertThat(page.getByLabel("分中心建设已完成")).not().isVisible();
            byKeyboard(page, "联系电话", "59");
            page.getByLabel("信用承诺书").focus();
            page.getByLabel("信用承诺书").press(" ");
            handIn(page);
            Locator summary = page.locator(".summary");
            assertThat(summary).isFocused();
            assertThat(summary).containsText("联系电话");
            accessible(page);
            picture(page, "66-supplement-mistake");
            summary.getByRole(AriaRole.LINK).press("Enter");
            assertThat(page.getByLabel("联系电话")).isFocused();

            byKeyboard(page, "联系电话", "0592-2300001");
            for (String material : List.of(
                    "建设任务书", "经费决算报告或审计报告", "伦理审查与临床研究清单", "统一社会信用代码证或事业单位法人证书", "历史已领补助声明")) {
                page.getByLabel(material).focus();
                page.getByLabel(material).press(" ");
            }
            handIn(page);
            assertThat(page.locator(".done")).containsText("补正已经提交");
            assertThat(page.locator(".asked")).hasCount(0);
            assertThat(page.locator(".milestones")).containsText("收到网上提交的补正");
            accessible(page);
            picture(page, "67-supplement-handed-in");
        });

        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens("本组待领", "形式审查");
            assertThat(clerk.form().on()).containsText("补正由申请人在网上提交");
            clerk.picture("68-examiner-sees-it-came-online");
            Page page = clerk.page();
            page.locator(".task-details .nav-tabs a")
                    .filter(new Locator.FilterOptions().setHasText(FormOnScreen.exactly("查询码")))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("重新发放查询码")).click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("确定重新发放")).press("Enter");
            Locator fresh = page.locator(".bio-query-code");
            assertThat(fresh).hasText(Pattern.compile("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}"));
            clerk.picture("69-another-code");
            String code = fresh.innerText();
            people.visiting(DESK, owner -> {
                owner.navigate(address("/progress"));
                ask(owner, told[0], told[1]);
                assertThat(owner.getByRole(AriaRole.ALERT)).containsText("查询码不正确");
                ask(owner, told[0], code);
                assertThat(owner.locator(".state")).containsText("已收件");
            });
        });
        assertThat(people.broken()).as("errors in the applicant's browser").isEmpty();
    }

    static void ask(Page page, String number, String code) {
        page.getByLabel("办件编号").fill(number);
        page.getByLabel("查询码", new Page.GetByLabelOptions().setExact(true)).fill(code);
        page.keyboard().press("Enter");
    }

    private static void byKeyboard(Page page, String label, String text) {
        Locator field = page.getByLabel(label);
        field.focus();
        field.press("Control+A");
        page.keyboard().type(text);
    }

    private static void handIn(Page page) {
        Locator button = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交补正"));
        button.focus();
        button.press("Enter");
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
