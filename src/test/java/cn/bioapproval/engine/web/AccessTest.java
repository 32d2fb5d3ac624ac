package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.engine.web.CheckProcess.Opened;
import cn.bioapproval.engine.web.Visitor.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** Who reaches what over HTTP: each group its own tasks and nothing else, strangers nothing, administrators all. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

    private final ProcessEngine engine;
    private final JdbcTemplate database;
    private final int port;

    private CheckProcess process;
    private Visitor clerk;
    private Opened opened;

    AccessTest(
            @Autowired ProcessEngine engine, @Autowired JdbcTemplate database, @LocalServerPort int port) {
        this.engine = engine;
        this.database = database;
        this.port = port;
    }

    @BeforeAll
    void openCase() {
        process = new CheckProcess(engine);
        clerk = Visitor.of(port, "chenmin");
        opened = process.open(clerk);
    }

    @AfterAll
    void tidy() {
        process.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/engine-rest", "/engine-rest/", "/engine-rest/task", "/engine-rest/user", "/engine-rest/version",
        "/engine-rest/engine/default/task", "/engine-rest/process-definition", "/engine-rest/no-such-thing",
        "/engine-rest/openapi.json", "/api/anything"
    })
    void strangersGetNothingFromTheInterfaces(String path) {
        Answer answer = Visitor.anonymous(port).get(path);

        assertThat(answer.status()).as("%s", answer).isEqualTo(401);
        assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
        assertThat(answer.header("WWW-Authenticate")).as("a browser must not keep a password for this").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/camunda/api/engine/engine/default/task", "/camunda/api/engine/engine/default/user",
        "/camunda/api/engine/engine/default/process-definition/statistics",
        "/camunda/api/cockpit/plugin/base/default/process-definition/statistics",
        "/camunda/api/cockpit/plugin/base/default/incident", "/camunda/api/admin/setup/default/user/create",
        "/camunda/api/tasklist/plugin/tasklistPlugins/default/anything", "/camunda/api/welcome/anything"
    })
    void strangersGetNothingFromTheWebapps(String path) {
        Answer answer = Visitor.anonymous(port).get(path);

        assertThat(answer.status()).as("%s", answer).isBetween(401, 404);
        assertThat(answer.body()).doesNotContain("access-check", "chenmin");
    }

    @Test
    void strangersCreateNoAdministrator() {
        Visitor stranger = Visitor.anonymous(port);
        stranger.get("/camunda/app/tasklist/default/");
        String token = stranger.cookie("XSRF-TOKEN").orElseThrow();

        Answer answer = stranger.post(
                "/camunda/api/admin/setup/default/user/create",
                """
                {"profile": {"id": "intruder"}, "credentials": {"password": "intruder-12345"}}""",
                "X-XSRF-TOKEN", token);

        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        assertThat(engine.getIdentityService().createUserQuery().userId("intruder").count()).isZero();
    }

    @Test
    void aWrongPasswordOpensNothing() {
        assertThat(Visitor.of(port, "expert12", "wrong").get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(Visitor.of(port, "expert12", "").get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(Visitor.of(port, "nobody", "demo-Xm2026").get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(Visitor.of(port, "no\0body", "x\0").get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(Visitor.of(port, "e".repeat(3000), "x").get("/engine-rest/task").status()).isEqualTo(401);
    }

    @Test
    void aChangedPasswordEndsTheOldOneAtOnce() {
        var identity = engine.getIdentityService();
        var user = identity.newUser("newcomer");
        user.setFirstName("新人");
        user.setLastName("");
        user.setPassword("first-password-1");
        identity.saveUser(user);
        try {
            Visitor before = Visitor.of(port, "newcomer", "first-password-1");
            assertThat(before.get("/engine-rest/task").status()).isEqualTo(200);

            Answer changed = before.json(
                    "PUT",
                    "/engine-rest/user/newcomer/credentials",
                    """
                    {"password": "second-password-2", "authenticatedUserPassword": "first-password-1"}""");

            assertThat(changed.status()).as("%s", changed).isEqualTo(204);
            assertThat(before.get("/engine-rest/task").status()).isEqualTo(401);
        } finally {
            identity.deleteUser("newcomer");
        }
        assertThat(Visitor.of(port, "newcomer", "second-password-2").get("/engine-rest/task").status())
                .isEqualTo(401);
    }

    @Test
    void passwordsAreKeptAsArgon2id() {
        List<String> kept = database.queryForList("select pwd_ from act_id_user", String.class);

        assertThat(kept).hasSizeGreaterThan(20).allMatch(hash -> hash.startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$"));
        assertThat(kept).as("each has its own salt").doesNotHaveDuplicates();
    }

    @Test
    void groupsFindTheirOwnTasksAndNoOthers() {
        String examine = opened.examine().getId();
        String confirm = opened.confirm().getId();
        Visitor health = Visitor.of(port, "huanglei");
        Visitor finance = Visitor.of(port, "wuting");

        for (String query : List.of(
                "/engine-rest/task", "/engine-rest/task?candidateGroup=wjw", "/engine-rest/task?candidateGroup=kjj",
                "/engine-rest/task?candidateGroup=wjw&includeAssignedTasks=true", "/engine-rest/task?unassigned=true",
                "/engine-rest/task?processDefinitionKey=access-check&sortBy=caseInstanceVariable&sortOrder=asc"
                        + "&sortBy=created&sortOrder=desc",
                "/engine-rest/task?processInstanceBusinessKey=" + opened.number(),
                "/engine-rest/task?taskId=" + examine, "/engine-rest/task?taskId=" + confirm,
                "/engine-rest/engine/default/task", "/engine-rest/task/",
                "/engine-rest/%74ask", "/engine-rest/task?withCandidateGroups=true&active=true")) {
            assertThat(clerk.get(query).body()).as(query).doesNotContain(confirm);
            assertThat(health.get(query).body()).as(query).doesNotContain(examine);
            assertThat(finance.get(query).body()).as(query).doesNotContain(examine, confirm);
        }
        assertThat(clerk.get("/engine-rest/task").body()).contains(examine);
        assertThat(health.get("/engine-rest/task").body()).contains(confirm);
        assertThat(clerk.get("/engine-rest/task/" + examine).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{\"orQueries\": [{\"candidateGroup\": \"wjw\", \"assignee\": \"huanglei\", \"includeAssignedTasks\": true}]}",
        "{\"orQueries\": [{\"name\": \"卫健确认\", \"unassigned\": true}, {\"candidateGroups\": [\"wjw\", \"kjj\"]}]}",
        "{\"candidateUser\": \"huanglei\", \"includeAssignedTasks\": true}",
        "{\"involvedUser\": \"huanglei\"}",
        "{\"processInstanceBusinessKeyLike\": \"%\", \"sorting\": [{\"sortBy\": \"name\", \"sortOrder\": \"asc\"}]}",
        "{\"taskDefinitionKeyNotIn\": [\"x\"]}",
        "{\"withoutCandidateUsers\": true, \"withCandidateGroups\": true}"
    })
    void noQueryWidensWhatAGroupSees(String query) {
        Visitor finance = Visitor.of(port, "wuting");

        assertThat(clerk.post("/engine-rest/task", query).body()).doesNotContain(opened.confirm().getId());
        Answer found = finance.post("/engine-rest/task", query);
        assertThat(found.status()).as("%s", found).isEqualTo(200);
        assertThat(found.body()).doesNotContain(opened.confirm().getId(), opened.examine().getId(), "access-check");
        assertThat(finance.post("/engine-rest/task/count", query).json().path("count").asInt())
                .isEqualTo(found.json().size());
        for (var filter : finance.get("/engine-rest/filter").json()) {
            String at = "/engine-rest/filter/" + filter.path("id").asText();
            Answer narrowed = finance.post(at + "/list", query);
            assertThat(narrowed.body()).as("%s", narrowed).doesNotContain("access-check");
            assertThat(narrowed.status() == 200 || narrowed.isClearRefusal()).as("%s", narrowed).isTrue();
            assertThat(finance.get(at + "/list").body()).as("%s", filter).doesNotContain("access-check");
        }
    }

    @Test
    void aTaskThatAColleagueTookIsHersAlone() {
        Opened taken = process.open(clerk);
        String task = taken.examine().getId();
        assertThat(clerk.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"chenmin\"}").status())
                .isEqualTo(204);
        Visitor colleague = Visitor.of(port, "linxiao");

        assertThat(colleague.get("/engine-rest/task").body()).doesNotContain(task);
        assertThat(colleague.get("/engine-rest/task?candidateGroup=kjj&includeAssignedTasks=true").body())
                .doesNotContain(task);
        Answer claimed = colleague.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"linxiao\"}");
        assertThat(claimed.isClearRefusal()).as("%s", claimed).isTrue();
        Answer submitted = colleague.post("/engine-rest/task/" + task + "/submit-form", CheckProcess.FORM);
        assertThat(submitted.status()).isEqualTo(403);
        assertThat(submitted.code()).isEqualTo("ERR_NOT_ASSIGNEE");
        Answer inOthersName =
                colleague.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"chenmin\"}");
        assertThat(inOthersName.status()).isEqualTo(403);
    }

    @Test
    void whoHasNothingToDoWithATaskDoesNotEvenLearnItsName() {
        Visitor finance = Visitor.of(port, "wuting");
        for (String verb : List.of("claim", "unclaim", "submit-form", "claim-and-submit-form")) {
            Answer answer = finance.post(
                    "/engine-rest/task/" + opened.examine().getId() + "/" + verb, "{\"userId\": \"wuting\"}");

            assertThat(answer.status()).as("%s", answer).isEqualTo(403);
            assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
            assertThat(answer.body()).doesNotContain("核验申请");
        }
    }

    @Test
    void nothingOfOthersCanBeReadByAnyRoute() {
        String task = opened.confirm().getId();
        String instance = opened.confirm().getProcessInstanceId();
        String execution = opened.confirm().getExecutionId();
        String definition = opened.confirm().getProcessDefinitionId();
        String deployment = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionId(definition)
                .singleResult()
                .getDeploymentId();
        SoftAssertions all = new SoftAssertions();
        for (String path : List.of(
                "/task/" + task, "/task/" + task + "/form", "/task/" + task + "/deployed-form",
                "/task/" + task + "/rendered-form", "/task/" + task + "/form-variables",
                "/task/" + task + "/variables", "/task/" + task + "/variables/caseId",
                "/task/" + task + "/localVariables", "/task/" + task + "/identity-links",
                "/task/" + task + "/comment", "/task/" + task + "/attachment",
                "/task/report/candidate-group-count?reportType=count",
                "/user", "/user/count", "/group", "/authorization", "/authorization/count",
                "/identity/groups?userId=huanglei", "/tenant", "/group?member=huanglei",
                "/group?member=huanglei&member=chenmin", "/group/count?member=admin",
                "/process-instance", "/process-instance/count", "/process-instance/" + instance,
                "/process-instance/" + instance + "/variables",
                "/process-instance/" + instance + "/activity-instances",
                "/execution", "/execution/" + execution, "/execution/" + execution + "/localVariables",
                "/variable-instance", "/variable-instance?processInstanceIdIn=" + instance, "/job", "/job-definition",
                "/incident", "/external-task", "/batch", "/event-subscription", "/message", "/signal",
                "/deployment", "/deployment/" + deployment, "/deployment/" + deployment + "/resources",
                "/deployment/registered", "/decision-definition", "/case-definition", "/case-instance",
                "/case-execution", "/process-definition/statistics",
                "/process-definition/" + definition + "/statistics",
                "/process-definition/key/access-check/statistics",
                "/process-definition/" + definition + "/static-called-process-definitions",
                "/decision-requirements-definition", "/metrics", "/metrics/activity-instances/sum", "/version",
                "/schema/log", "/telemetry/configuration", "/telemetry/data", "/migration/generate",
                "/history/task", "/history/process-instance", "/history/process-instance/count",
                "/history/activity-instance", "/history/variable-instance", "/history/detail",
                "/history/identity-link-log", "/history/job-log", "/history/incident", "/history/decision-instance",
                "/history/task/report?reportType=count&groupBy=taskName", "/history/batch",
                "/history/process-definition/" + definition + "/statistics",
                "/history/process-definition/cleanable-process-instance-report", "/history/cleanup/configuration",
                "/optimize/task-instance/running", "/no-such-thing", "/", "/engine/other/task",
                "/engine/DEFAULT/task")) {
            for (String root : List.of("/engine-rest", "/engine-rest/engine/default")) {
                Answer answer = clerk.get(root + path);
                all.assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
                all.assertThat(answer.body()).doesNotContain("access-check");
            }
        }
        all.assertThat(clerk.get("/engine-rest/history/user-operation?taskId=" + task).body()).isEqualTo("[]");
        all.assertAll();
    }

    @Test
    void onesOwnGroupsAreNoSecret() {
        assertThat(clerk.get("/engine-rest/group?member=chenmin").json().path(0).path("id").asText()).isEqualTo("kjj");
        assertThat(clerk.post("/engine-rest/group", "{\"member\": \"chenmin\"}").json()).hasSize(1);
        for (String others : List.of("{}", "{\"member\": \"admin\"}", "{\"member\": [\"chenmin\"]}")) {
            assertThat(clerk.post("/engine-rest/group", others).status()).isEqualTo(403);
        }
    }

    @Test
    void nothingIsWrittenByOtherRoutesThanTheForm() {
        String own = opened.examine().getId();
        String others = opened.confirm().getId();
        String instance = opened.confirm().getProcessInstanceId();
        String execution = opened.confirm().getExecutionId();
        String definition = opened.confirm().getProcessDefinitionId();
        SoftAssertions all = new SoftAssertions();
        for (String task : List.of(own, others)) {
            for (String verb : List.of(
                    "complete", "resolve", "delegate", "assignee", "bpmnError", "bpmnEscalation", "identity-links",
                    "identity-links/delete", "comment/create", "attachment/create", "variables", "localVariables")) {
                refused(all, "POST", "/task/" + task + "/" + verb, "{\"userId\": \"chenmin\", \"type\": \"candidate\"}");
            }
            refused(all, "PUT", "/task/" + task, "{\"assignee\": \"chenmin\", \"name\": \"改名\"}");
            refused(all, "PUT", "/task/" + task + "/variables/item", "{\"value\": \"other\"}");
            refused(all, "PUT", "/task/" + task + "/localVariables/item", "{\"value\": \"other\"}");
            refused(all, "DELETE", "/task/" + task + "/variables/item", "");
            refused(all, "DELETE", "/task/" + task, "");
        }
        refused(all, "POST", "/task/create", "{\"name\": \"自建\"}");
        refused(all, "POST", "/message", "{\"messageName\": \"accessCheck.recalled\", \"all\": true}");
        refused(all, "POST", "/signal", "{\"name\": \"any\"}");
        refused(all, "POST", "/condition", "{\"variables\": {}}");
        refused(all, "POST", "/execution/" + execution + "/signal", "{}");
        refused(all, "POST", "/execution/" + execution + "/messageSubscriptions/accessCheck.recalled/trigger", "{}");
        refused(all, "PUT", "/execution/" + execution + "/localVariables/item", "{\"value\": \"other\"}");
        refused(all, "PUT", "/process-instance/" + instance + "/variables/item", "{\"value\": \"other\"}");
        refused(all, "POST", "/process-instance/" + instance + "/modification", "{\"instructions\": []}");
        refused(all, "PUT", "/process-instance/" + instance + "/suspended", "{\"suspended\": true}");
        refused(all, "DELETE", "/process-instance/" + instance, "");
        refused(all, "POST", "/process-instance/delete", "{\"processInstanceIds\": [\"" + instance + "\"]}");
        refused(all, "POST", "/process-instance", "{}");
        refused(all, "POST", "/process-definition/" + definition + "/start", "{}");
        refused(all, "POST", "/process-definition/key/access-check/start", "{}");
        refused(all, "POST", "/process-definition/" + definition + "/restart", "{}");
        refused(all, "PUT", "/process-definition/" + definition + "/suspended", "{\"suspended\": true}");
        refused(all, "PUT", "/process-definition/" + definition + "/history-time-to-live", "{}");
        refused(all, "DELETE", "/process-definition/" + definition + "?cascade=true", "");
        refused(all, "POST", "/external-task/fetchAndLock", "{\"workerId\": \"w\", \"maxTasks\": 1}");
        refused(all, "POST", "/decision-definition/key/any/evaluate", "{\"variables\": {}}");
        refused(all, "POST", "/migration/generate", "{}");
        refused(all, "POST", "/migration/execute", "{}");
        refused(all, "POST", "/modification/execute", "{}");
        refused(all, "POST", "/filter/create", "{\"resourceType\": \"Task\", \"name\": \"我的\", \"query\": {}}");
        refused(all, "POST", "/user/create", "{\"profile\": {\"id\": \"x\"}, \"credentials\": {\"password\": \"y\"}}");
        refused(all, "PUT", "/user/chenmin/profile", "{\"id\": \"chenmin\", \"firstName\": \"郑军\"}");
        refused(all, "PUT", "/user/admin/credentials", "{\"password\": \"taken-over-123\"}");
        refused(all, "DELETE", "/user/chenmin", "");
        refused(all, "POST", "/user/admin/unlock", "{}");
        refused(all, "PUT", "/group/camunda-admin/members/chenmin", "");
        refused(all, "POST", "/group/create", "{\"id\": \"mine\"}");
        refused(all, "POST", "/authorization/create", "{\"type\": 1, \"userId\": \"chenmin\", \"resourceType\": 7}");
        refused(all, "POST", "/identity/verify", "{\"username\": \"admin\", \"password\": \"demo-Xm2026\"}");
        refused(all, "POST", "/deployment/create", "{}");
        refused(all, "POST", "/history/cleanup", "{}");
        refused(all, "POST", "/telemetry/configuration", "{\"enableTelemetry\": true}");
        refused(all, "PUT", "/job/any/retries", "{\"retries\": 3}");
        refused(all, "PATCH", "/task/" + own, "{}");
        all.assertThat(engine.getTaskService().createTaskQuery().taskId(own).singleResult().getAssignee()).isNull();
        all.assertThat(engine.getTaskService().createTaskQuery().taskId(others).count()).isOne();
        all.assertThat(engine.getTaskService().getVariable(own, "item")).isEqualTo("clinical-center");
        all.assertAll();
    }

    private void refused(SoftAssertions all, String method, String path, String body) {
        Answer answer = clerk.json(method, "/engine-rest" + path, body);
        all.assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/engine-rest//user", "//engine-rest/user", "/engine-rest/./user", "/engine-rest/task/../user",
        "/engine-rest/%2e%2e/engine-rest/user", "/engine-rest/task%2f..%2fuser", "/engine-rest/user;x=1",
        "/engine-rest;a/user", "/engine-rest/user/", "/engine-rest/%75ser", "/engine-rest/USER", "/ENGINE-REST/user",
        "/engine-rest/user%00", "/engine-rest/user%0a", "/engine-rest/user%", "/engine-rest/%c0%afuser",
        "/engine-rest\\user", "/engine-rest/engine/default//user", "/engine-rest/engine/defa%75lt/user",
        "/engine-rest/engine//user", "/engine-rest/user?x=%00", "/engine-rest/user.json", "/engine-rest/user%3Fx",
        "/engine-rest/task/%2e%2e%2fuser", "/engine-rest/engine/default/engine/default/user"
    })
    void noTrickWithThePathOpensTheListOfUsers(String target) {
        String answer = clerk.rawGet(target);

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*").containsPattern("\\p{IsHan}");
        assertThat(answer).doesNotContain("caishen", "Tomcat", "Exception", "camunda");
    }

    @Test
    void aTasklistSessionWorksAndWritesOnlyWithItsToken() {
        Visitor browser = Visitor.anonymous(port);
        Answer signedIn = browser.signIn("tasklist", "chenmin", Visitor.DEMO_PASSWORD);
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        String api = "/camunda/api/engine/engine/default";
        String task = process.open(clerk).examine().getId();

        assertThat(browser.get(api + "/task").body()).contains(task).doesNotContain(opened.confirm().getId());
        assertThat(browser.get(api + "/user").status()).isEqualTo(403);
        Answer cockpit = browser.get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics");
        assertThat(cockpit.isClearRefusal()).as("%s", cockpit).isTrue();
        String claim = "{\"userId\": \"chenmin\"}";
        String token = browser.cookie("XSRF-TOKEN").orElseThrow();
        assertThat(browser.post(api + "/task/" + task + "/claim", claim, "X-XSRF-TOKEN", token).status())
                .isEqualTo(204);
        Answer refused = browser.post(api + "/task/" + task + "/complete", "{}", "X-XSRF-TOKEN", token);
        assertThat(refused.isClearRefusal()).as("%s", refused).isTrue();
        Answer submitted = browser.post(
                api + "/task/" + task + "/submit-form", CheckProcess.FORM, "X-XSRF-TOKEN", token);
        assertThat(submitted.status()).as("%s", submitted).isEqualTo(204);
        Answer again = browser.post(api + "/task/" + task + "/submit-form", CheckProcess.FORM, "X-XSRF-TOKEN", token);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.isClearRefusal()).as("%s", again).isTrue();

        assertThat(browser.send(
                                "POST",
                                "/camunda/api/admin/auth/user/default/logout",
                                BodyPublishers.noBody(),
                                "X-XSRF-TOKEN",
                                browser.cookie("XSRF-TOKEN").orElseThrow())
                        .status())
                .isBetween(200, 204);
        assertThat(browser.get(api + "/task").status()).isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "guessed"})
    void aWriteWithoutTheSessionsTokenIsRefused(String token) {
        Visitor browser = Visitor.anonymous(port);
        browser.signIn("tasklist", "chenmin", Visitor.DEMO_PASSWORD);
        String task = process.open(clerk).examine().getId();
        String claim = "/camunda/api/engine/engine/default/task/" + task + "/claim";
        String[] headers = token.isEmpty() ? new String[0] : new String[] {"X-XSRF-TOKEN", token};

        Answer refused = browser.post(claim, "{\"userId\": \"chenmin\"}", headers);

        assertThat(refused.status()).as("%s", refused).isEqualTo(403);
        assertThat(refused.isClearRefusal()).as("%s", refused).isTrue();
        assertThat(engine.getTaskService().createTaskQuery().taskId(task).singleResult().getAssignee()).isNull();
    }

    @Test
    void ourOwnInterfaceKnowsTheTasklistSessionAndItsToken() {
        Visitor browser = Visitor.anonymous(port);
        browser.signIn("tasklist", "chenmin", Visitor.DEMO_PASSWORD);
        browser.get("/camunda/api/engine/engine/default/task");

        assertThat(browser.get("/api/no-such-thing").status()).isEqualTo(404);
        assertThat(browser.post("/api/no-such-thing", "{}").status()).isEqualTo(403);
        assertThat(browser.post(
                                "/api/no-such-thing", "{}", "X-XSRF-TOKEN",
                                browser.cookie("XSRF-TOKEN").orElseThrow())
                        .status())
                .isEqualTo(404);
        assertThat(clerk.post("/api/no-such-thing", "{}").status()).isEqualTo(404);
    }

    @Test
    void ourOwnInterfaceShowsEachPersonHerOwn() {
        Visitor finance = Visitor.of(port, "wuting");
        String task = opened.examine().getId();
        SoftAssertions all = new SoftAssertions();
        for (Answer answer : List.of(
                finance.get("/api/tasks/" + task + "/documents"),
                finance.get("/api/cases/" + opened.number() + "/documents"),
                finance.get("/api/cases/" + opened.number() + "/documents/1.pdf"),
                finance.get("/api/cases/no-such-case/documents"),
                finance.get("/api/tasks/no-such-task/documents"),
                finance.get("/api/tasks/cases"),
                finance.get("/api/cases/x/documents/not-a-number.pdf"),
                finance.get("/api/calendar/years"),
                finance.json("PUT", "/api/calendar/years/2031", "{}"),
                finance.post("/api/demo/clock", "{\"workingDays\": 5}"),
                finance.post("/api/demo/clock", "{\"workingDays\": \"many\"}"),
                finance.post("/api/demo/clock", "{\"workingDays\": 5, \"workingDays\": 6}"),
                finance.post("/api/demo/clock", "["),
                finance.post("/api/demo/clock", "x".repeat(600_000)),
                finance.send("POST", "/api/demo/clock", BodyPublishers.ofString("a"), "Content-Type", "text/plain"),
                finance.post("/api/messages/999999999/read", ""),
                finance.post("/api/messages/first/read", ""),
                finance.get("/api/messages?page=x"),
                finance.json("DELETE", "/api/messages", ""),
                finance.post("/api/me", "{}"))) {
            all.assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
            all.assertThat(answer.body()).doesNotContain("访问核验", "甲中心");
        }
        Answer asked = finance.get("/api/tasks/cases?ids=" + task);
        all.assertThat(asked.body()).as("%s", asked).doesNotContain(opened.number());
        all.assertThat(finance.get("/api/me").json().path("id").asText()).isEqualTo("wuting");
        all.assertAll();
    }

    @Test
    void theSignInFormRefusesWhatIsNoName() {
        Visitor browser = Visitor.anonymous(port);

        assertThat(browser.signIn("tasklist", "expert11", "wrong").status()).isEqualTo(401);
        assertThat(browser.signIn("tasklist", "%00", "%00").status()).isEqualTo(400);
        assertThat(browser.signIn("cockpit", "huanglei", Visitor.DEMO_PASSWORD).status()).isEqualTo(403);
    }

    @Test
    void administratorsUseCockpitAndAdmin() {
        Visitor browser = Visitor.anonymous(port);
        assertThat(browser.signIn("cockpit", "admin", Visitor.DEMO_PASSWORD).status()).isEqualTo(200);
        String api = "/camunda/api/engine/engine/default";

        assertThat(browser.get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics").body())
                .contains("access-check");
        assertThat(browser.get(api + "/process-instance/count").json().path("count").asInt()).isPositive();
        assertThat(browser.get(api + "/user").body()).contains("chenmin");
        assertThat(browser.get(api + "/history/process-instance").status()).isEqualTo(200);
        assertThat(browser.get(api + "/task").body())
                .contains(opened.examine().getId(), opened.confirm().getId());
        Visitor administrator = Visitor.of(port, "admin");
        Answer unknown = administrator.get("/engine-rest/process-instance/unknown");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("message").asText()).as("the engine's own words help").contains("unknown");
        Answer complete = administrator.post("/engine-rest/task/" + opened.examine().getId() + "/complete", "{}");
        assertThat(complete.status()).as("not even she completes without the form").isEqualTo(403);
        Answer submit =
                administrator.post("/engine-rest/task/" + opened.examine().getId() + "/submit-form", CheckProcess.FORM);
        assertThat(submit.status()).as("%s", submit).isEqualTo(403);
    }

    @Test
    void cookiesAndHeadersAreStrict() {
        Answer page = Visitor.anonymous(port).get("/camunda/app/tasklist/default/");
        String session = page.headers("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("JSESSIONID"))
                .findFirst()
                .orElseThrow();
        assertThat(session).contains("HttpOnly").containsOnlyOnce("SameSite=Lax");
        assertThat(page.header("Content-Security-Policy")).isNotEmpty();
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");

        Answer rest = clerk.get("/engine-rest/task");
        assertThat(rest.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(rest.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(rest.header("Cache-Control")).matches("no-cache|.*no-store.*");
        assertThat(rest.headers("Set-Cookie")).as("no session for programs").isEmpty();
        assertThat(rest.header("Server")).isEmpty();
    }

    @Test
    void whoeverGetsLostIsToldInChinese() {
        Visitor browser = Visitor.anonymous(port);
        for (String path : List.of("/no-such-page", "/actuator/env", "/camunda/app/no-such-app/x",
                "/camunda/app/tasklist/no-such-engine/", "/error")) {
            Answer page = browser.get(path, "Accept", "text/html");
            assertThat(page.status()).as("%s", page).isEqualTo(404);
            assertThat(page.isChinesePage()).as("%s", page).isTrue();
            assertThat(page.body()).doesNotContain("Exception", "Tomcat", "Whitelabel");
        }
        Answer program = browser.get("/no-such-page", "Accept", "application/json");
        assertThat(program.status()).isEqualTo(404);
        assertThat(program.isClearRefusal()).as("%s", program).isTrue();
        String broken = Visitor.raw(port, "GET /{\" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(broken).startsWith("HTTP/1.1 400").doesNotContain("Tomcat", "Exception");
    }
}
