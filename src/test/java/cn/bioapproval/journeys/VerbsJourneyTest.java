package cn.bioapproval.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.engine.Desk;
import com.microsoft.playwright.Locator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import org.springframework.test.context.ActiveProfiles;

/** Each verb of Chinese approval on the clinical centre's procedure, used in Tasklist by those whose it is. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"bioapproval.demo=true", "bioapproval.database.directory=target/postgres-verbs-journey"})
@ActiveProfiles("test")
class VerbsJourneyTest {

    private static final String TO_CLAIM = "本组待领";
    private static final String MINE = "我的待办";
    private static final String DONE = "本人已办";
    private static final List<String> MATERIALS = List.of(
            "application", "applicationEvidence", "taskContract", "financialAudit", "ethicsAndStudies",
            "creditCodeCertificate", "creditCommitment", "grantHistory");

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
    private StatutoryClock clocks;

    @Autowired
    private Documents documents;

    @Autowired
    private AuditTrail audit;

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
    }

    @AfterEach
    void backToTheSystemClock() {
        office.backToTheSystemClock();
    }

    @Test
    void anExaminationIsHandedAroundSignedSuspendedAndEndsInOneNoticeOfWhatIsMissing() {
        CaseId caseId = received("123502004266000015");
        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens(TO_CLAIM, "形式审查").claims();
            uses(clerk, "抄送", dialog -> {
                ticks(dialog, "郑军");
                types(dialog, "说明", "本件涉及新设中心，请阅知。");
            });
            assertThat(clerk.page().locator(".bio-verbs")).containsText("未读");
            uses(clerk, "转办", dialog -> {
                picks(dialog, "转给", "林晓");
                types(dialog, "转办理由", "本周外出培训。");
            });
            clerk.picture("60-reassigned");
        });
        assertThat(task(caseId, "userTask_ExamineApplication").getAssignee()).isEqualTo("linxiao");

        office.as("linxiao", "林晓", clerk -> {
            clerk.opens(MINE, "形式审查");
            uses(clerk, "委派", dialog -> {
                picks(dialog, "委派给", "陈敏");
                types(dialog, "委派事项", "请核对信用代码证。");
            });
        });
        office.as("chenmin", "陈敏", clerk -> {
            clerk.opens(MINE, "形式审查");
            clerk.form().chooses("形式审查结论", "受理");
            clerk.completeButton().click();
            assertThat(clerk.notifications()).containsText("办结委派");
            uses(clerk, "办结委派", dialog -> types(dialog, "办理情况", "已核对，一致。"));
        });
        office.as("linxiao", "林晓", clerk -> {
            clerk.opens(MINE, "形式审查");
            uses(clerk, "前加签", dialog -> {
                ticks(dialog, "郑军");
                types(dialog, "加签事项", "是否属于本局受理范围。");
            });
        });
        office.as("zhengjun", "郑军", leader -> {
            leader.opens(MINE, "形式审查");
            uses(leader, "签署意见", dialog -> types(dialog, "加签意见", "属于本局受理范围。"));
        });
        office.as("linxiao", "林晓", clerk -> {
            clerk.opens(MINE, "形式审查");
            uses(clerk, "后加签", dialog -> {
                ticks(dialog, "陈敏");
                types(dialog, "加签事项", "复核补正清单。");
            });
            uses(clerk, "减签", dialog -> {
                ticks(dialog, "陈敏");
                types(dialog, "减签理由", "清单已经核对。");
            });
            uses(clerk, "挂起", dialog -> {
                types(dialog, "法律依据", "本事项办事指南（中止办理）");
                types(dialog, "挂起理由", "等待上级部门答复。");
            });
            assertThat(task(caseId, "userTask_ExamineApplication").getDueDate()).isNull();
            assertThat(clerk.page().locator("li.task .bio-chip")).hasCount(0);
            clerk.picture("66-verbs-of-a-suspended-case");
            opensTab(clerk, "表单");
            clerk.form().chooses("形式审查结论", "受理");
            clerk.completeButton().click();
            assertThat(clerk.notifications()).containsText("办件已挂起");
            clerk.picture("61-suspended");
            uses(clerk, "恢复", dialog -> types(dialog, "恢复理由", "已收到答复。"));
            assertThat(task(caseId, "userTask_ExamineApplication").getDueDate()).isNotNull();
            uses(clerk, "补正", dialog -> {
                Locator slots = dialog.locator(".bio-verb-slot");
                for (String material : List.of("建设任务书", "信用承诺书")) {
                    Locator slot = slots.filter(new Locator.FilterOptions().setHasText(material));
                    slot.locator("input[type=checkbox]").check();
                    slot.locator("input[type=text]").fill("未加盖公章。");
                }
                assertThat(dialog.locator(".bio-verb-preview")).containsText("2. 信用承诺书：未加盖公章。");
                clerk.picture("62-supplement");
            });
        });
        assertThat(task(caseId, "userTask_ReceiveSupplement")).isNotNull();
        assertThat(documents.of(caseId))
                .extracting(document -> document.template())
                .contains("clinical-center-supplement-notice");
        assertThat(audit.of(caseId))
                .extracting(entry -> entry.type())
                .contains(
                        "verb.copy", "verb.reassign", "verb.delegate", "verb.resolve", "verb.signBefore", "verb.sign",
                        "verb.signAfter", "verb.unsign", "verb.suspend", "verb.resume", "verb.supplement");
        assertThat(audit.verify(caseId)).isEmpty();
    }

    @Test
    void aDecisionIsWithdrawnReturnedUrgedAndTheCaseTerminated() {
        CaseId caseId = received("123502004266000028");
        does("chenmin", caseId, "userTask_ExamineApplication", Map.of("examinationOutcome", "ACCEPT"));
        does("sunyue", caseId, "userTask_ConfirmPanel", Map.of("panelOutcome", "CONFIRM"));
        for (Task review : tasks(caseId, "userTask_ExpertReview")) {
            office.done(review.getAssignee(), () -> {
                desk.submit(review.getId(), Map.of(
                        "conflictDeclared", false, "opinion", "PASS", "score", "90", "remarks", "同意通过。"));
                return null;
            });
        }
        does("sunyue", caseId, "userTask_ConcludeReview", Map.of(
                "siteVisitOn", "2026-09-20",
                "concludedOn", "2026-09-21",
                "reviewConclusion", "PASS",
                "conclusionRemarks", "同意通过。"));

        office.as("zhengjun", "郑军", leader -> {
            leader.opens(TO_CLAIM, "市科技局审定").claims().form().chooses("市科技局审定意见", "同意");
            leader.completes();
            leader.opens(DONE, "市科技局审定");
            uses(leader, "撤回", dialog -> {
                types(dialog, "撤回理由", "意见选错。");
                assertThat(dialog.locator(".bio-verb-preview")).containsText("市卫健委审定");
                leader.picture("63-withdrawal");
            });
        });
        assertThat(task(caseId, "userTask_DecideKjj").getAssignee()).isEqualTo("zhengjun");
        assertThat(tasks(caseId, "userTask_DecideWjw")).hasSize(1);

        does("zhengjun", caseId, "userTask_DecideKjj", Map.of("kjjDecision", "AGREE"));
        office.as("huanglei", "黄磊", health -> {
            health.opens(TO_CLAIM, "市卫健委审定").claims();
            uses(health, "退回", dialog -> {
                picks(dialog, "退回到", "形成评审结论");
                types(dialog, "退回理由", "现场核查记录不全。");
                assertThat(dialog.locator(".bio-verb-preview")).containsText("结束的任务：市卫健委审定");
                health.picture("64-return");
            });
        });
        assertThat(engine.getTaskService().createTaskQuery()
                        .processInstanceBusinessKey(cases.get(caseId).number())
                        .list())
                .extracting(Task::getTaskDefinitionKey)
                .containsExactly("userTask_ConcludeReview");
        assertThat(clocks.read(caseId).orElseThrow().stopped()).isTrue();

        office.as("zhengjun", "郑军", leader -> {
            leader.opens(DONE, "市科技局审定");
            uses(leader, "催办", dialog -> types(dialog, "催办内容", "请本周内补齐核查记录。"));
            openVerbs(leader);
            assertThat(leader.page().locator(".bio-verb-unusable")).containsText("4小时内只能催办一次");
            leader.page().locator(".bio-verb-unusable summary").click();
            leader.picture("67-verbs-of-a-finished-task");
            uses(leader, "终止", dialog -> {
                types(dialog, "终止理由", "依托单位被撤销。");
                leader.picture("65-termination");
            });
        });
        assertThat(cases.get(caseId).outcome()).isEqualTo(CaseOutcome.TERMINATED);
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(cases.get(caseId).number())
                        .count())
                .isZero();
        assertThat(audit.of(caseId))
                .extracting(entry -> entry.type())
                .contains("verb.withdraw", "verb.return", "verb.urge", "verb.terminate");
        assertThat(audit.verify(caseId)).isEmpty();
    }

    @Test
    void overHttpAStrangersTaskIsUnknownAndWhatCannotBeReadIsRefused() throws Exception {
        CaseId caseId = received("12350200426600003B");
        Task task = task(caseId, "userTask_ExamineApplication");
        office.done("chenmin", () -> {
            desk.claim(task.getId());
            return null;
        });
        String verbs = "/api/tasks/" + task.getId() + "/verbs";
        assertThat(get("chenmin", verbs)).startsWith("200").contains("\"COPY\"");
        assertThat(get("huanglei", verbs)).startsWith("404");
        assertThat(get("chenmin", "/api/tasks/unknown/verbs")).startsWith("404");
        assertThat(get("chenmin", "/api/tasks/done-1-" + task.getId() + "/verbs")).startsWith("404");
        assertThat(post("huanglei", verbs + "/copy/apply", "{}")).startsWith("404");
        assertThat(post("chenmin", verbs + "/copy/apply", "{")).startsWith("400");
        assertThat(post("chenmin", verbs + "/copy/apply", "{}")).startsWith("400").contains("抄送给");
        assertThat(post("chenmin", verbs + "/dance/apply", "{}")).startsWith("400").contains("没有这个办理动作");
        assertThat(post("chenmin", verbs + "/terminate/apply", "{\"reason\":\"试\"}")).startsWith("403");
        assertThat(post("chenmin", verbs + "/return/apply", "{\"step\":\"userTask_Pay\",\"reason\":\"试\"}"))
                .startsWith("409");
        assertThat(post("chenmin", verbs + "/copy/preview", "{\"users\":[\"nobody\"],\"note\":\"阅\"}"))
                .startsWith("200")
                .contains("不能抄送");
        String tooLong = "{\"slots\":{\"application\":\"缺\"},\"note\":\"" + "长".repeat(501) + "\"}";
        assertThat(post("chenmin", verbs + "/supplement/preview", tooLong)).startsWith("200").contains("不能超过500字");
        assertThat(post("chenmin", verbs + "/supplement/preview", "{\"slots\":{\"application\":\"缺\"}}"))
                .startsWith("200")
                .contains("1. 验收（评估）申请书：缺");
        assertThat(tasks(caseId, "userTask_ExamineApplication")).as("a preview does nothing").hasSize(1);
        assertThat(post("chenmin", verbs + "/copy/apply", "{\"users\":[\"huanglei\"],\"note\":\"请阅\"}"))
                .startsWith("200");

        String number = cases.get(caseId).number();
        assertThat(get("huanglei", "/api/cases/" + number + "/documents")).as("a copy may be read").startsWith("200");
        String copies = get("huanglei", "/api/copies");
        assertThat(copies).contains(number, "\"readAt\":null");
        String id = copies.replaceAll("(?s).*?\"id\":(\\d+).*", "$1");
        assertThat(post("sunyue", "/api/copies/" + id + "/read", "")).startsWith("404");
        assertThat(post("huanglei", "/api/copies/" + id + "/read", "")).startsWith("204");
        assertThat(get("chenmin", verbs)).doesNotContain("\"readAt\":null");
        // Nobody else's journey is to find this task in a list.
        engine.getRuntimeService().deleteProcessInstance(task.getProcessInstanceId(), "done");
    }

    private String get(String user, String path) throws Exception {
        return answer(user, request(path).GET());
    }

    private String post(String user, String path, String body) throws Exception {
        return answer(
                user,
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /** Status and body. */
    private static String answer(String user, HttpRequest.Builder request) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + Tasklist.PASSWORD).getBytes(UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(request.header("Authorization", "Basic " + credentials).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private CaseId received(String creditCode) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "hostName", "厦门市鹭岛医院",
                "hostCreditCode", creditCode,
                "institutionType", "HOSPITAL",
                "district", "SIMING",
                "contactName", "李明",
                "contactPhone", "0592-2100000",
                "centerName", "厦门市心血管疾病临床医学研究中心",
                "diseaseArea", "CARDIOVASCULAR",
                "tier", "CITY",
                "applicationType", "ACCEPTANCE"));
        form.putAll(Map.of(
                "otherAid", "0",
                "accountName", "厦门市鹭岛医院",
                "accountBank", "中国银行厦门分行",
                "accountNumber", "6217 0000 0000 0001",
                "materials", MATERIALS,
                "traditionalChinese", false,
                "hasHistory", false));
        return office.done("linxiao", () -> desk.start("clinical-center-acceptance", form)).caseId();
    }

    private static void opensTab(Tasklist person, String tab) {
        person.page().locator(".task-card .nav-tabs a")
                .filter(new Locator.FilterOptions().setHasText(tab))
                .click();
    }

    private static void openVerbs(Tasklist person) {
        opensTab(person, "办理动作");
        person.page().locator(".bio-verbs .bio-verb-group, .bio-verbs .bio-verb-unusable").first().waitFor();
    }

    /** Opens the verb, fills it in, sees what it will do, and does it. */
    private static void uses(Tasklist person, String verb, Consumer<Locator> fillIn) {
        openVerbs(person);
        person.page().locator(".bio-verb-group button")
                .filter(new Locator.FilterOptions().setHasText(FormOnScreen.exactly(verb)))
                .click();
        Locator dialog = person.page().locator(".bio-verb-dialog");
        fillIn.accept(dialog);
        Locator confirm = dialog.locator("button[type=submit]");
        assertThat(confirm).isEnabled();
        assertThat(dialog.locator(".bio-verb-preview")).not().isEmpty();
        confirm.click();
        assertThat(dialog).isHidden();
        assertThat(person.page().locator(".bio-verb-done")).containsText(verb + "已完成");
    }

    private static void types(Locator dialog, String label, String text) {
        dialog.getByLabel(label).fill(text);
    }

    private static void picks(Locator dialog, String label, String person) {
        Locator select = dialog.getByLabel(label);
        String value = select.locator("option")
                .filter(new Locator.FilterOptions().setHasText(person))
                .getAttribute("value");
        select.selectOption(value);
    }

    private static void ticks(Locator dialog, String person) {
        dialog.locator(".bio-verb-choice")
                .filter(new Locator.FilterOptions().setHasText(person))
                .locator("input")
                .check();
    }

    private void does(String user, CaseId caseId, String step, Map<String, Object> form) {
        office.does(user, cases.get(caseId).number(), step, form);
    }

    private List<Task> tasks(CaseId caseId, String step) {
        return office.tasks(cases.get(caseId).number(), step);
    }

    private Task task(CaseId caseId, String step) {
        return office.task(cases.get(caseId).number(), step);
    }
}
