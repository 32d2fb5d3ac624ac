package cn.bioapproval.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.benchmark.ClinicalCaseForms;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.intake.Submissions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** 批量办理 in the browser: several like tasks in one go, by keyboard, and over a connection that breaks. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-bulk-journey")
@ActiveProfiles("test")
@DirtiesContext // the webapps' interface speaks to the engine that was started last
class BulkJourneyTest {

    private static final String TO_CLAIM = "本组待领";
    private static final String MINE = "我的待办";
    private static final String EXAMINE = "userTask_ExamineApplication";
    private static final String OPINION = "材料齐全，符合受理条件。";
    private static final AtomicInteger HOSPITALS = new AtomicInteger(95_000);

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private Desk desk;

    @Autowired
    private IdentityService identity;

    @Autowired
    private TaskService tasks;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private Submissions submissions;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void leave() {
        chromium.close();
    }

    @Test
    void manyAreExaminedWithOneOpinionByKeyboardAndEachHasItsResult() {
        String first = received(ClinicalCaseForms.MATERIALS);
        String incomplete = received(List.of("application"));
        String taken = received(ClinicalCaseForms.MATERIALS);
        String last = received(ClinicalCaseForms.MATERIALS);

        as("chenmin", "陈敏", clerk -> {
            Locator bulk = opens(clerk, TO_CLAIM);
            assertThat(row(bulk, first)).containsText("本步剩 5 个工作日");
            assertThat(row(bulk, first)).containsText("待认领");
            assertThat(bulk.locator("button[type=submit]")).isDisabled();
            assertThat(clerk.barriers(".bio-bulk", ".bio-bulk-entry")).isEmpty();
            for (String each : List.of(first, incomplete, taken, last)) {
                box(bulk, each).press("Space");
            }
            bulk.getByLabel("经办意见").fill(OPINION);
            clerk.picture("80-bulk-chosen");
            signedIn("linxiao", List.of("window", "kjj"), () -> {
                desk.claim(task(taken));
                return null;
            });
            bulk.locator("button[type=submit]").press("Enter");

            assertThat(bulk.locator(".bio-bulk-status")).containsText("办理成功 2 件，未成功 2 件");
            for (String done : List.of(first, last)) {
                assertThat(row(bulk, done)).containsText("✓ 已办理");
                assertThat(box(bulk, done)).isDisabled();
                assertThat(submitted(done)).isEqualTo(1);
            }
            assertThat(row(bulk, incomplete)).containsText("✗ 不能受理：缺少材料");
            assertThat(row(bulk, taken)).containsText("由他人认领");
            for (String failed : List.of(incomplete, taken)) {
                assertThat(box(bulk, failed)).isChecked();
                assertThat(submitted(failed)).isZero();
            }
            assertThat(bulk.locator("button[type=submit]")).hasText("办理所选 2 件");
            assertThat(clerk.barriers(".bio-bulk")).isEmpty();
            assertThat(bulk.locator(".bio-bulk-rows").evaluate("each => each.scrollWidth - each.clientWidth"))
                    .as("nothing stands beside the screen")
                    .isEqualTo(0);
            clerk.picture("81-bulk-results");

            clerk.page().keyboard().press("Escape");
            assertThat(bulk).hasCount(0);
            assertThat(clerk.page().locator(".bio-bulk-open")).isFocused();
            assertThat(clerk.card(first)).hasCount(0);
            assertThat(clerk.card(incomplete)).hasCount(1);
        });
    }

    @Test
    void aBrokenConnectionNeitherHidesAResultNorDoesAnythingTwice() {
        String answered = received(ClinicalCaseForms.MATERIALS);
        String unheard = received(ClinicalCaseForms.MATERIALS);
        String cutOff = received(ClinicalCaseForms.MATERIALS);
        String never = received(ClinicalCaseForms.MATERIALS);
        String unheardTask = task(unheard);
        String cutOffTask = task(cutOff);

        as("chenmin", "陈敏", clerk -> {
            Locator bulk = opens(clerk, TO_CLAIM);
            Set<String> heardOnce = ConcurrentHashMap.newKeySet();
            // Done by the server, but the answer is lost; asked again, it arrives.
            clerk.page().route("**/complete/" + unheardTask, route -> {
                if (heardOnce.add(unheard)) {
                    route.fetch();
                    route.abort();
                } else {
                    route.resume();
                }
            });
            clerk.page().route("**/complete/" + cutOffTask, Route::abort);
            for (String each : List.of(answered, unheard, cutOff, never)) {
                box(bulk, each).check();
            }
            bulk.locator("button[type=submit]").press("Enter");

            assertThat(bulk.locator(".bio-bulk-status"))
                    .containsText("办理成功 2 件，没有收到结果 1 件，未办理 1 件。连接中断");
            assertThat(row(bulk, answered)).containsText("✓ 已办理");
            assertThat(row(bulk, unheard)).containsText("✓ 已办理");
            assertThat(submitted(unheard)).as("asked for twice, done once").isEqualTo(1);
            assertThat(row(bulk, cutOff)).containsText("没有收到结果");
            assertThat(row(bulk, never)).containsText("未办理");
            clerk.picture("82-bulk-connection-lost");

            clerk.page().unroute("**/complete/" + cutOffTask);
            bulk.locator("button[type=submit]").press("Enter");
            assertThat(bulk.locator(".bio-bulk-status")).containsText("办理成功 2 件。");
            assertThat(submitted(cutOff)).isEqualTo(1);
            assertThat(submitted(never)).isEqualTo(1);
        });
    }

    @Test
    void manyAreClaimedAndThenAssignedToAColleague() {
        String one = received(ClinicalCaseForms.MATERIALS);
        String another = received(ClinicalCaseForms.MATERIALS);

        as("chenmin", "陈敏", clerk -> {
            Locator bulk = opens(clerk, TO_CLAIM);
            bulk.getByLabel("批量认领").check();
            box(bulk, one).check();
            box(bulk, another).check();
            bulk.locator("button[type=submit]").press("Enter");
            assertThat(bulk.locator(".bio-bulk-status")).containsText("认领成功 2 件。");
            assertThat(row(bulk, one)).containsText("本人");
            bulk.locator(".bio-bulk-close").click();
            clerk.page().locator(".task-filter a")
                    .filter(new Locator.FilterOptions().setHasText(MINE))
                    .click();
            assertThat(clerk.card(one)).hasCount(1);

            Locator again = opens(clerk, MINE);
            again.getByLabel("批量分派").check();
            box(again, one).check();
            box(again, another).check();
            again.locator("button[type=submit]").press("Enter");
            assertThat(again.getByRole(AriaRole.ALERT)).containsText("请填写“分派给”");
            String linxiao = again.getByLabel("分派给").locator("option")
                    .filter(new Locator.FilterOptions().setHasText("林晓"))
                    .getAttribute("value");
            again.getByLabel("分派给").selectOption(linxiao);
            again.getByLabel("分派理由").fill("陈敏出差，集中移交");
            clerk.picture("83-bulk-assignment");
            again.locator("button[type=submit]").press("Enter");
            assertThat(again.locator(".bio-bulk-status")).containsText("分派成功 2 件。");
            assertThat(row(again, one)).containsText("已分派给林晓");
            clerk.picture("84-bulk-assigned");
        });
        for (String each : List.of(one, another)) {
            assertThat(tasks.createTaskQuery().taskId(task(each)).singleResult().getAssignee()).isEqualTo("linxiao");
        }
    }

    /** Opens the dialog over a filter with the keyboard. */
    private static Locator opens(Tasklist clerk, String filter) {
        clerk.page().locator(".task-filter a")
                .filter(new Locator.FilterOptions().setHasText(filter))
                .first()
                .click();
        assertThat(clerk.page().locator("li.task").first()).isVisible();
        Locator button = clerk.page().locator(".bio-bulk-open");
        button.focus();
        button.press("Enter");
        Locator bulk = clerk.page().locator("dialog.bio-bulk");
        assertThat(bulk.locator("select").first().locator("option:checked")).hasText(filter);
        assertThat(bulk.locator("button[type=submit]")).isVisible();
        return bulk;
    }

    private Locator row(Locator bulk, String number) {
        return bulk.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(number));
    }

    private Locator box(Locator bulk, String number) {
        return row(bulk, number).locator("input[type=checkbox]");
    }

    /** A case that was just received; its number. */
    private String received(List<String> materials) {
        Map<String, Object> form = ClinicalCaseForms.application(HOSPITALS.incrementAndGet());
        form.put("materials", materials);
        return signedIn(
                "linxiao", List.of("window", "kjj"), () -> desk.start("clinical-center-acceptance", form).caseNumber());
    }

    private <T> T signedIn(String user, List<String> groups, Supplier<T> deed) {
        identity.setAuthentication(user, groups);
        try {
            return deed.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    private String task(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(EXAMINE)
                .singleResult()
                .getId();
    }

    private long submitted(String number) {
        return submissions.of(cases.findByNumber(number).orElseThrow().id()).stream()
                .filter(submission -> submission.elementId().equals(EXAMINE))
                .count();
    }

    private void as(String user, String shownName, Consumer<Tasklist> deeds) {
        Tasklist.as(chromium, "http://localhost:" + port, user, shownName, clock.offset(), deeds);
    }
}
