package cn.bioapproval.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.engine.web.CheckProcess.Opened;
import cn.bioapproval.engine.web.Visitor.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** Whatever is sent to start and task forms: what is not a right submission is refused clearly and leaves no trace. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSubmissionsTest {

    private static final long SEED = 20260726;
    private static final int SUBMISSIONS = 400;
    private static final String TITLE = "\"title\": {\"value\": \"甲\"}";
    private static final String AMOUNT = "\"amount\": {\"value\": \"12.50\"}";

    private final ProcessEngine engine;
    private final JdbcTemplate database;
    private final int port;

    private CheckProcess process;
    private Visitor clerk;
    private List<String> addresses;
    private List<String> othersAddresses;
    private Fingerprint before;

    HostileSubmissionsTest(
            @Autowired ProcessEngine engine, @Autowired JdbcTemplate database, @LocalServerPort int port) {
        this.engine = engine;
        this.database = database;
        this.port = port;
    }

    @BeforeAll
    void openCases() {
        process = new CheckProcess(engine);
        clerk = Visitor.of(port, "chenmin");
        Opened own = claimedBy("chenmin");
        Opened colleagues = claimedBy("linxiao");
        Opened finished = claimedBy("chenmin");
        assertThat(clerk.post(submit(finished.examine().getId()), CheckProcess.FORM).status()).isEqualTo(204);
        addresses = List.of(
                CheckProcess.START,
                "/engine-rest/engine/default/process-definition/key/access-check/submit-form",
                "/engine-rest/process-definition/" + own.examine().getProcessDefinitionId() + "/submit-form",
                submit(own.examine().getId()),
                submit(own.examine().getId()) + "/",
                "/engine-rest/engine/default" + submit(own.examine().getId()).substring("/engine-rest".length()));
        othersAddresses = List.of(
                submit(colleagues.examine().getId()),
                submit(own.confirm().getId()),
                submit(finished.examine().getId()),
                submit(process.open(clerk).examine().getId()),
                submit(UUID.randomUUID().toString()),
                submit("%E4%BB%BB%E5%8A%A1"),
                submit("x".repeat(2000)),
                submit("'%20or%201=1--"),
                "/engine-rest/process-definition/key/no-such-process/submit-form",
                "/engine-rest/process-definition/no:such:process/submit-form",
                "/engine-rest/process-definition/key/access-check/start",
                "/engine-rest/task/" + own.examine().getId() + "/complete",
                "/engine-rest/task/" + own.examine().getId() + "/resolve",
                "/engine-rest/case-definition/key/any/create");
    }

    @AfterAll
    void tidy() {
        process.close();
    }

    @BeforeEach
    void remember() {
        before = Fingerprint.of(database);
    }

    private Opened claimedBy(String user) {
        Opened opened = process.open(clerk);
        engine.getTaskService().claim(opened.examine().getId(), user);
        return opened;
    }

    private static String submit(String task) {
        return "/engine-rest/task/" + task + "/submit-form";
    }

    @Test
    void whatIsNoRightSubmissionIsRefusedAndLeavesNoTrace() {
        Random random = new Random(SEED);
        List<Function<Random, String>> kinds = wrongForms();
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < SUBMISSIONS; i++) {
            String address = pick(random, addresses);
            String body = pick(random, kinds).apply(random);
            check(all, i, clerk.post(address, body), body);
        }
        all.assertThat(Fingerprint.of(database)).isEqualTo(before);
        all.assertAll();
    }

    @Test
    void aRightFormAtTheWrongPlaceIsRefusedAndLeavesNoTrace() {
        SoftAssertions all = new SoftAssertions();
        for (String address : othersAddresses) {
            check(all, 0, clerk.post(address, CheckProcess.FORM), CheckProcess.FORM);
        }
        Visitor finance = Visitor.of(port, "wuting");
        for (String address : addresses) {
            check(all, 1, finance.post(address, CheckProcess.FORM), CheckProcess.FORM);
            Answer stranger = Visitor.anonymous(port).post(address, CheckProcess.FORM);
            check(all, 2, stranger, CheckProcess.FORM);
            all.assertThat(stranger.status()).isEqualTo(401);
            for (String method : List.of("PUT", "DELETE", "PATCH")) {
                check(all, 3, clerk.json(method, address, CheckProcess.FORM), method);
            }
        }
        all.assertThat(Fingerprint.of(database)).isEqualTo(before);
        all.assertAll();
    }

    @Test
    void aBodyThatIsNotPlainJsonIsRefusedAndLeavesNoTrace() {
        byte[] right = CheckProcess.FORM.getBytes(UTF_8);
        byte[] latin = ("{\"variables\": {" + AMOUNT + ", \"title\": {\"value\": \"caf\u00e9\"}}}")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        SoftAssertions all = new SoftAssertions();
        for (String address : addresses) {
            for (String type : List.of(
                    "text/plain", "application/xml", "application/x-www-form-urlencoded", "application/octet-stream",
                    "multipart/form-data; boundary=x", "application/json; charset=gbk", "application/hal+json", "nonsense")) {
                check(all, 0, send(address, BodyPublishers.ofByteArray(right), "Content-Type", type), type);
            }
            check(all, 1, send(address, BodyPublishers.ofByteArray(gzip(right)), "Content-Type", "application/json"), "");
            check(all, 2, send(address, BodyPublishers.ofByteArray(gzip(right)), "Content-Type", "application/json",
                    "Content-Encoding", "gzip"), "gzip");
            check(all, 3, send(address, BodyPublishers.ofByteArray(latin), "Content-Type", "application/json"), "latin");
            check(all, 4, send(address, chunked(Arrays.copyOf(right, right.length - 1)), "Content-Type",
                    "application/json"), "chunked");
        }
        all.assertThat(Fingerprint.of(database)).isEqualTo(before);
        all.assertAll();
    }

    @Test
    void theFingerprintNoticesASubmissionThatIsAccepted() {
        assertThat(clerk.post(CheckProcess.START, CheckProcess.FORM).status()).isEqualTo(200);

        assertThat(Fingerprint.of(database)).isNotEqualTo(before);
    }

    @Test
    void tenMegabytesAreRefusedAndLeaveNoTrace() {
        byte[] large = ("{\"variables\": {" + AMOUNT + ", \"title\": {\"value\": \"" + "甲".repeat(3_500_000) + "\"}}}")
                .getBytes(UTF_8);
        assertThat(large).hasSizeGreaterThan(10_000_000);
        for (String address : addresses.subList(2, 4)) {
            for (BodyPublisher body : List.of(BodyPublishers.ofByteArray(large), chunked(large))) {
                Answer answer = send(address, body, "Content-Type", "application/json");

                assertThat(answer.status()).as("%s", answer).isEqualTo(413);
                assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
            }
        }
        assertThat(Fingerprint.of(database)).isEqualTo(before);
    }

    private Answer send(String address, BodyPublisher body, String... headers) {
        return clerk.send("POST", address, body, headers);
    }

    private static void check(SoftAssertions all, int number, Answer answer, String body) {
        boolean clear;
        try {
            clear = answer.isClearRefusal();
        } catch (AssertionError notJson) {
            clear = false;
        }
        all.assertThat(clear)
                .as("%s: %s for %s", number, answer, body.substring(0, Math.min(300, body.length())))
                .isTrue();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String form(String... fields) {
        return "{\"variables\": {" + String.join(", ", fields) + "}}";
    }

    private static String value(String json) {
        return "{\"value\": " + json + "}";
    }

    /** Ways to fill in the form wrongly; none of them is right by chance. */
    private static List<Function<Random, String>> wrongForms() {
        List<Function<Random, String>> kinds = new ArrayList<>();
        // Broken JSON
        kinds.add(random -> CheckProcess.FORM.substring(0, 1 + random.nextInt(CheckProcess.FORM.length() - 2)));
        kinds.add(random -> pick(random, List.of("[]", "null", "42", "\"text\"", "true", "{", "}", "[[", "\0", "\uFEFF")));
        kinds.add(random -> CheckProcess.FORM + pick(random, List.of("x", "{}", "]", ",", "null")));
        kinds.add(random -> "[".repeat(1 + random.nextInt(5000)));
        kinds.add(random -> "{\"a\":".repeat(1 + random.nextInt(5000)));
        kinds.add(random -> form(TITLE, AMOUNT, TITLE));
        kinds.add(random -> "{\"variables\": {}, \"variables\": {" + TITLE + ", " + AMOUNT + "}}");
        // Wrong shape
        kinds.add(random -> "{\"variables\": " + pick(random, List.of("[]", "\"x\"", "1", "true", "[{}]")) + "}");
        kinds.add(random -> form(TITLE, "\"amount\": " + pick(random, List.of("null", "1", "[]", "\"12.50\"", "true"))));
        kinds.add(random -> pick(random, List.of("", "{}", "{\"variables\": null}", "{\"variables\": {}}", form(TITLE), form(AMOUNT))));
        kinds.add(random -> form(TITLE, AMOUNT, "\"note\": " + value("{\"a\":".repeat(30) + "1" + "}".repeat(30))));
        kinds.add(random -> form(TITLE, AMOUNT, "\"note\": " + value(nested(random, 3 + random.nextInt(12)))));
        // Wrong values
        kinds.add(random -> form(AMOUNT, "\"title\": " + value(pick(random, List.of(
                "42", "true", "[]", "{}", "null", "\"\"", "\"   \"", "[\"甲\"]", "1e400", "\"" + "甲".repeat(41) + "\"")))));
        kinds.add(random -> form(TITLE, "\"amount\": " + value(pick(random, List.of(
                "\"-0.01\"", "\"100000.01\"", "\"NaN\"", "\"Infinity\"", "\"1e9\"", "\"0x10\"", "\"１２\u2028\"", "\"12.345\"",
                "\"12,5\"", "\"\"", "null", "true", "[]", "{}", "-1", "1e400", "-1e-400", "9".repeat(99), "\"" + "9".repeat(5000) + "\"",
                "1e2147483647", "1e-2147483648", "\"1e2147483647\"", "\"1e-2147483647\"")))));
        kinds.add(random -> form(TITLE, "\"amount\": " + value("9".repeat(101 + random.nextInt(4000)))));
        kinds.add(random -> form(TITLE, AMOUNT, "\"heldOn\": " + value(pick(random, List.of(
                "\"2026-02-30\"", "\"2026-13-01\"", "\"05.03.2026\"", "\"0000-00-00\"", "\"99999-01-01\"", "20260305", "true",
                "\"2026-03-05T25:00\"", "\"-2026-03-05\"", "\"now()\"", "[2026, 3, 5]", "{\"year\": 2026}")))));
        kinds.add(random -> form(TITLE, AMOUNT, "\"kind\": " + value(pick(random, List.of(
                "\"third\"", "1", "true", "[\"first\"]", "{\"value\": \"first\"}", "\"first \\u0000\"", "\"甲\"")))));
        kinds.add(random -> form(TITLE, AMOUNT, "\"agreed\": " + value(pick(random, List.of("\"yes\"", "2", "[]", "{}")))));
        kinds.add(random -> form(TITLE, AMOUNT, "\"note\": " + value("\"" + "长".repeat(201 + random.nextInt(20000)) + "\"")));
        // Text that cannot be kept
        kinds.add(random -> form(AMOUNT, "\"title\": " + value("\"a" + pick(random, List.of(
                "\\u0000", "\\ud800", "\\udc00", "\\udfff\\ud800", "\0", "\u0001")) + "b\"")));
        kinds.add(random -> form(TITLE, AMOUNT, "\"note\\u0000\": " + value("1")));
        // Extra fields, among them the process's own variables and attempts to smuggle objects and code
        kinds.add(random -> form(TITLE, AMOUNT, pick(random, List.of(
                "\"caseId\": {\"value\": 1}", "\"item\": {\"value\": \"other\"}", "\"outcome\": {\"value\": \"granted\"}",
                "\"assignee\": {\"value\": \"chenmin\"}", "\"__proto__\": {\"value\": {}}", "\"\": {\"value\": 1}",
                "\"title.x\": {\"value\": 1}", "\"o\": {\"value\": \"rO0ABQ==\", \"type\": \"Object\", \"valueInfo\": "
                        + "{\"objectTypeName\": \"java.util.HashMap\", \"serializationDataFormat\": "
                        + "\"application/x-java-serialized-object\"}}",
                "\"f\": {\"value\": \"AA==\", \"type\": \"File\", \"valueInfo\": {\"filename\": \"a\"}}",
                "\"${execution.id}\": {\"value\": \"${1+1}\"}", "\"'; drop table act_ru_task; --\": {\"value\": 1}"))));
        kinds.add(HostileSubmissionsTest::manyFields);
        return kinds;
    }

    private static String nested(Random random, int depth) {
        return depth == 0
                ? String.valueOf(random.nextInt())
                : random.nextBoolean() ? "[" + nested(random, depth - 1) + "]" : "{\"k\": " + nested(random, depth - 1) + "}";
    }

    private static String manyFields(Random random) {
        List<String> fields = new ArrayList<>(List.of(TITLE, AMOUNT));
        for (int i = 0; i <= random.nextInt(2000); i++) {
            fields.add("\"f" + i + "\": " + value(String.valueOf(random.nextLong())));
        }
        return form(fields.toArray(String[]::new));
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
