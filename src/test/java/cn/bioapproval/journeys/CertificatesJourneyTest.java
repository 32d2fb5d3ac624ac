package cn.bioapproval.journeys;

import static cn.bioapproval.journeys.Passers.DESK;
import static cn.bioapproval.journeys.Passers.TELEPHONE;
import static cn.bioapproval.journeys.Passers.accessible;
import static cn.bioapproval.journeys.Passers.fitsTheTelephone;
import static cn.bioapproval.journeys.Passers.picture;
import static cn.bioapproval.journeys.Passers.wholePicture;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.SampleCertificates;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.certificates.Certificate;
import cn.bioapproval.certificates.CertificateContents;
import cn.bioapproval.certificates.Certificates;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A buyer verifies the certificate of an oximeter at a desk and by the QR code on a telephone, finds others of the same
 * holder, and a clerk looks one up in the register.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-certificates-journey")
@ActiveProfiles("test")
@DirtiesContext // the webapps do not outlive the end of a context started later
class CertificatesJourneyTest {

    private static Chromium chromium;
    private static Passers people;

    @LocalServerPort
    private int port;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private Certificates certificates;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcTemplate jdbc;

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
    void summer() {
        clock.turnTo(LocalDateTime.parse("2026-06-30T09:00").atZone(OfficeClock.ZONE).toInstant());
    }

    @AfterEach
    void backToTheSystemClock() {
        clock.turnBy(Duration.ZERO);
    }

    @Test
    void anyoneVerifiesAndFindsCertificatesAndAClerkReadsTheRegister() {
        Certificate oximeter = grant(SampleCertificates.oximeter(), "device");
        Certificate reagent = grant(SampleCertificates.reagent(), "device-ivd");
        Certificate dressing =
                grant(SampleCertificates.device("一次性使用无菌敷贴", "14", SampleCertificates.HOLDER), "device");
        inTransaction(() -> certificates.revoke(
                dressing.number(), dressing.caseId(), "提供虚假资料取得注册证，依照《医疗器械监督管理条例》第八十三条撤销。"));

        people.visiting(DESK, page -> {
            page.navigate(address("/"));
            picture(page, "80-start-page-with-certificates");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("证书查询"))).click();
            accessible(page);
            picture(page, "81-certificates");
            verify(page, oximeter.number(), "2222-2222-2222");
            assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("没有查到编号和核验码都相符的证书");
            picture(page, "82-not-verified");
            verify(page, oximeter.number(), code(oximeter).toLowerCase());
            assertThat(page.locator(".standing")).containsText("本证真实，在有效期内。");
            assertThat(page.locator(".standing")).containsText("2031年6月29日");
            accessible(page);
            wholePicture(page, "83-verified");
            verify(page, dressing.number(), code(dressing));
            assertThat(page.locator(".standing .state")).containsText("已撤销");
            accessible(page);
            picture(page, "84-revoked");

            page.getByLabel("注册证编号、产品名称或者注册人名称").fill("鹭江 试剂盒");
            page.keyboard().press("Enter");
            assertThat(page.locator("#found tbody tr")).hasCount(1);
            assertThat(page.locator("#found")).containsText(reagent.number());
            accessible(page);
            page.locator("#search").scrollIntoViewIfNeeded();
            picture(page, "85-found");
        });

        people.visiting(TELEPHONE, page -> {
            page.navigate(address("/certificates#" + reagent.number() + "/" + code(reagent)));
            assertThat(page.locator(".standing")).containsText("包装规格");
            assertThat(page.url()).as("the code is taken out of the address").endsWith("/certificates");
            page.getByLabel("注册证编号、产品名称或者注册人名称").fill("鹭江");
            page.keyboard().press("Enter");
            assertThat(page.locator("#found tbody tr").first()).isVisible();
            fitsTheTelephone(page);
            accessible(page);
            wholePicture(page, "86-scanned-with-a-telephone");
        });

        people.visiting(DESK, page -> {
            page.navigate(address("/certificates/register"));
            assertThat(page.locator("#visitor")).isVisible();
            assertThat(page.locator("#asking")).isHidden();
            accessible(page);
            picture(page, "87-register-for-a-stranger");
        });

        try (Tasklist clerk = Tasklist.signIn(
                chromium, "http://localhost:" + port, "chenmin", "陈敏", clock.offset())) {
            Page page = clerk.page();
            page.navigate(address("/certificates/register"));
            assertThat(page.locator("#found tbody tr").first()).isVisible();
            accessible(page);
            picture(page, "88-register");
            page.getByLabel("编号、产品、注册人或者信用代码").fill("鹭江");
            page.getByLabel("证书种类").selectOption("device");
            page.getByLabel("状态").selectOption("VALID");
            page.keyboard().press("Tab");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查询")).click();
            Locator found = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(oximeter.number()));
            assertThat(page.locator("#found")).not().containsText(reagent.number());
            found.focus();
            found.press("Enter");
            assertThat(page.locator("#one h2")).isFocused();
            assertThat(page.locator("#one")).containsText("最迟应在2030年12月29日申请");
            accessible(page);
            wholePicture(page, "89-register-one-certificate");
            assertThat(clerk.broken()).as("errors in the clerk's browser").isEmpty();
        }
        assertThat(people.broken()).as("errors in the visitors' browsers").isEmpty();
    }

    private static void verify(Page page, String number, String code) {
        page.getByLabel("注册证编号", new Page.GetByLabelOptions().setExact(true)).fill(number);
        page.getByLabel("核验码", new Page.GetByLabelOptions().setExact(true)).fill(code);
        page.keyboard().press("Enter");
    }

    private Certificate grant(CertificateContents contents, String kind) {
        return inTransaction(() ->
                certificates.grant(cases.open(SampleCertificates.application(null)).id(), kind, contents));
    }

    /** As it is printed. */
    private String code(Certificate certificate) {
        return jdbc.queryForObject(
                "select data ->> 'code' from documents_document where number = ?", String.class, certificate.number());
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
