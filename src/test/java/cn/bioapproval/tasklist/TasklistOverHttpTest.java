package cn.bioapproval.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.SampleApplications;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.clock.StopReason;
import cn.bioapproval.documents.Documents;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What Tasklist and the start page ask the server, asked as they ask it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-tasklist")
@ActiveProfiles("test")
class TasklistOverHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HAL = "application/hal+json, application/json; q=0.5";

    @LocalServerPort
    private int port;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private Documents documents;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private WorkingDays workingDays;

    @Autowired
    private StatutoryClock clocks;

    @Autowired
    private RuntimeService engine;

    @Autowired
    private JdbcTemplate jdbc;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void deploy() {
        repository
                .createDeployment()
                .name("desk-check")
                .enableDuplicateFiltering(false)
                .addClasspathResource("desk-check/desk-check.bpmn")
                .addClasspathResource("desk-check/desk-check-apply.form")
                .addClasspathResource("desk-check/desk-check-examine.form")
                .addClasspathResource("desk-check/desk-check-publicise.form")
                .deploy();
    }

    @AfterEach
    void realTime() {
        clock.turnBy(Duration.ZERO);
    }

    @Test
    void thePersonWhoCompletedATaskFindsItNewestFirstAndReadsWhatWasSubmitted() throws Exception {
        String first = openCase("第一件");
        examine(first, "chenmin", "先办");
        String second = openCase("第二件");
        examine(second, "chenmin", "后办");

        JsonNode list = json(get("chenmin", "/engine-rest/filter/" + doneFilter("chenmin") + "/list", HAL));
        JsonNode newest = list.at("/_embedded/task/0");
        assertThat(list.path("count").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(newest.path("name").asText()).isEqualTo("核验申请");
        assertThat(newest.path("businessKey").asText()).isEqualTo(second);
        assertThat(list.at("/_embedded/task/1/businessKey").asText()).isEqualTo(first);
        assertThat(json(get("chenmin", "/engine-rest/filter/" + doneFilter("chenmin") + "/count", HAL))
                        .path("count")
                        .asInt())
                .isEqualTo(list.path("count").asInt());
        JsonNode secondPage = json(get(
                "chenmin", "/engine-rest/filter/" + doneFilter("chenmin") + "/list?firstResult=1&maxResults=1", HAL));
        assertThat(secondPage.at("/_embedded/task/0/businessKey").asText()).isEqualTo(first);

        String task = "/engine-rest/task/" + newest.path("id").asText();
        assertThat(json(get("chenmin", task, HAL)).at("/_embedded/processDefinition/0/name").asText())
                .isEqualTo("桌面核验");
        assertThat(get("chenmin", task + "/form", HAL).statusCode()).isEqualTo(200);
        JsonNode variables = json(get("chenmin", task + "/form-variables?deserializeValues=false", HAL));
        assertThat(variables.at("/note/value").asText()).isEqualTo("后办");
        assertThat(variables.at("/amount/value").asText()).isEqualTo("12.50");
        assertThat(variables.at("/materials/type").asText()).isEqualTo("Json");
        JsonNode form = json(get("chenmin", task + "/deployed-form", HAL));
        assertThat(form.findValues("key")).isNotEmpty();
        StreamSupport.stream(form.path("components").spliterator(), false)
                .filter(field -> field.has("key"))
                .forEach(field -> assertThat(field.path("disabled").asBoolean()).isTrue());
        assertThat(form.at("/components/2/components/0/disabled").asBoolean()).isTrue();
        assertThat(form.at("/components/2/components/0/label").asText()).isEqualTo("金额（万元）");
    }

    @Test
    void aFinishedTaskDoesNotExistForAnyoneElseAndCannotBeDoneAgain() throws Exception {
        String number = openCase("只属于陈敏");
        examine(number, "chenmin", "办结");
        String task = "/engine-rest/task/" + finished("chenmin", number);

        for (String part : new String[] {"", "/form", "/deployed-form", "/form-variables", "/identity-links"}) {
            assertThat(get("linxiao", task + part, HAL).statusCode()).as(part).isEqualTo(404);
            assertThat(get("admin", task + part, HAL).statusCode()).as(part).isEqualTo(404);
        }
        assertThat(json(get("huanglei", "/engine-rest/filter/" + doneFilter("huanglei") + "/count", HAL))
                        .path("count")
                        .asInt())
                .isZero();
        HttpResponse<String> again = post("chenmin", task + "/submit-form", "{\"variables\":{}}");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(json(again).path("code").asText()).isEqualTo("ERR_TASK_NOT_FOUND");
    }

    @Test
    void theSessionOfTasklistReadsMessagesButMarksThemReadOnlyWithItsToken() throws Exception {
        openCase("有消息的办件");
        jdbc.update(
                """
                insert into notifications_read (message_id, user_id, read_at)
                select id, 'linxiao', now() from notifications_message where channel = 'IN_APP' on conflict do nothing""");
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        signIn(browser, cookies, "linxiao");

        HttpResponse<String> count = send(browser, request("/api/messages/count").GET());
        assertThat(count.statusCode()).isEqualTo(200);
        assertThat(count.headers().allValues("Set-Cookie")).as("the session stays Tasklist's own").isEmpty();
        JsonNode list = json(send(browser, request("/api/messages?size=5").GET()));
        assertThat(list.path("messages").isArray()).isTrue();
        var markAll = request("/api/messages/read").POST(BodyPublishers.noBody());
        assertThat(send(browser, markAll).statusCode()).isEqualTo(403);
        markAll.header("X-XSRF-TOKEN", token(cookies));
        assertThat(send(browser, markAll).statusCode()).isEqualTo(200);
        var unknown = request("/api/messages/999999999/read")
                .header("X-XSRF-TOKEN", token(cookies))
                .POST(BodyPublishers.noBody());
        assertThat(send(browser, unknown).statusCode()).isEqualTo(404);
        assertThat(http.send(request("/api/messages").GET().build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void documentsAreReadByThoseWhoWorkOnTheCaseOrDidAndByAuditorsAndByNobodyElse() throws Exception {
        String number = openCase("有文书的办件");
        Case opened = cases.findByNumber(number).orElseThrow();
        new TransactionTemplate(transactions).executeWithoutResult(status -> documents.issue(
                opened.id(),
                "clinical-center-withdrawal-notice",
                Map.of(
                        "centerName", "心血管疾病中心",
                        "deemed", false,
                        "withdrawnOn", LocalDate.of(2026, 11, 20),
                        "reason", "申请人主动撤回")));
        String address = "/api/cases/" + number + "/documents";

        JsonNode dossier = json(get("chenmin", address, "application/json"));
        JsonNode document = dossier.at("/documents/0");
        assertThat(dossier.at("/ofCase/number").asText()).isEqualTo(number);
        assertThat(document.path("number").asText()).isNotEmpty();
        HttpResponse<String> pdf = get("chenmin", document.path("href").asText(), "application/pdf");
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("inline")
                .contains("filename*=UTF-8''");
        assertThat(pdf.body()).startsWith("%PDF");
        assertThat(get("caishen", address, "application/json").statusCode()).isEqualTo(200);
        assertThat(get("admin", address, "application/json").statusCode()).isEqualTo(200);
        assertThat(get("huanglei", address, "application/json").statusCode()).isEqualTo(404);
        assertThat(get("huanglei", document.path("href").asText(), "application/pdf").statusCode()).isEqualTo(404);

        String openTask = taskOf(number);
        assertThat(json(get("chenmin", "/api/tasks/" + openTask + "/documents", "application/json"))
                        .path("documents"))
                .hasSize(1);
        assertThat(get("huanglei", "/api/tasks/" + openTask + "/documents", "application/json").statusCode())
                .isEqualTo(404);
        examine(number, "chenmin", "办结");
        assertThat(json(get(
                                "chenmin",
                                "/api/tasks/" + finished("chenmin", number) + "/documents",
                                "application/json"))
                        .path("documents"))
                .hasSize(1);
    }

    @Test
    void eachTaskTellsItsCaseToThoseWhoSeeTheTask() throws Exception {
        String number = openCase("卡片上的办件");
        String task = taskOf(number);

        JsonNode lines = json(get("chenmin", "/api/tasks/cases?ids=" + task + ",unknown", "application/json"));
        assertThat(lines.path(task).path("number").asText()).isEqualTo(number);
        assertThat(lines.path(task).path("title").asText()).isEqualTo("卡片上的办件");
        assertThat(lines.path(task).path("item").asText()).isEqualTo("临床医学研究中心验收与评估补助");
        assertThat(lines.path(task).at("/clock/0/text").asText()).isEqualTo("本步剩 5 个工作日");
        assertThat(lines.path(task).at("/clock/0/state").asText()).isEqualTo("PLENTY");
        assertThat(lines.has("unknown")).isFalse();
        assertThat(json(get("huanglei", "/api/tasks/cases?ids=" + task, "application/json"))).isEmpty();
    }

    @Test
    void aCardTellsPlentySoonOverdueAndStoppedInWords() throws Exception {
        String number = openCase("有时限的办件");
        String task = taskOf(number);
        var caseId = cases.findByNumber(number).orElseThrow().id();
        clocks.start(caseId, workingDays.today(), 3);
        assertThat(chips(task)).containsExactly("SOON 全程剩 3 个工作日", "PLENTY 本步剩 5 个工作日");

        clocks.stop(caseId, "test", StopReason.EXPERT_REVIEW, "依据");
        assertThat(chips(task)).first().isEqualTo("STOPPED 停表：专家评审");
        clocks.resume(caseId, "test");
        clock.turnTo(workingDays.plus(workingDays.today(), 5).atTime(10, 0).atZone(OfficeClock.ZONE).toInstant());
        assertThat(chips(task)).containsExactly("OVERDUE 全程超期 2 个工作日", "SOON 本步今天到期");
    }

    private List<String> chips(String task) throws Exception {
        JsonNode cards = json(get("chenmin", "/api/tasks/cases?ids=" + task, "application/json"));
        return StreamSupport.stream(cards.path(task).path("clock").spliterator(), false)
                .map(chip -> chip.path("state").asText() + " " + chip.path("text").asText())
                .toList();
    }

    @Test
    void onlyAHeadOfTheOfficeWhoSeesTheCaseExtendsTheLimitAndNotTooLong() throws Exception {
        String number = openCase("要延长的办件");
        String task = taskOf(number);
        var caseId = cases.findByNumber(number).orElseThrow().id();
        clocks.start(caseId, workingDays.today(), 10);
        String address = "/api/tasks/" + task + "/clock";
        JsonNode before = json(get("chenmin", address, "application/json"));
        assertThat(before.at("/extension/permitted").asBoolean()).isFalse();
        assertThat(before.at("/extension/most").asInt()).isEqualTo(5);

        assertThat(post("zhengjun", address + "/extension", "{\"days\":1,\"reason\":\"案情复杂\"}").statusCode())
                .as("who does not see the case")
                .isEqualTo(404);
        HttpResponse<String> clerk = post("chenmin", address + "/extension", "{\"days\":1,\"reason\":\"案情复杂\"}");
        assertThat(clerk.statusCode()).isEqualTo(403);
        assertThat(json(clerk).path("message").asText()).contains("负责人");

        tasks.setAssignee(task, "zhengjun");
        HttpResponse<String> tooLong = post("zhengjun", address + "/extension", "{\"days\":6,\"reason\":\"案情复杂\"}");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(json(tooLong).path("code").asText()).isEqualTo("ERR_EXTENSION_TOO_LONG");
        for (String body : List.of("{}", "{\"days\":2,\"reason\":\" \"}", "{\"days\":0,\"reason\":\"x\"}", "[]", "nonsense")) {
            assertThat(post("zhengjun", address + "/extension", body).statusCode()).as(body).isEqualTo(400);
        }
        JsonNode after = json(post("zhengjun", address + "/extension", "{\"days\":5,\"reason\":\"案情复杂\"}"));
        assertThat(after.path("deadline").asText())
                .isEqualTo(workingDays.plus(workingDays.today(), 15).toString());
        assertThat(after.at("/extensions/0/by").asText()).isEqualTo("郑军");
        assertThat(after.at("/extensions/0/reason").asText()).isEqualTo("案情复杂");
        assertThat(after.at("/extension/most").asInt()).isZero();
        JsonNode course = json(get("zhengjun", "/api/tasks/" + task + "/course", "application/json"));
        assertThat(course.path("sentences").toString()).contains("郑军批准延长办理期限5个工作日");
    }

    @Test
    void theFileAndTheCourseOfACaseSpeakChineseToThoseWhoMayReadItAndToNobodyElse() throws Exception {
        String number = openCase("要查阅的办件");
        examine(number, "chenmin", "材料属实");
        String task = taskOf(number);

        JsonNode dossier = json(get("chenmin", "/api/tasks/" + task + "/dossier", "application/json"));
        assertThat(dossier.at("/head/item").asText()).isEqualTo("临床医学研究中心验收与评估补助");
        assertThat(dossier.at("/submissions/0/step").asText()).isEqualTo("申请");
        JsonNode examined = dossier.at("/submissions/1");
        assertThat(examined.path("step").asText()).isEqualTo("核验申请");
        assertThat(examined.path("who").asText()).isEqualTo("陈敏");
        assertThat(examined.path("decision").asText()).isEqualTo("市级中心");
        assertThat(StreamSupport.stream(examined.path("fields").spliterator(), false)
                        .map(field -> field.path("label").asText() + "=" + field.path("value").asText()))
                .containsExactly("类别=市级中心", "金额（万元）=12.50", "核验日期=2026年11月20日", "材料齐全=是", "已核材料=申请书",
                        "说明=材料属实");

        JsonNode course = json(get("chenmin", "/api/tasks/" + task + "/course", "application/json"));
        assertThat(StreamSupport.stream(course.path("sentences").spliterator(), false)
                        .map(sentence -> sentence.path("text").asText()))
                .contains("收件，办件编号 " + number + "。", "陈敏（市科技局经办）完成“核验申请”：市级中心。")
                .noneMatch(text -> text.contains("_") || text.contains("chenmin"));
        assertThat(course.at("/waiting/0/step").asText()).isEqualTo("公示");
        assertThat(course.at("/waiting/0/who").asText()).isEqualTo("市科技局经办（待认领）");
        assertThat(course.at("/diagrams/0/xml").asText()).contains("userTask_Examine");
        assertThat(course.at("/passages/0/element").asText()).isEqualTo("userTask_Examine");

        for (String part : List.of("dossier", "course", "clock", "documents")) {
            assertThat(get("huanglei", "/api/tasks/" + task + "/" + part, "application/json").statusCode())
                    .as(part)
                    .isEqualTo(404);
            assertThat(get("chenmin", "/api/tasks/unknown/" + part, "application/json").statusCode())
                    .as(part)
                    .isEqualTo(404);
        }
    }

    @Test
    void aDraftIsItsAuthorsAloneAndGoesWithTheTask() throws Exception {
        String number = openCase("填了一半的办件");
        String task = taskOf(number);
        String address = "/api/tasks/" + task + "/draft";
        String body = "{\"data\":{\"note\":\"填到一半\",\"amount\":\"7.10\",\"materials\":[\"plan\"],\"caseId\":5}}";

        assertThat(put("chenmin", address, body).statusCode()).as("not claimed").isEqualTo(403);
        post("chenmin", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"chenmin\"}");
        assertThat(put("chenmin", address, body).statusCode()).isEqualTo(200);
        JsonNode draft = json(get("chenmin", address, "application/json"));
        assertThat(draft.at("/data/note").asText()).isEqualTo("填到一半");
        assertThat(draft.at("/data/materials/0").asText()).isEqualTo("plan");
        assertThat(draft.path("data").has("caseId")).as("no field of the form").isFalse();
        assertThat(draft.path("savedAt").asText()).endsWith("+08:00");

        assertThat(put("linxiao", address, body).statusCode()).as("a colleague's task").isEqualTo(403);
        for (String other : List.of("linxiao", "huanglei", "admin", "caishen")) {
            assertThat(json(get(other, address, "application/json")).path("data")).as(other).isEmpty();
        }
        assertThat(put("chenmin", address, "{\"data\":[]}").statusCode()).isEqualTo(400);
        assertThat(put("chenmin", address, "{\"data\":{\"note\":\"" + "长".repeat(70_000) + "\"}}").statusCode())
                .isEqualTo(413);
        assertThat(json(get("chenmin", address, "application/json")).at("/data/note").asText()).isEqualTo("填到一半");

        examine(number, "chenmin", "办结");
        assertThat(jdbc.queryForObject(
                        "select count(*) from tasklist_draft where task_id = ?", Long.class, task))
                .isZero();
        assertThat(put("chenmin", address, body).statusCode()).as("the task has ended").isEqualTo(404);
        assertThat(json(get("chenmin", address, "application/json")).path("data")).isEmpty();
    }

    @Test
    void aDraftGoesWhenItsTaskIsTakenAway() throws Exception {
        String number = openCase("被取消的办件");
        String task = taskOf(number);
        post("chenmin", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"chenmin\"}");
        put("chenmin", "/api/tasks/" + task + "/draft", "{\"data\":{\"note\":\"填到一半\"}}");
        assertThat(drafts(task)).isEqualTo(1);

        engine.deleteProcessInstance(
                tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId(), "办件终止");

        assertThat(drafts(task)).isZero();
    }

    @Test
    void aHalfFilledStartFormIsKeptForItsAuthorAlone() throws Exception {
        String process = repository.createProcessDefinitionQuery()
                .processDefinitionKey("clinical-center-acceptance")
                .latestVersion()
                .singleResult()
                .getId();
        String address = "/api/processes/" + process.replace(":", "%3A") + "/draft";
        String body = "{\"data\":{\"hostName\":\"厦门市海湾医院\",\"unknown\":1}}";

        assertThat(put("linxiao", address, body).statusCode()).isEqualTo(200);
        JsonNode draft = json(get("linxiao", address, "application/json"));
        assertThat(draft.at("/data/hostName").asText()).isEqualTo("厦门市海湾医院");
        assertThat(draft.path("data").has("unknown")).isFalse();
        assertThat(json(get("admin", address, "application/json")).path("data")).isEmpty();
        for (String stranger : List.of("huanglei", "expert01")) {
            assertThat(put(stranger, address, body).statusCode()).as("may not start it").isEqualTo(403);
            assertThat(get(stranger, address, "application/json").statusCode()).isEqualTo(403);
        }
        assertThat(put("linxiao", "/api/processes/unknown/draft", body).statusCode()).isEqualTo(404);
        assertThat(put("linxiao", address, "[]").statusCode()).isEqualTo(400);

        clock.turnBy(Duration.ofDays(31));
        assertThat(json(get("linxiao", address, "application/json")).path("data")).as("a month later").isEmpty();
        clock.turnBy(Duration.ZERO);
        assertThat(post(
                                "linxiao",
                                "/engine-rest/process-definition/" + process.replace(":", "%3A") + "/submit-form",
                                SampleApplications.next())
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(get("linxiao", address, "application/json")).path("data")).as("the case is opened").isEmpty();

        put("linxiao", address, body);
        var discard = request(address)
                .header("Authorization", basic("linxiao"))
                .DELETE();
        assertThat(http.send(discard.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        assertThat(json(get("linxiao", address, "application/json")).path("data")).isEmpty();
    }

    private long drafts(String task) {
        return jdbc.queryForObject("select count(*) from tasklist_draft where task_id = ?", Long.class, task);
    }

    @Test
    void whoeverCompletedATaskReadsWhereTheCaseWent() throws Exception {
        String number = openCase("办完就走的办件");
        String address = "/api/cases/" + number + "/standing";
        JsonNode before = json(get("chenmin", address, "application/json"));
        assertThat(before.path("open")).hasSize(1);
        assertThat(before.at("/open/0/groups/0").asText()).isEqualTo("市科技局经办");

        examine(number, "chenmin", "办结");

        JsonNode after = json(get("chenmin", address, "application/json"));
        assertThat(after.path("number").asText()).isEqualTo(number);
        assertThat(after.path("status").asText()).isNotEmpty();
        assertThat(after.path("open")).isNotEqualTo(before.path("open"));
        assertThat(get("huanglei", address, "application/json").statusCode()).isEqualTo(404);
    }

    @Test
    void anAdministratorTurnsTheClockForwardAndThePublicityPeriodEnds() throws Exception {
        String number = openCase("公示期满");
        examine(number, "chenmin", "同意");
        LocalDate today = workingDays.today();

        assertThat(post("chenmin", "/api/demo/clock", "{\"workingDays\":6}").statusCode()).isEqualTo(403);
        JsonNode turned = json(post("admin", "/api/demo/clock", "{\"workingDays\":6}"));
        assertThat(turned.path("turned").asBoolean()).isTrue();
        assertThat(workingDays.today()).isEqualTo(workingDays.plus(today, 6));
        assertThat(jobs.createJobQuery()
                        .processInstanceId(tasks.createTaskQuery()
                                .processInstanceBusinessKey(number)
                                .singleResult()
                                .getProcessInstanceId())
                        .timers()
                        .executable()
                        .count())
                .isEqualTo(1);
        HttpResponse<String> back = post("admin", "/api/demo/clock", "{\"date\":\"" + today + "\"}");
        assertThat(back.statusCode()).isEqualTo(400);
        assertThat(json(back).path("message").asText()).contains("只能向前");
        assertThat(post("admin", "/api/demo/clock", "{}").statusCode()).isEqualTo(400);
        assertThat(post("admin", "/api/demo/clock", "{\"date\":\"soon\"}").statusCode()).isEqualTo(400);
        assertThat(jdbc.queryForObject(
                        "select offset_seconds from entrance_clock order by id desc limit 1", Long.class))
                .isEqualTo(clock.offset().toSeconds());
    }

    @Test
    void theStartPageNamesTheDoorsAndTheDemonstrationUsers() throws Exception {
        HttpResponse<String> page = http.send(request("/").GET().build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("/camunda/app/tasklist/", "/camunda/app/cockpit/", "/camunda/app/admin/")
                .contains("linxiao", "林晓", "demo-Xm2026", "expert01", "expert12")
                .doesNotContain("{{");
        for (String file : new String[] {"/start/start.css", "/start/start.js", "/favicon.ico"}) {
            assertThat(http.send(request(file).GET().build(), BodyHandlers.ofString()).statusCode())
                    .as(file)
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyAdministratorsLoadHolidaysAndOpenDueDatesMove() throws Exception {
        clock.turnTo(LocalDate.of(2026, 12, 28).atTime(9, 0).atZone(OfficeClock.ZONE).toInstant());
        String number = openCase("跨年的办件");
        LocalDate before = dueOn(number);
        String body =
                """
                {"source": "测试：2027年放假安排", "makeUpDays": {},
                 "daysOff": {"2027-01-01": "元旦", "2027-01-04": "元旦", "2027-05-01": "劳动节", "2027-10-01": "国庆节",
                             "2027-10-02": "国庆节", "2027-10-03": "国庆节"}}""";

        assertThat(get("chenmin", "/api/calendar/years", "application/json").statusCode()).isEqualTo(403);
        assertThat(put("chenmin", "/api/calendar/years/2027", body).statusCode()).isEqualTo(403);
        HttpResponse<String> hole = put("admin", "/api/calendar/years/2027", body.replace("2027-05-01", "2027-05-03"));
        assertThat(hole.statusCode()).isEqualTo(400);
        assertThat(json(hole).path("message").asText()).contains("2027年5月1日是法定节假日");
        assertThat(put("admin", "/api/calendar/years/2027", "{}").statusCode()).isEqualTo(400);
        assertThat(put("admin", "/api/calendar/years/2027", "no json").statusCode()).isEqualTo(400);
        assertThat(dueOn(number)).isEqualTo(before);

        assertThat(put("admin", "/api/calendar/years/2027", body).statusCode()).isEqualTo(200);
        assertThat(dueOn(number)).isEqualTo(before.plusDays(1));
        JsonNode years = json(get("admin", "/api/calendar/years", "application/json"));
        assertThat(StreamSupport.stream(years.path("years").spliterator(), false)
                        .filter(year -> year.path("year").asInt() == 2027)
                        .findFirst()
                        .orElseThrow()
                        .path("loadedBy")
                        .asText())
                .isEqualTo("admin");
    }

    private LocalDate dueOn(String number) {
        return LocalDate.ofInstant(
                tasks.createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getDueDate()
                        .toInstant(),
                OfficeClock.ZONE);
    }

    private String openCase(String title) throws Exception {
        HttpResponse<String> opened = post(
                "admin",
                "/engine-rest/process-definition/key/desk-check/submit-form",
                JSON.writeValueAsString(Map.of("variables", Map.of("title", Map.of("value", title)))));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        return json(opened).path("caseNumber").asText();
    }

    private void examine(String number, String person, String note) throws Exception {
        String task = "/engine-rest/task/" + taskOf(number);
        post(person, task + "/claim", "{\"userId\":\"" + person + "\"}");
        HttpResponse<String> submitted = post(
                person,
                task + "/submit-form",
                """
                {"variables": {"kind": {"value": "CITY"}, "amount": {"value": "12.50"}, "heldOn": {"value": "2026-11-20"},
                 "agreed": {"value": true}, "materials": {"value": ["form"]}, "note": {"value": "%s"}}}"""
                        .formatted(note));
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(204);
    }

    private String taskOf(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId();
    }

    private String finished(String person, String number) throws Exception {
        JsonNode list = json(get(
                person, "/engine-rest/filter/" + doneFilter(person) + "/list?maxResults=50", "application/json"));
        return StreamSupport.stream(list.spliterator(), false)
                .filter(task -> number.equals(task.path("businessKey").asText()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private String doneFilter(String person) throws Exception {
        JsonNode filters = json(get(person, "/engine-rest/filter", "application/json"));
        return StreamSupport.stream(filters.spliterator(), false)
                .filter(filter -> "本人已办".equals(filter.path("name").asText()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private void signIn(HttpClient browser, CookieManager cookies, String person) throws Exception {
        send(browser, request("/camunda/app/tasklist/default/").GET());
        HttpResponse<String> in = send(
                browser,
                request("/camunda/api/admin/auth/user/default/login/tasklist")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", token(cookies))
                        .POST(BodyPublishers.ofString("username=" + person + "&password=demo-Xm2026")));
        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        send(browser, request("/camunda/app/tasklist/default/").GET());
    }

    private static String token(CookieManager cookies) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> "XSRF-TOKEN".equals(cookie.getName()))
                .map(HttpCookie::getValue)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private HttpResponse<String> get(String person, String path, String accept) throws Exception {
        return send(http, request(path).header("Authorization", basic(person)).header("Accept", accept).GET());
    }

    private HttpResponse<String> post(String person, String path, String body) throws Exception {
        return send(http, json(path, person).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String person, String path, String body) throws Exception {
        return send(http, json(path, person).PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder json(String path, String person) {
        return request(path).header("Authorization", basic(person)).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private static String basic(String person) {
        return "Basic "
                + Base64.getEncoder().encodeToString((person + ":demo-Xm2026").getBytes(StandardCharsets.UTF_8));
    }
}
