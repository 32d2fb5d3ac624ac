package cn.bioapproval.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.engine.Desk;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
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
import org.springframework.test.context.ActiveProfiles;

/** The first registration of a device, from the counter to the certificate: inspected and supplemented side by side. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-device")
@ActiveProfiles("test")
class DeviceRegistrationJourneyTest {

    private static final Pattern TOLD = Pattern.compile("(QXZC-\\d{4}-\\d{6}).*查询码 ([2-9A-Z-]{14})", Pattern.DOTALL);

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

    private Office office;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
        people = new Passers(chromium);
    }

    @AfterAll
    static void leave() {
        chromium.close();
    }

    @BeforeEach
    void opens() {
        office = new Office(chromium, port, clock, engine, desk);
    }

    @AfterEach
    void backToTheSystemClock() {
        office.backToTheSystemClock();
    }

    private void todayIs(String day) {
        office.turnTo(day + "T09:00");
    }

    @Test
    void aDeviceIsRegisteredAfterAnInspectionAndASupplementAtTheSameTime() {
        todayIs("2026-03-02");
        String[] told = new String[2];
        office.as("linxiao", "林晓", window -> {
            application(window.starts("第二类医疗器械首次注册"));
            window.startButton().click();
            assertThat(window.notifications()).containsText("只显示这一次");
            Matcher said = TOLD.matcher(window.notifications().innerText());
            assertThat(said.find()).as(window.notifications().innerText()).isTrue();
            told[0] = said.group(1);
            told[1] = said.group(2);
        });
        office.as("xuwen", "许文", station -> {
            station.opens("本组待领", "形式审查").claims().picture("80-device-examination");
            station.form().chooses("形式审查结论", "受理");
            station.completes();
            station.opens("本组待领", "确认缴费").claims();
            station.form().enters("缴费日期", LocalDate.parse("2026-03-02")).types("缴费凭证号", "JF-1");
            station.completes();
            station.opens("本组待领", "转交审评机构").claims();
            station.form()
                    .chooses("质量管理体系核查", "需要，与技术审评同时开展")
                    .types("确定的依据", "首次注册同类产品。")
                    .ticks("申请资料已与审评机构清点交接");
            station.completes();
        });
        todayIs("2026-03-16");
        office.as("jiangtao", "江涛", inspector -> {
            inspector.opens("本组待领", "安排核查").claims();
            inspector.form()
                    .chooses("核查方式", "现场核查")
                    .enters("计划开始日期", LocalDate.parse("2026-03-17"))
                    .enters("计划结束日期", LocalDate.parse("2026-03-20"))
                    .types("核查范围", "设计开发和生产。");
            inspector.completes();
        });
        office.as("suwan", "苏婉", reviewer -> {
            reviewer.opens("本组待领", "技术审评").claims();
            assertThat(reviewer.turnsTo("时限")).containsText("停止计时");
            reviewer.picture("81-device-clock-stopped").clicksTab("表单");
            reviewer.form().chooses("审评下一步", "发补（一次性告知补充资料）").types("需要补充的资料", "补充疲劳试验资料。");
            reviewer.completes();
        });
        todayIs("2026-03-20");
        office.as("jiangtao", "江涛", inspector -> {
            inspector.opens("本组待领", "质量管理体系核查").claims();
            inspector.form()
                    .enters("核查开始日期", LocalDate.parse("2026-03-17"))
                    .enters("核查结束日期", LocalDate.parse("2026-03-20"))
                    .chooses("核查结论", "通过核查")
                    .types("核查报告摘要", "体系有效运行。");
            inspector.completes();
        });
        people.visiting(Passers.DESK, page -> {
            page.navigate("http://localhost:" + port + "/progress");
            TrackingJourneyTest.ask(page, told[0], told[1]);
            assertThat(page.locator(".asked")).containsText("请您提交补充资料");
            assertThat(page.locator(".asked")).containsText("终止审评，不予注册");
            page.getByLabel("补充资料说明").fill("已补充疲劳试验报告。");
            Passers.accessible(page);
            Passers.wholePicture(page, "82-device-supplement-online");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交补充资料")).click();
            assertThat(page.locator(".done")).containsText("补充资料已经提交");
        });
        todayIs("2026-04-10");
        office.as("suwan", "苏婉", reviewer -> {
            reviewer.opens("本组待领", "技术审评").claims();
            assertThat(reviewer.form().on()).containsText("疲劳试验报告");
            reviewer.form()
                    .chooses("审评下一步", "提出审评意见")
                    .chooses("技术审评意见", "通过")
                    .types("审评报告摘要", "安全有效。");
            reviewer.completes();
        });
        office.as("luming", "陆明", head -> {
            head.opens("本组待领", "形成审评结论").claims();
            head.form().chooses("审评结论", "建议准予注册").types("结论说明", "安全、有效、质量可控。");
            head.completes();
        });
        office.as("yanzheng", "严正", authority -> {
            authority.opens("本组待领", "行政审批").claims().picture("83-device-decision");
            authority.form().chooses("审批决定", "准予注册");
            authority.completes();
        });
        office.as("xuwen", "许文", station -> {
            station.opens("本组待领", "公布注册信息").claims();
            station.form().enters("公布日期", LocalDate.parse("2026-04-10")).types("公布渠道", "省药监局网站");
            station.completes();
            station.opens("本组待领", "制证送达").claims();
            assertThat(station.form().on()).containsText("闽械注准2026207");
            assertThat(station.turnsTo("时限")).containsText("各环节的时限");
            station.picture("84-device-stages").clicksTab("表单");
            station.form()
                    .picks("送达方式", "窗口领取")
                    .enters("送达日期", LocalDate.parse("2026-04-10"))
                    .ticks("已核对注册证内容和产品技术要求附件");
            station.completes();
        });
        people.visiting(Passers.DESK, page -> {
            page.navigate("http://localhost:" + port + "/progress");
            TrackingJourneyTest.ask(page, told[0], told[1]);
            assertThat(page.locator(".state")).containsText("准予");
        });
        assertThat(people.broken()).as("errors in the applicant's browser").isEmpty();
    }

    private static void application(FormOnScreen form) {
        form.picks("办理事项", "第二类医疗器械首次注册")
                .types("注册申请人", "厦门鹭芯医疗科技有限公司")
                .types("统一社会信用代码", "12350200426600003B")
                .types("注册申请人住所", "厦门市海沧区新阳街道1号")
                .types("生产地址", "厦门市海沧区新阳街道1号")
                .types("联系人", "王芳")
                .types("联系电话", "0592-2300000")
                .types("产品名称", "便携式多参数监护仪")
                .types("型号、规格", "PM-1")
                .types("结构及组成", "主机和探头。")
                .types("适用范围", "监护心电、血氧。")
                .picks("管理类别", "第二类")
                .picks("分类编码", "07 医用诊察和监护器械")
                .picks("产品来源", "厦门生产")
                .picks("药械组合产品", "不是")
                .chooses(
                        "已收到的材料",
                        "注册申请表",
                        "申请人主体资格证明",
                        "产品风险分析资料",
                        "产品技术要求",
                        "产品检验报告",
                        "临床评价资料",
                        "产品说明书以及标签样稿",
                        "与产品研制、生产有关的质量管理体系文件");
    }
}
