package cn.bioapproval.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.audit.AuditRecord;
import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.codes.GuessLimits;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What anyone on the internet gets from the public page, with and without the right code, politely and not. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class TrackingOverHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "/progress/query";
    private static final String HAND_IN = "/progress/supplement";
    private static final List<String> ALL_MATERIALS = List.of(
            "application", "applicationEvidence", "taskContract", "financialAudit", "ethicsAndStudies",
            "creditCodeCertificate", "creditCommitment", "grantHistory");

    @LocalServerPort
    private int port;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Submissions submissions;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private GuessLimits limits;

    @Autowired
    private QueryCodes codes;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private RequestMappingHandlerMapping endpoints;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Opened(String number, String code) {}

    @BeforeEach
    void nobodyAskedYet() {
        limits.forget();
    }

    @Test
    void theOwnerSeesHowHerCaseStandsAndNoOneWhoWorksOnIt() {
        Opened opened = open();
        HttpResponse<String> answer =
                ask(opened.number.toLowerCase(), " " + opened.code.replace("-", " ").toLowerCase());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode shown = json(answer);
        assertThat(shown.path("number").asText()).isEqualTo(opened.number);
        assertThat(shown.path("item").asText()).isEqualTo("临床医学研究中心验收与评估补助");
        assertThat(shown.path("applicant").asText()).isEqualTo("厦门***医院");
        assertThat(shown.path("status").asText()).isEqualTo("已收件");
        assertThat(shown.path("now").path(0).asText()).isEqualTo("正在审查申请材料");
        assertThat(shown.path("milestones").path(0).path("what").asText()).isEqualTo("收到申请");
        assertThat(shown.path("supplement").isNull()).isTrue();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();

        examine(opened, Map.of("examinationOutcome", "ACCEPT", "examinationRemarks", "齐全"));
        JsonNode accepted = json(ask(opened.number, opened.code));
        assertThat(accepted.path("status").asText()).isNotEqualTo("已收件");
        assertThat(accepted.path("deadline").path("stops").path(0).path("reason").asText()).isEqualTo("专家评审");
        assertThat(accepted.path("deadline").path("stops").path(0).path("basis").asText()).contains("第四十五条");
        assertThat(accepted.path("deadline").path("remaining").asInt()).isPositive();
        assertThat(accepted.toString())
                .doesNotContain("chenmin", "陈敏", "linxiao", "expert", "kjj", "userTask", "clinical-center");
    }

    @Test
    void aWrongNumberAndAWrongCodeGetTheIdenticalAnswer() {
        Opened one = open();
        Opened other = open();
        String unknown = one.number.substring(0, 9) + "999999";
        List<List<String>> guesses = new ArrayList<>(List.of(
                List.of(unknown, one.code),
                List.of(one.number, other.code),
                List.of(one.number, "2222-2222-2222"),
                List.of(one.number, ""),
                List.of("", ""),
                List.of(one.number + "' or '1'='1", one.code),
                List.of(one.number, "' or 1=1 --"),
                List.of("%", "%"),
                List.of(one.number, one.code.substring(0, 13)),
                List.of(one.number, "7".repeat(100_000)),
                List.of("L".repeat(100_000), one.code),
                List.of("\\u0130\\uD83D\\uDE00", "\\u202E")));
        Set<String> answers = new TreeSet<>();
        for (List<String> guess : guesses) {
            limits.forget();
            HttpResponse<String> answer = ask(guess.get(0), guess.get(1));
            Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
            headers.keySet().removeIf("date"::equalsIgnoreCase);
            answers.add(answer.statusCode() + " " + headers + " " + answer.body());
        }
        limits.forget();
        answers.add(statusHeadersBody(post(QUERY, "{}")));
        limits.forget();
        answers.add(statusHeadersBody(post(QUERY, "{\"number\": null, \"code\": null, \"more\": 1}")));
        limits.forget();
        answers.add(statusHeadersBody(post(HAND_IN, "{\"number\": \"%s\", \"code\": \"x\"}".formatted(one.number))));

        assertThat(answers).singleElement().asString().startsWith("404 ").contains("办件编号或者查询码不正确");
        limits.forget();
        assertThat(ask(one.number, one.code).statusCode()).isEqualTo(200);
    }

    @Test
    void aGuessTakesAsLongWhetherThereIsSuchACaseOrNot() {
        String known = open().number;
        String unknown = known.substring(0, 9) + "999999";
        for (int i = 0; i < 200; i++) {
            codes.caseOf(known, "2222-2222-2222");
            codes.caseOf(unknown, "2222-2222-2222");
        }
        long[] withCase = new long[400];
        long[] without = new long[400];
        for (int i = 0; i < withCase.length; i++) {
            withCase[i] = time(known);
            without[i] = time(unknown);
        }
        Arrays.sort(withCase);
        Arrays.sort(without);

        double ratio = (double) withCase[200] / without[200];
        assertThat(ratio).as("median with a case / without").isBetween(0.5, 2.0);
    }

    private long time(String number) {
        long begin = System.nanoTime();
        codes.caseOf(number, "2222-2222-2222");
        return System.nanoTime() - begin;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "\"text\"", "{", "{\"number\": {}}", "{\"number\": [\"a\"], \"code\": \"b\"}",
        "{\"number\": \"a\", \"number\": \"b\"}", "{\"number\": \"a\\u0000\", \"code\": \"b\"}",
        "{\"number\": \"a\", \"code\": \"b\", \"form\": []}", "{\"number\": \"a\", \"code\": \"\\uD800\"}"
    })
    void whatIsNoQuestionIsRefusedAndNothingBreaks(String body) {
        for (String address : List.of(QUERY, HAND_IN)) {
            HttpResponse<String> answer = post(address, body);

            assertThat(answer.statusCode()).as("%s %s: %s", address, body, answer.body()).isBetween(400, 404);
            assertThat(json(answer).path("message").asText()).containsPattern("\\p{IsHan}");
            assertThat(answer.body()).doesNotContain("Exception", "jackson", "java");
        }
    }

    @Test
    void onlyJsonOfReasonableSizeIsRead() {
        for (String type : List.of(
                "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            HttpResponse<String> answer =
                    send("POST", QUERY, "{\"number\":\"a\",\"code\":\"b\"}", "Content-Type", type);
            assertThat(answer.statusCode()).as(type).isBetween(400, 415);
        }
        HttpResponse<String> large = post(QUERY, "{\"number\":\"" + "a".repeat(600_000) + "\"}");
        assertThat(large.statusCode()).isEqualTo(413);
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            assertThat(send(method, QUERY, "").statusCode()).as(method).isBetween(403, 405);
        }
        assertThat(send("OPTIONS", QUERY, "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
                        .headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void guessingIsSlowedDownAndSaidSo() {
        Opened opened = open();
        for (int i = 0; i < 10; i++) {
            assertThat(ask("LCZX-2026-99999" + i, "x").statusCode()).isEqualTo(404);
        }
        for (String number : List.of("LCZX-2026-999999", opened.number)) {
            HttpResponse<String> answer = ask(number, opened.code);
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);
            assertThat(json(answer).path("message").asText()).contains("查询过于频繁");
        }
        HttpResponse<String> forwarded = send(
                "POST", QUERY, "{\"number\":\"a\",\"code\":\"b\"}",
                "Content-Type", "application/json", "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9");
        assertThat(forwarded.statusCode()).as("nobody names her own address").isEqualTo(429);
    }

    @Test
    void theApplicantHandsInWhatWasAskedForInHerOwnName() {
        Opened opened = openToSupplement();
        CaseId caseId = caseOf(opened);
        JsonNode asked = json(ask(opened.number, opened.code));
        assertThat(asked.path("status").asText()).isEqualTo("待补正");
        assertThat(asked.path("now").path(0).asText()).isEqualTo("等待申请人补正");
        assertThat(asked.path("supplement").path("remaining").asInt()).isEqualTo(10);
        assertThat(asked.path("supplement").toString())
                .contains("请补交建设任务书")
                .doesNotContain("6217001930012345678", "accountNumber", "hostName", "suppliedOn", "caseSummary");

        HttpResponse<String> answer = handIn(opened, form(asked));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("supplement").isNull()).isTrue();
        assertThat(json(answer).path("milestones").findValuesAsText("what")).contains("收到网上提交的补正，继续审查");
        Submission handedIn = submissions.latest(caseId, "userTask_ReceiveSupplement").orElseThrow();
        assertThat(handedIn.actor()).isEqualTo(Actor.APPLICANT.userId());
        assertThat(handedIn.data().text("accountNumber")).as("kept as it was").isEqualTo("6217001930012345678");
        assertThat(handedIn.data().choices("materials")).containsExactlyInAnyOrderElementsOf(ALL_MATERIALS);
        assertThat(openSteps(opened)).containsExactly("userTask_ExamineApplication");
        assertThat(audit.of(caseId))
                .filteredOn(entry -> "@applicant".equals(entry.actor()))
                .extracting(AuditRecord::type)
                .contains("step.ended", "tracking.supplementHandedIn");
        assertThat(audit.verify(caseId)).isEmpty();

        assertThat(handIn(opened, form(asked)).statusCode()).as("only once").isEqualTo(409);
        assertThat(submissions.of(caseId)).hasSize(3);
    }

    @Test
    void whatTheDoorRefusesIsNotHandedIn() {
        Opened opened = openToSupplement();
        CaseId caseId = caseOf(opened);
        JsonNode asked = json(ask(opened.number, opened.code));
        List<Map<String, Object>> wrong = List.of(
                Map.of("contactPhone", "59"),
                Map.of("tier", "GALAXY"),
                Map.of("otherAid", "-1"),
                Map.of("contactName", List.of("李明")),
                Map.of("hostName", "厦门市另一医院"),
                Map.of("accountNumber", "6222000000000000000"),
                Map.of("suppliedOn", "2026-01-01"),
                Map.of("examinationOutcome", "ACCEPT"),
                Map.of("caseId", 1),
                Map.of("centerName", "长".repeat(201)));
        for (Map<String, Object> change : wrong) {
            ObjectNode form = form(asked);
            form.setAll((ObjectNode) JSON.valueToTree(change));
            HttpResponse<String> answer = handIn(opened, form);

            assertThat(answer.statusCode()).as("%s: %s", change, answer.body()).isEqualTo(400);
            assertThat(json(answer).path("code").asText()).startsWith("ERR_");
        }
        ObjectNode wrongPhone = form(asked).put("contactPhone", "59");
        assertThat(json(handIn(opened, wrongPhone)).path("fields").path("contactPhone").asText()).contains("联系电话");
        assertThat(submissions.of(caseId)).hasSize(2);
        assertThat(openSteps(opened)).containsExactly("userTask_ReceiveSupplement");
        assertThat(audit.of(caseId)).extracting(AuditRecord::type).doesNotContain("tracking.supplementHandedIn");
    }

    @Test
    void aTaskThatAClerkHasTakenIsStillTheApplicantsToHandIn() {
        Opened opened = openToSupplement();
        String task = tasks.createTaskQuery().processInstanceBusinessKey(opened.number).singleResult().getId();
        String claim = "/engine-rest/task/" + task + "/claim";
        assertThat(as("linxiao", "POST", claim, "{\"userId\": \"linxiao\"}").statusCode()).isEqualTo(204);

        assertThat(handIn(opened, form(json(ask(opened.number, opened.code)))).statusCode()).isEqualTo(200);
    }

    @Test
    void aCaseWithNothingToHandInAndAClosedOneTakeNothing() {
        Opened examined = open();
        HttpResponse<String> early = handIn(examined, JSON.createObjectNode().put("examinationOutcome", "ACCEPT"));
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(openSteps(examined)).containsExactly("userTask_ExamineApplication");

        Opened withdrawn = openToSupplement();
        ObjectNode form = form(json(ask(withdrawn.number, withdrawn.code)));
        HttpResponse<String> withdrawal = as(
                "linxiao",
                "POST",
                "/engine-rest/process-definition/key/clinical-center-withdrawal/submit-form",
                variables(Map.of("caseNumber", withdrawn.number, "requestedOn", today(), "withdrawalReason", "单位合并。")));
        assertThat(withdrawal.statusCode()).as(withdrawal.body()).isEqualTo(200);

        assertThat(handIn(withdrawn, form).statusCode()).isEqualTo(409);
        JsonNode closed = json(ask(withdrawn.number, withdrawn.code));
        assertThat(closed.path("status").asText()).isEqualTo("已办结");
        assertThat(closed.path("outcome").asText()).isEqualTo("申请人撤回");
        assertThat(closed.path("supplement").isNull()).isTrue();
    }

    @Test
    void aClerkWithATaskGivesOutAnotherCodeAndTheOldOneIsVoid() {
        Opened opened = openToSupplement();
        String task = tasks.createTaskQuery().processInstanceBusinessKey(opened.number).singleResult().getId();
        String address = "/api/tasks/" + task + "/query-code";
        assertThat(as("wuting", "POST", address, "").statusCode()).as("none of her tasks").isEqualTo(404);
        assertThat(send("POST", address, "").statusCode()).as("a stranger").isEqualTo(401);

        HttpResponse<String> reissued = as("linxiao", "POST", address, "");

        assertThat(reissued.statusCode()).as(reissued.body()).isEqualTo(200);
        String code = json(reissued).path("queryCode").asText();
        assertThat(ask(opened.number, opened.code).statusCode()).isEqualTo(404);
        assertThat(ask(opened.number, code).statusCode()).isEqualTo(200);
        assertThat(audit.of(caseOf(opened)))
                .filteredOn(entry -> entry.type().equals("tracking.codeReissued"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("linxiao");
                    assertThat(entry.facts()).isEmpty();
                });
    }

    @Test
    void aReviewerWithATaskGetsNoCode() {
        Opened opened = open();
        examine(opened, Map.of("examinationOutcome", "ACCEPT", "examinationRemarks", "齐全"));
        String task = tasks.createTaskQuery().processInstanceBusinessKey(opened.number).singleResult().getId();

        HttpResponse<String> read = as("sunyue", "GET", "/api/tasks/" + task + "/query-code", "");
        assertThat(json(read).path("mayReissue").asBoolean()).isFalse();
        assertThat(as("sunyue", "POST", "/api/tasks/" + task + "/query-code", "").statusCode()).isEqualTo(403);
        assertThat(ask(opened.number, opened.code).statusCode()).as("still hers").isEqualTo(200);
    }

    @Test
    void noTableKeepsTheCode() {
        Opened opened = open();
        for (String table : jdbc.queryForList(
                "select table_name from information_schema.tables"
                        + " where table_schema = 'public' and table_type = 'BASE TABLE'",
                String.class)) {
            for (String wanted : List.of(opened.code, opened.code.replace("-", ""))) {
                assertThat(jdbc.queryForObject(
                                "select count(*) from " + table + " t where t::text like ?",
                                Long.class,
                                "%" + wanted + "%"))
                        .as(table)
                        .isZero();
            }
        }
    }

    @Test
    void nothingElseIsOpenToStrangers() {
        Set<String> open = Set.of(
                "GET /", "GET /favicon.ico", "GET /start/start.css", "GET /progress", "GET /progress/progress.js",
                "POST /progress/query", "POST /progress/supplement", "GET /certificates", "GET /certificates/register",
                "GET /certificates/certificates.js", "POST /certificates/verify", "POST /certificates/search",
                // Empty pages, like that of the register: what they show they ask of /api with the session.
                "GET /administration", "GET /administration/", "GET /administration/administration.js");
        SoftAssertions all = new SoftAssertions();
        endpoints.getHandlerMethods().forEach((mapping, method) -> {
            Set<String> methods = new TreeSet<>();
            mapping.getMethodsCondition().getMethods().forEach(each -> methods.add(each.name()));
            for (String pattern : mapping.getPatternValues()) {
                String address = pattern.replaceAll("\\{file:start[^}]*}+", "start.css")
                        .replaceAll("\\{file:progress.*", "progress.js")
                        .replaceAll("\\{file:certificates.*", "certificates.js")
                        .replaceAll("\\{name:administration.*", "administration.js")
                        .replaceAll("\\{[^}]*}", "1");
                for (String verb : methods.isEmpty() ? Set.of("GET", "POST") : methods) {
                    HttpResponse<String> answer = send(verb, address, "{}", "Content-Type", "application/json");
                    boolean refused = Set.of(401, 403, 404).contains(answer.statusCode());
                    boolean asked = open.contains(verb + " " + address);
                    all.assertThat(asked || refused).as("%s %s: %d", verb, address, answer.statusCode()).isTrue();
                }
            }
        });
        for (String address : List.of(
                "/progress/", "/progress/progress.html", "/progress/start.js", "/progress/..%2f", "/progress/query/",
                "/progress/QUERY", "/progress/query.json", "/progress/1", "/tracking/progress.html",
                "/progress%2fquery",
                "/progress/progress.js/x", "/progressive")) {
            for (String verb : List.of("GET", "POST", "PUT", "DELETE")) {
                HttpResponse<String> answer = send(verb, address, "{}", "Content-Type", "application/json");
                all.assertThat(answer.statusCode()).as("%s %s", verb, address).isBetween(400, 405);
            }
        }
        all.assertAll();
    }

    // Cases

    private Opened open() {
        return open(ALL_MATERIALS);
    }

    private Opened openToSupplement() {
        Opened opened = open(List.of("application", "applicationEvidence"));
        examine(
                opened,
                Map.of("examinationOutcome", "SUPPLEMENT",
                        "missingMaterials", List.of("taskContract", "creditCommitment"),
                        "supplementNotice", "请补交建设任务书、信用承诺书等所缺材料。"));
        return opened;
    }

    private Opened open(List<String> materials) {
        Map<String, Object> application = new HashMap<>(Map.of(
                "hostName", "厦门市鹭岛医院", "hostCreditCode", creditCode(), "institutionType", "HOSPITAL",
                "district", "SIMING", "contactName", "李明", "contactPhone", "0592-2100000",
                "contactEmail", "liming@example.org", "centerName", "厦门市心血管疾病临床医学研究中心",
                "diseaseArea", "CARDIOVASCULAR", "tier", "CITY"));
        application.putAll(Map.of(
                "applicationType", "ACCEPTANCE", "otherAid", "0", "accountName", "厦门市鹭岛医院", "accountBank", "建设银行思明支行",
                "accountNumber", "6217001930012345678", "materials", materials));
        HttpResponse<String> answer = as(
                "linxiao",
                "POST",
                "/engine-rest/process-definition/key/clinical-center-acceptance/submit-form",
                variables(application));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Opened(json(answer).path("caseNumber").asText(), json(answer).path("queryCode").asText());
    }

    /** A valid code that no other case has. */
    private static String creditCode() {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        StringBuilder code = new StringBuilder("12350200");
        while (code.length() < 17) {
            code.append(alphabet.charAt(ThreadLocalRandom.current().nextInt(alphabet.length())));
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += alphabet.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return code.append(alphabet.charAt((31 - sum % 31) % 31)).toString();
    }

    private void examine(Opened opened, Map<String, Object> form) {
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(opened.number).singleResult();
        HttpResponse<String> answer = as(
                "chenmin", "POST", "/engine-rest/task/" + task.getId() + "/claim-and-submit-form", variables(form));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** The form as the page sends it when the applicant ticks every material and changes nothing else. */
    private static ObjectNode form(JsonNode asked) {
        ObjectNode form = JSON.createObjectNode();
        for (JsonNode part : asked.path("supplement").path("form")) {
            String key = part.path("key").asText();
            boolean empty = part.path("value").isNull();
            if (!key.isEmpty() && part.path("hide").isNull() && !empty) {
                form.set(key, part.path("value"));
            }
        }
        ArrayNode materials = form.putArray("materials");
        ALL_MATERIALS.forEach(materials::add);
        return form;
    }

    private CaseId caseOf(Opened opened) {
        return cases.findByNumber(opened.number).orElseThrow().id();
    }

    private List<String> openSteps(Opened opened) {
        return tasks.createTaskQuery().processInstanceBusinessKey(opened.number).list().stream()
                .map(Task::getTaskDefinitionKey)
                .toList();
    }

    private String today() {
        return jdbc.queryForObject("select (now() at time zone 'Asia/Shanghai')::date::text", String.class);
    }

    // HTTP

    private HttpResponse<String> ask(String number, String code) {
        return post(QUERY, JSON.createObjectNode().put("number", number).put("code", code).toString());
    }

    private HttpResponse<String> handIn(Opened opened, ObjectNode form) {
        ObjectNode body = JSON.createObjectNode().put("number", opened.number).put("code", opened.code);
        body.set("form", form);
        return post(HAND_IN, body.toString());
    }

    private HttpResponse<String> post(String address, String body) {
        return send("POST", address, body, "Content-Type", "application/json");
    }

    private HttpResponse<String> as(String user, String method, String address, String body) {
        String pair = Base64.getEncoder().encodeToString((user + ":demo-Xm2026").getBytes(UTF_8));
        return send(method, address, body, "Content-Type", "application/json", "Authorization", "Basic " + pair);
    }

    private HttpResponse<String> send(String method, String address, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String variables(Map<String, Object> form) {
        ObjectNode variables = JSON.createObjectNode();
        form.forEach((key, value) -> variables.putObject(key).set("value", JSON.valueToTree(value)));
        return JSON.createObjectNode().set("variables", variables).toString();
    }

    private static String statusHeadersBody(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.keySet().removeIf("date"::equalsIgnoreCase);
        return answer.statusCode() + " " + headers + " " + answer.body();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + answer.statusCode() + " " + answer.body(), e);
        }
    }
}
