package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.audit.AuditRecord;
import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.benchmark.ClinicalCaseForms;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.engine.web.Visitor.Answer;
import cn.bioapproval.identity.Recusals;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** 批量办理 as the browser asks for it, on the real procedure: what becomes of one task is no other's business. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-bulk")
@ActiveProfiles("test")
@DirtiesContext // the REST interface speaks to the engine that was started last
class BulkOverHttpTest {

    private static final String EXAMINE = "userTask_ExamineApplication";
    private static final String DECIDE = "userTask_DecideKjj";
    private static final String OPINION = "材料齐全，符合受理条件。";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger HOSPITALS = new AtomicInteger(90_000);

    @LocalServerPort
    private int port;

    @Autowired
    private TaskService tasks;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private Submissions submissions;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private Recusals recusals;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcTemplate jdbc;

    private Visitor linxiao;
    private Visitor chenmin;
    private Visitor zhengjun;

    @BeforeEach
    void comeIn() {
        linxiao = Visitor.of(port, "linxiao");
        chenmin = Visitor.of(port, "chenmin");
        zhengjun = Visitor.of(port, "zhengjun");
    }

    @AfterEach
    void leaveTheHeadsAlone() {
        identity.deleteMembership("linxiao", "kjjLead");
    }

    @Test
    void aTaskThatFailsNeitherUndoesNorHidesTheOthers() {
        Map<String, Object> related = application("CITY");
        recusals.declare("chenmin", String.valueOf(related.get("hostCreditCode")), "配偶在该单位任职");
        Map<String, Object> incomplete = application("CITY");
        incomplete.put("materials", List.of("application"));
        CaseId first = received(application("CITY"));
        CaseId recused = received(related);
        CaseId mendable = received(incomplete);
        CaseId colleagues = received(application("CITY"));
        CaseId finished = received(application("CITY"));
        CaseId otherOffice = examined("chenmin", application("PROV"));
        CaseId last = received(application("CITY"));
        Map<CaseId, String> taskOf = new LinkedHashMap<>();
        List.of(first, recused, mendable, colleagues, finished, last).forEach(id -> taskOf.put(id, task(id, EXAMINE)));
        taskOf.put(otherOffice, task(otherOffice, DECIDE));
        claim(linxiao, "linxiao", taskOf.get(colleagues));
        JsonNode step = step(chenmin, "形式审查");
        examine("chenmin", taskOf.get(finished));

        assertThat(rows(step)).contains(taskOf.get(first), taskOf.get(recused), taskOf.get(mendable), taskOf.get(last))
                .doesNotContain(taskOf.get(colleagues), taskOf.get(otherOffice));
        assertThat(step.at("/completion/given/shown").asText()).isEqualTo("受理");
        assertThat(step.at("/completion/asked").findValuesAsText("key")).containsExactly("examinationRemarks");

        UUID batch = UUID.randomUUID();
        String body = completion(step, OPINION);
        Map<CaseId, Answer> answers = new LinkedHashMap<>();
        for (CaseId each : List.of(first, recused, mendable, colleagues, finished, otherOffice, last)) {
            answers.put(each, act(chenmin, batch, "complete", taskOf.get(each), body));
        }
        assertThat(answers.values()).extracting(Answer::status).containsExactly(200, 403, 400, 403, 404, 404, 200);
        assertThat(answers.get(recused).code()).isEqualTo("ERR_RECUSAL_REQUIRED");
        assertThat(answers.get(mendable).code()).isEqualTo("ERR_MATERIAL_MISSING");
        assertThat(answers.get(colleagues).code()).isEqualTo("ERR_NOT_ASSIGNEE");
        assertThat(answers.get(finished).code()).isEqualTo("ERR_TASK_NOT_FOUND");
        assertThat(answers.get(otherOffice).body())
                .as("a task of others answers as one that is not there")
                .isEqualTo(act(chenmin, batch, "complete", "unknown", body).body());
        answers.values().stream().filter(answer -> answer.status() != 200).forEach(answer ->
                assertThat(answer.isClearRefusal()).as(answer.toString()).isTrue());

        for (CaseId done : List.of(first, last)) {
            assertThat(handedIn(done, EXAMINE)).singleElement().satisfies(submission -> {
                assertThat(submission.actor()).isEqualTo("chenmin");
                assertThat(submission.data().asMap())
                        .isEqualTo(Map.of("examinationOutcome", "ACCEPT", "examinationRemarks", OPINION));
            });
            assertThat(openSteps(done)).isNotEmpty().doesNotContain(EXAMINE);
            assertThat(trail(done)).contains("step.ended", "clinicalCenter.accepted", "bulk.completed");
        }
        for (CaseId untouched : List.of(recused, mendable)) {
            Task task = tasks.createTaskQuery().taskId(taskOf.get(untouched)).singleResult();
            assertThat(task.getAssignee()).as("claiming it was undone with the rest").isNull();
            assertThat(handedIn(untouched, EXAMINE)).isEmpty();
            assertThat(trail(untouched)).doesNotContain("step.ended", "bulk.completed");
        }
        assertThat(tasks.createTaskQuery().taskId(taskOf.get(colleagues)).singleResult().getAssignee())
                .isEqualTo("linxiao");
        assertThat(trail(finished)).contains("step.ended").doesNotContain("bulk.completed");
        assertThat(marks(batch)).isEqualTo(2);
    }

    @Test
    void fourEyesHoldForEachCaseOfABatch() {
        CaseId ownExamination = examined("linxiao", application("PROV"));
        CaseId anothers = examined("chenmin", application("PROV"));
        identity.createMembership("linxiao", "kjjLead");
        String body = completion(step(linxiao, "市科技局审定"), "同意。");
        UUID batch = UUID.randomUUID();

        Answer refused = act(linxiao, batch, "complete", task(ownExamination, DECIDE), body);
        Answer done = act(linxiao, batch, "complete", task(anothers, DECIDE), body);

        assertThat(refused.code()).isEqualTo("ERR_FOUR_EYES");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(done.status()).isEqualTo(200);
        assertThat(handedIn(ownExamination, DECIDE)).isEmpty();
        assertThat(handedIn(anothers, DECIDE)).hasSize(1);
    }

    @Test
    void theSameRowAskedForAgainIsAnsweredAsBeforeAndDoneOnce() {
        CaseId caseId = received(application("CITY"));
        String task = task(caseId, EXAMINE);
        String body = completion(step(chenmin, "形式审查"), OPINION);
        UUID batch = UUID.randomUUID();

        List<Answer> atOnce = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> act(Visitor.of(port, "chenmin"), batch, "complete", task, body)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        Answer later = act(chenmin, batch, "complete", task, body);

        assertThat(atOnce).extracting(Answer::status).containsOnly(200);
        assertThat(later.json()).isEqualTo(atOnce.get(0).json());
        assertThat(handedIn(caseId, EXAMINE)).hasSize(1);
        assertThat(trail(caseId)).filteredOn("bulk.completed"::equals).hasSize(1);
        assertThat(act(chenmin, UUID.randomUUID(), "complete", task, body).status()).isEqualTo(404);
        assertThat(act(linxiao, batch, "complete", task, body).status())
                .as("the batch of somebody else tells nothing")
                .isEqualTo(400);
    }

    @Test
    void claimedTogetherEachIsClaimedOrToldWhyNot() {
        CaseId free = received(application("CITY"));
        CaseId taken = received(application("CITY"));
        claim(linxiao, "linxiao", task(taken, EXAMINE));
        UUID batch = UUID.randomUUID();

        assertThat(act(chenmin, batch, "claim", task(taken, EXAMINE), "{}").status()).isEqualTo(409);
        assertThat(act(chenmin, batch, "claim", task(free, EXAMINE), "{}").status()).isEqualTo(200);
        assertThat(act(chenmin, batch, "claim", task(free, EXAMINE), "{}").status()).as("again").isEqualTo(200);
        assertThat(act(chenmin, UUID.randomUUID(), "claim", task(free, EXAMINE), "{}").body()).contains("已在您名下");
        assertThat(act(zhengjun, batch, "claim", task(free, EXAMINE), "{}").status()).isEqualTo(400);
        assertThat(act(zhengjun, UUID.randomUUID(), "claim", task(free, EXAMINE), "{}").status()).isEqualTo(404);

        assertThat(assignee(free)).isEqualTo("chenmin");
        assertThat(assignee(taken)).isEqualTo("linxiao");
        assertThat(trail(free)).filteredOn("bulk.claimed"::equals).hasSize(1);
        assertThat(trail(taken)).doesNotContain("bulk.claimed");
    }

    @Test
    void assignmentGoesOnlyToWhomTheVerbAllowsAndUndoesTheClaimOtherwise() {
        Map<String, Object> related = application("CITY");
        recusals.declare("linxiao", String.valueOf(related.get("hostCreditCode")), "本人为该单位专家");
        CaseId offered = received(application("CITY"));
        CaseId own = received(application("CITY"));
        CaseId barred = received(related);
        claim(chenmin, "chenmin", task(own, EXAMINE));
        assertThat(step(chenmin, "形式审查").path("colleagues").findValuesAsText("value"))
                .contains("linxiao")
                .doesNotContain("chenmin", "zhengjun", "huanglei");
        UUID batch = UUID.randomUUID();
        String toLinxiao = "{\"user\": \"linxiao\", \"reason\": \"集中办理\"}";

        for (CaseId each : List.of(offered, own)) {
            assertThat(act(chenmin, batch, "assign", task(each, EXAMINE), toLinxiao).body()).contains("已分派给林晓");
            assertThat(act(chenmin, batch, "assign", task(each, EXAMINE), toLinxiao).status()).isEqualTo(200);
            assertThat(assignee(each)).isEqualTo("linxiao");
            assertThat(trail(each)).containsOnlyOnce("verb.reassign").containsOnlyOnce("bulk.assigned");
        }
        for (String impossible : List.of(
                toLinxiao,
                "{\"user\": \"zhengjun\", \"reason\": \"集中办理\"}",
                "{\"user\": \"nobody\", \"reason\": \"集中办理\"}",
                "{\"user\": \"linxiao\"}",
                "{}")) {
            Answer refused = act(chenmin, batch, "assign", task(barred, EXAMINE), impossible);
            assertThat(refused.status()).as(refused.toString()).isIn(400, 409);
            assertThat(refused.isClearRefusal()).as(refused.toString()).isTrue();
        }
        assertThat(assignee(barred)).isNull();
        assertThat(trail(barred)).doesNotContain("verb.reassign", "bulk.assigned");
    }

    @Test
    void whatIsDoneOneByOneIsNotDoneInBulkAndAnotherFormsDataIsRefused() {
        CaseId decided = examined("chenmin", application("PROV"));
        CaseId branch = examined("chenmin", application("BRANCH"));
        CaseId withPanel = examined("chenmin", application("CITY"));
        CaseId open = received(application("CITY"));
        JsonNode examination = step(chenmin, "形式审查");
        JsonNode decision = step(zhengjun, "市科技局审定");
        Visitor sunyue = Visitor.of(port, "sunyue");
        JsonNode panel = StreamSupport.stream(sunyue.get("/api/bulk").json().path("steps").spliterator(), false)
                .filter(step -> rows(step).contains(task(withPanel, "userTask_ConfirmPanel")))
                .findFirst()
                .orElseThrow();
        UUID batch = UUID.randomUUID();

        assertThat(panel.path("completion").isNull()).as("a panel is confirmed case by case").isTrue();
        assertThat(act(sunyue, batch, "complete", task(withPanel, "userTask_ConfirmPanel"), completion(examination, ""))
                        .body())
                .contains("须逐件办理");

        Answer more = act(zhengjun, UUID.randomUUID(), "complete", task(branch, DECIDE), completion(decision, "同意。"));
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.body()).contains("确认国家分中心补助可以叠加发放", "单独办理");
        assertThat(act(zhengjun, UUID.randomUUID(), "complete", task(decided, DECIDE), completion(examination, "同意"))
                        .status())
                .as("the form of another step")
                .isEqualTo(409);
        String form = examination.at("/completion/form").asText();
        for (String data : List.of(
                "{\"kjjOpinion\": \"同意\"}",
                "{\"examinationOutcome\": \"REJECT\", \"rejectionReason\": \"不符合\"}",
                "{\"examinationRemarks\": {\"value\": \"x\"}}",
                "{\"examinationRemarks\": [1, 2]}",
                "{\"examinationRemarks\": \"" + "长".repeat(20_000) + "\"}",
                "{\"caseId\": 1}")) {
            Answer refused = act(
                    chenmin,
                    batch,
                    "complete",
                    task(open, EXAMINE),
                    "{\"form\": \"%s\", \"data\": %s}".formatted(form, data));
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.isClearRefusal()).as(refused.toString()).isTrue();
        }
        assertThat(assignee(open)).isNull();
        assertThat(openSteps(open)).containsExactly(EXAMINE);
        assertThat(openSteps(branch)).contains(DECIDE);
        assertThat(openSteps(decided)).contains(DECIDE);
    }

    @Test
    void hostileRequestsAreRefusedInChineseAndWriteNothing() {
        CaseId open = received(application("CITY"));
        String task = task(open, EXAMINE);
        String completion = completion(step(chenmin, "形式审查"), OPINION);
        UUID batch = UUID.randomUUID();
        String address = "/api/bulk/" + batch + "/complete/";
        List<Answer> refused = new ArrayList<>(List.of(
                chenmin.post("/api/bulk/1/complete/" + task, completion),
                chenmin.post("/api/bulk/" + batch + "/dance/" + task, completion),
                chenmin.post(address + "x".repeat(7_000), completion),
                chenmin.post(address + "%E5%8A%9E%27%3B--", completion),
                chenmin.post(address + task, ""),
                chenmin.post(address + task, "{}"),
                chenmin.post(address + task, "[]"),
                chenmin.post(address + task, "{\"form\": {\"a\": 1}, \"data\": {}}"),
                chenmin.post(address + task, "{\"form\": \"x\", \"data\": []}"),
                chenmin.post(address + task, completion.replace("材料齐全", "\\u0000")),
                chenmin.post(address + task, "{\"tasks\": [" + "\"" + task + "\",".repeat(10_000) + "1]}"),
                chenmin.post(address + task, completion.replace("材料齐全", "长".repeat(400_000))),
                chenmin.get("/api/bulk?filter=" + "x".repeat(5_000)),
                chenmin.get("/api/bulk?filter=unknown"),
                Visitor.anonymous(port).post(address + task, completion),
                Visitor.anonymous(port).get("/api/bulk")));
        fill(batch);
        refused.add(act(chenmin, batch, "complete", task, completion));

        refused.forEach(answer -> assertThat(answer.isClearRefusal()).as(answer.toString()).isTrue());
        assertThat(refused.get(refused.size() - 1).body()).contains("一次最多批量办理 100 件");
        assertThat(openSteps(open)).containsExactly(EXAMINE);
        assertThat(assignee(open)).isNull();
        assertThat(act(chenmin, UUID.randomUUID(), "complete", task, completion).status()).isEqualTo(200);
    }

    @Test
    void theFileAndTheCourseOfACaseSayThatAStepWasDoneInBulk() {
        CaseId inBulk = received(application("CITY"));
        CaseId single = examined("chenmin", application("CITY"));
        String body = completion(step(chenmin, "形式审查"), OPINION);
        assertThat(act(chenmin, UUID.randomUUID(), "complete", task(inBulk, EXAMINE), body).status()).isEqualTo(200);

        Visitor sunyue = Visitor.of(port, "sunyue");
        for (CaseId each : List.of(inBulk, single)) {
            String next = "/api/tasks/" + task(each, "userTask_ConfirmPanel");
            assertThat(sunyue.get(next + "/dossier").json().path("submissions").findValues("bulk"))
                    .extracting(JsonNode::asBoolean)
                    .containsExactly(false, each.equals(inBulk));
            assertThat(sunyue.get(next + "/course").body())
                    .contains("陈敏（市科技局经办）完成“形式审查”" + (each.equals(inBulk) ? "（批量办理）：受理。" : "：受理。"));
        }
    }

    private Answer act(Visitor person, UUID batch, String act, String task, String body) {
        return person.post("/api/bulk/" + batch + "/" + act + "/" + task, body);
    }

    /** Like tasks as they are listed to this person. */
    private static JsonNode step(Visitor person, String name) {
        Answer listed = person.get("/api/bulk");
        assertThat(listed.status()).as(listed.toString()).isEqualTo(200);
        return StreamSupport.stream(listed.json().path("steps").spliterator(), false)
                .filter(step -> step.path("step").asText().equals(name))
                .filter(step -> step.path("process").asText().equals("临床医学研究中心验收与评估"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No step " + name + " in " + listed));
    }

    private static List<String> rows(JsonNode step) {
        return step.path("rows").findValuesAsText("task");
    }

    private static String completion(JsonNode step, String opinion) {
        String key = step.at("/completion/asked/0/key").asText();
        return json(Map.of("form", step.at("/completion/form").asText(), "data", Map.of(key, opinion)));
    }

    private static Map<String, Object> application(String tier) {
        Map<String, Object> form = ClinicalCaseForms.application(HOSPITALS.incrementAndGet());
        if (!tier.equals("CITY")) {
            List<String> materials = new ArrayList<>(ClinicalCaseForms.MATERIALS);
            materials.addAll(List.of("superiorRecognition", "constructionCompletion"));
            form.putAll(Map.of(
                    "tier", tier, "recognitionNo", "闽科社〔2026〕8号", "eventOn", "2026-02-10", "materials", materials));
        }
        if (tier.equals("BRANCH")) {
            form.put("constructionCompleted", true);
        }
        return form;
    }

    private CaseId received(Map<String, Object> application) {
        Answer answer = linxiao.post(
                "/engine-rest/process-definition/key/clinical-center-acceptance/submit-form", variables(application));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return cases.findByNumber(answer.json().path("caseNumber").asText()).orElseThrow().id();
    }

    private CaseId examined(String user, Map<String, Object> application) {
        CaseId caseId = received(application);
        examine(user, task(caseId, EXAMINE));
        return caseId;
    }

    private void examine(String user, String task) {
        Answer answer = Visitor.of(port, user)
                .post(
                        "/engine-rest/task/" + task + "/claim-and-submit-form",
                        variables(Map.of("examinationOutcome", "ACCEPT")));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    private static void claim(Visitor person, String user, String task) {
        assertThat(person.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + user + "\"}").status())
                .isEqualTo(204);
    }

    private static String variables(Map<String, Object> form) {
        Map<String, Object> variables = new LinkedHashMap<>();
        form.forEach((key, value) -> variables.put(key, Map.of("value", value)));
        return json(Map.of("variables", variables));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String task(CaseId caseId, String step) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(cases.get(caseId).number())
                .taskDefinitionKey(step)
                .singleResult()
                .getId();
    }

    private String assignee(CaseId caseId) {
        return tasks.createTaskQuery()
                .taskId(task(caseId, EXAMINE))
                .singleResult()
                .getAssignee();
    }

    private List<String> openSteps(CaseId caseId) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(cases.get(caseId).number())
                .list()
                .stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    private List<Submission> handedIn(CaseId caseId, String step) {
        return submissions.of(caseId).stream()
                .filter(submission -> submission.elementId().equals(step))
                .toList();
    }

    private List<String> trail(CaseId caseId) {
        return audit.of(caseId).stream().map(AuditRecord::type).toList();
    }

    private long marks(UUID batch) {
        return jdbc.queryForObject("select count(*) from engine_bulk_act where batch = ?", Long.class, batch);
    }

    /** As many acts of this person as one batch may have. */
    private void fill(UUID batch) {
        jdbc.update(
                """
                insert into engine_bulk_act
                    (batch, act, task_id, case_id, element_id, step_name, actor, acted_at, result)
                select ?, 'CLAIM', 'full-' || n, 1, 'userTask_Full', '满', 'chenmin', now(), '已认领'
                from generate_series(1, 100) n""",
                batch);
    }
}
