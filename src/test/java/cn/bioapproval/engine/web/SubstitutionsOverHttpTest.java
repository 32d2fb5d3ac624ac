package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.engine.web.CheckProcess.Opened;
import cn.bioapproval.engine.web.Visitor.Answer;
import cn.bioapproval.identity.Substitutions;
import cn.bioapproval.intake.Submissions;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** Who stands in for whom (代理), recorded and used over HTTP, by those who may and by those who may not. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubstitutionsOverHttpTest {

    private static final String SUBSTITUTIONS = "/api/substitutions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessEngine engine;
    private final Substitutions substitutions;
    private final Submissions submissions;
    private final CaseRegister cases;
    private final OfficeClock clock;
    private final JdbcTemplate database;
    private final int port;
    private final Visitor admin;
    private final Visitor clerk;
    private final Visitor leader;
    private CheckProcess process;

    SubstitutionsOverHttpTest(
            @Autowired ProcessEngine engine,
            @Autowired Substitutions substitutions,
            @Autowired Submissions submissions,
            @Autowired CaseRegister cases,
            @Autowired OfficeClock clock,
            @Autowired JdbcTemplate database,
            @LocalServerPort int port) {
        this.engine = engine;
        this.substitutions = substitutions;
        this.submissions = submissions;
        this.cases = cases;
        this.clock = clock;
        this.database = database;
        this.port = port;
        this.admin = Visitor.of(port, "admin");
        this.clerk = Visitor.of(port, "chenmin");
        this.leader = Visitor.of(port, "zhengjun");
    }

    @BeforeAll
    void deploy() {
        process = new CheckProcess(engine);
    }

    @AfterAll
    void tidy() {
        process.close();
    }

    @AfterEach
    void everybodyIsBack() {
        List.of("chenmin", "zhengjun", "linxiao", "wuting")
                .forEach(user -> substitutions
                        .involving(user, 100)
                        .forEach(each -> substitutions.end(each.id(), "admin", true)));
    }

    @Test
    void theSubstituteSeesClaimsAndHandsInAndTheRecordNamesBoth() {
        Opened opened = process.open(clerk);
        String task = "/engine-rest/task/" + opened.examine().getId();
        assertThat(leader.get(task).status()).as("not hers yet").isGreaterThanOrEqualTo(400);
        assertThat(leader.post(task + "/claim", "{\"userId\":\"zhengjun\"}").status()).isEqualTo(403);

        assertThat(clerk.post(SUBSTITUTIONS, wish(Map.of("deputy", "zhengjun"))).status()).isEqualTo(200);

        JsonNode acting = leader.get(SUBSTITUTIONS + "/acting").json();
        assertThat(acting).hasSize(1);
        assertThat(acting.at("/0/name").asText()).isEqualTo("陈敏");
        assertThat(acting.at("/0/may").asText()).isEqualTo("办理陈敏名下的任务，认领市科技局经办待领的任务");
        assertThat(idsOf(leader.get("/engine-rest/task"))).contains(opened.examine().getId());
        assertThat(idsOf(leader.get("/engine-rest/filter/" + lentFilter() + "/list")))
                .contains(opened.examine().getId());
        assertThat(leader.get("/api/tasks/cases?ids=" + opened.examine().getId()).json()
                        .at("/" + opened.examine().getId() + "/onBehalfOf")
                        .asText())
                .isEqualTo("陈敏");

        assertThat(leader.post(task + "/claim", "{\"userId\":\"zhengjun\"}").status()).isEqualTo(204);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(opened.examine().getId())
                        .singleResult()
                        .getAssignee())
                .as("it is in the name of whom he stands in for")
                .isEqualTo("chenmin");
        assertThat(clerk.get("/api/tasks/" + opened.examine().getId() + "/course").json().path("waiting").toString())
                .contains("陈敏（市科技局经办），今天由郑军代理");
        assertThat(leader.post(task + "/submit-form", CheckProcess.FORM).status()).isEqualTo(204);

        var recorded = submissions.of(cases.findByNumber(opened.number()).orElseThrow().id());
        assertThat(recorded.get(recorded.size() - 1)).satisfies(submission -> {
            assertThat(submission.actor()).isEqualTo("zhengjun");
            assertThat(submission.onBehalfOf()).isEqualTo("chenmin");
        });
    }

    @Test
    void aTaskClaimedForAnotherGoesBackAndStaysWithHerWhenTheSubstitutionEnds() {
        Opened opened = process.open(clerk);
        String task = "/engine-rest/task/" + opened.examine().getId();
        long id = clerk.post(SUBSTITUTIONS, wish(Map.of("deputy", "zhengjun"))).json().at("/ids/0").asLong();
        leader.post(task + "/claim", "{\"userId\":\"zhengjun\"}");
        assertThat(leader.post(task + "/unclaim", "").status()).isEqualTo(204);
        leader.post(task + "/claim", "{\"userId\":\"zhengjun\"}");

        assertThat(clerk.post(SUBSTITUTIONS + "/" + id + "/end", "").status()).isEqualTo(204);

        assertThat(leader.post(task + "/submit-form", CheckProcess.FORM).status()).isEqualTo(403);
        assertThat(leader.get("/engine-rest/filter/" + lentFilter() + "/count").json().path("count").asInt()).isZero();
        assertThat(clerk.post(task + "/submit-form", CheckProcess.FORM).status()).isEqualTo(204);
        JsonNode line = clerk.get(SUBSTITUTIONS).json().at("/records/0");
        assertThat(line.path("stateText").asText()).startsWith("已提前结束（陈敏 20");
        assertThat(line.path("mayEnd").asBoolean()).isFalse();
        assertThat(clerk.post(SUBSTITUTIONS + "/" + id + "/end", "").code()).isEqualTo("ERR_CASE_STATE");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsReasonAndNothingIsWritten() {
        long before = count();
        refused(Map.of("deputy", "chenmin"), 400, "ERR_REQUEST_INVALID", "本人");
        refused(Map.of("deputy", ""), 400, "ERR_REQUEST_INVALID", "请选择代理人");
        refused(Map.of("deputy", "nobody"), 400, "ERR_NOT_COLLEAGUE", "同一单位");
        refused(Map.of("deputy", "expert01"), 400, "ERR_NOT_COLLEAGUE", "评审专家");
        refused(Map.of("deputy", "huanglei"), 400, "ERR_NOT_COLLEAGUE", "外单位");
        refused(Map.of("deputy", "sunyue"), 400, "ERR_NOT_COLLEAGUE", "外单位");
        refused(Map.of("from", day(-1)), 400, "ERR_INVALID_DATE", "不能补登记");
        refused(Map.of("from", day(3), "to", day(2)), 400, "ERR_INVALID_DATE", "不能早于开始日期");
        refused(Map.of("to", day(800)), 400, "ERR_INVALID_DATE", "一年");
        refused(Map.of("to", "2026-02-30"), 400, "ERR_INVALID_DATE", "结束日期");
        refused(Map.of("to", "+999999999-12-31"), 400, "ERR_INVALID_DATE", "结束日期");
        refused(Map.of("reason", " "), 400, "ERR_REQUEST_INVALID", "理由");
        refused(Map.of("reason", "长".repeat(201)), 400, "ERR_REQUEST_INVALID", "200字");
        refused(Map.of("procedures", List.of("access-denied")), 400, "ERR_REQUEST_INVALID", "事项");
        refused(Map.of("principal", "linxiao"), 403, "ERR_NOT_PERMITTED", "只能登记本人");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void twoSubstitutesForTheSameDayAndSubstitutesOfSubstitutesAreRefused() {
        assertThat(clerk.post(SUBSTITUTIONS, wish(Map.of("from", day(2), "to", day(4)))).status()).isEqualTo(200);
        refused(Map.of("from", day(4), "to", day(9), "deputy", "zhengjun"), 400, "ERR_SUBSTITUTION_OVERLAP", "重叠");
        refused(
                Map.of("from", day(2), "to", day(2), "procedures", List.of("clinical-center-acceptance")),
                400,
                "ERR_SUBSTITUTION_OVERLAP",
                "提前结束原代理");
        Answer chain = leader.post(
                SUBSTITUTIONS, wish(Map.of("deputy", "chenmin", "from", day(3), "to", day(3))));
        assertThat(chain.status()).as("%s", chain).isEqualTo(400);
        assertThat(chain.code()).isEqualTo("ERR_SUBSTITUTION_CHAIN");
    }

    @Test
    void bothAreToldAndWhoIsLeftAloneIsToldToo() {
        clerk.post(SUBSTITUTIONS, wish(Map.of("deputy", "linxiao", "reason", "去北京出差")));
        assertThat(newestMessage("chenmin")).contains("陈敏的全部事项由林晓代理", "去北京出差", "登记人：陈敏");
        assertThat(newestMessage("linxiao")).contains("陈敏的全部事项由林晓代理");

        admin.post(SUBSTITUTIONS, wish(Map.of("principal", "linxiao", "deputy", "zhengjun", "reason", "突然生病")));
        assertThat(newestMessage("chenmin")).contains("您的代理人林晓", "请另行登记代理人");
        assertThat(newestMessage("zhengjun")).contains("登记人：系统管理员");
    }

    @Test
    void eachSeesAndEndsHerOwnAndAnAdministratorEverybodys() {
        long id = clerk.post(
                        SUBSTITUTIONS,
                        wish(Map.of("procedures", List.of("clinical-center-acceptance", "clinical-center-revocation"))))
                .json()
                .at("/ids/0")
                .asLong();
        JsonNode mine = clerk.get(SUBSTITUTIONS).json();
        assertThat(mine.path("records").size()).isGreaterThanOrEqualTo(2);
        assertThat(mine.at("/records/0/state").asText()).isEqualTo("IN_FORCE");
        assertThat(mine.at("/records/0/procedures").asText()).matches("[\\p{IsHan}（）]+");
        assertThat(mine.path("people")).isEmpty();
        assertThat(values(mine.path("deputies"))).contains("linxiao", "zhengjun").doesNotContain("chenmin", "huanglei");

        Visitor stranger = Visitor.of(port, "huanglei");
        assertThat(stranger.get(SUBSTITUTIONS + "?person=chenmin").code()).isEqualTo("ERR_NOT_PERMITTED");
        Answer unknown = stranger.post(SUBSTITUTIONS + "/999999999/end", "");
        Answer others = stranger.post(SUBSTITUTIONS + "/" + id + "/end", "");
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body()).as("as if it did not exist").isEqualTo(unknown.body());
        assertThat(Visitor.of(port, "linxiao").post(SUBSTITUTIONS + "/" + id + "/end", "").status())
                .as("the substitute is not entitled")
                .isEqualTo(403);
        assertThat(Visitor.anonymous(port).get(SUBSTITUTIONS).status()).isEqualTo(401);

        JsonNode asAdmin = admin.get(SUBSTITUTIONS + "?person=chenmin").json();
        assertThat(values(asAdmin.path("people"))).contains("chenmin", "huanglei").doesNotContain("expert01", "admin");
        assertThat(asAdmin.at("/records/0/mayEnd").asBoolean()).isTrue();
        assertThat(admin.post(SUBSTITUTIONS + "/" + id + "/end", "").status()).isEqualTo(204);
        assertThat(Visitor.of(port, "expert01").get(SUBSTITUTIONS).json().path("hint").asText()).contains("评审专家");
        assertThat(clerk.get("/api/recusals").status()).isEqualTo(403);
        assertThat(leader.get("/api/recusals").status()).isEqualTo(200);
    }

    @Test
    void hostileInputIsRefusedClearlyAndWritesNothing() {
        long before = count();
        for (String body : List.of(
                "", "{}", "[]", "null", "\"x\"", "{", "{\"deputy\":{}}", "{\"deputy\":[1]}",
                wish(Map.of("procedures", "x")),
                wish(Map.of("procedures", List.of(List.of()))), wish(Map.of("from", List.of())),
                wish(Map.of("reason", "a\u0000b")), wish(Map.of("deputy", "'; drop table identity_substitution; --")),
                wish(Map.of("principal", "\u0001")), "{\"procedures\":[null],\"deputy\":\"linxiao\"}",
                wish(Map.of("deputy", "x".repeat(100_000))), "{\"deputy\":\"a\",\"deputy\":\"b\"}")) {
            Answer answer = clerk.post(SUBSTITUTIONS, body);
            assertThat(answer.isClearRefusal())
                    .as("%s -> %s", body.substring(0, Math.min(80, body.length())), answer)
                    .isTrue();
        }
        for (String id : List.of("x", "-1", "0", "99999999999999999999", "1%00", "1.5")) {
            Answer answer = clerk.post(SUBSTITUTIONS + "/" + id + "/end", "");
            assertThat(answer.status()).as("%s -> %s", id, answer).isBetween(400, 499);
        }
        Answer stranger = admin.get(SUBSTITUTIONS + "?person=%27%3Bdrop");
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.json().path("records")).isEmpty();
        assertThat(count()).isEqualTo(before);
    }

    private void refused(Map<String, Object> changed, int status, String code, String words) {
        Answer answer = clerk.post(SUBSTITUTIONS, wish(changed));
        assertThat(answer.status()).as("%s -> %s", changed, answer).isEqualTo(status);
        assertThat(answer.code()).as("%s -> %s", changed, answer).isEqualTo(code);
        assertThat(answer.json().path("message").asText()).as("%s", changed).contains(words);
    }

    /** A wish that would be granted, but for what is changed. */
    private String wish(Map<String, Object> changed) {
        Map<String, Object> wish = new HashMap<>(
                Map.of("deputy", "linxiao", "from", day(0), "to", day(5), "reason", "出差"));
        wish.putAll(changed);
        try {
            return JSON.writeValueAsString(wish);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String day(int ahead) {
        return LocalDate.now(clock).plusDays(ahead).toString();
    }

    private long count() {
        return database.queryForObject("select count(*) from identity_substitution", Long.class);
    }

    private String newestMessage(String user) {
        JsonNode message = Visitor.of(port, user).get("/api/messages?size=1").json().at("/messages/0");
        assertThat(message.path("caseNumber").asText()).as("about no case").isEmpty();
        return message.path("body").asText();
    }

    private String lentFilter() {
        return engine.getFilterService().createFilterQuery().filterName("代理的任务").singleResult().getId();
    }

    private static List<String> idsOf(Answer tasks) {
        assertThat(tasks.status()).as("%s", tasks).isEqualTo(200);
        return StreamSupport.stream(tasks.json().spliterator(), false).map(task -> task.path("id").asText()).toList();
    }

    private static List<String> values(JsonNode options) {
        return StreamSupport.stream(options.spliterator(), false).map(each -> each.path("value").asText()).toList();
    }
}
