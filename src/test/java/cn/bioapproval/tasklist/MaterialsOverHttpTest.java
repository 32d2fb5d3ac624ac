package cn.bioapproval.tasklist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.SampleApplications;
import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.identity.Substitution;
import cn.bioapproval.identity.Substitutions;
import cn.bioapproval.materials.SampleFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.util.UriUtils;

/** Files handed in for an application, by those who mean well and by those who do not. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-materials")
@ActiveProfiles("test")
@DirtiesContext // the REST interface speaks to the engine that was started last
class MaterialsOverHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MB = 1024 * 1024;
    private static final Path STORE = Path.of("target", "materials");

    @LocalServerPort
    private int port;

    @Autowired
    private TaskService tasks;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Substitutions substitutions;

    @Autowired
    private OfficeClock clock;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private String number;
    private CaseId caseId;
    private String task;

    @BeforeEach
    void anApplicationIsExaminedByChenMin() throws Exception {
        HttpResponse<String> opened = post(
                "linxiao", "/engine-rest/process-definition/key/clinical-center-acceptance/submit-form", SampleApplications.next());
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        number = JSON.readTree(opened.body()).path("caseNumber").asText();
        caseId = cases.findByNumber(number).orElseThrow().id();
        task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId();
        assertThat(post("chenmin", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"chenmin\"}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void theChecklistIsThatOfTheApplicationAndSaysWhatIsMissing() throws Exception {
        JsonNode list = list("chenmin");

        assertThat(list.at("/ofCase/number").asText()).isEqualTo(number);
        assertThat(codes(list)).contains("application", "taskContract").doesNotContain("superiorRecognition");
        assertThat(slot(list, "taskContract").path("missing").asBoolean()).isTrue();
        assertThat(list.at("/upload/allowed").asBoolean()).isTrue();
        assertThat(list.at("/upload/maxSize").asLong()).isEqualTo(200 * MB);
        assertThat(upload("chenmin", "taskContract", "建设任务书.pdf", SampleFiles.pdf("contract")).statusCode())
                .isEqualTo(201);
        assertThat(slot(list("chenmin"), "taskContract").path("missing").asBoolean()).isFalse();
    }

    @Test
    void aFileHandedInIsReadByThoseOnTheCaseExactlyAsItWas() throws Exception {
        byte[] content = SampleFiles.pdf("application of " + number);
        JsonNode version = JSON.readTree(upload("chenmin", "application", "申请书（盖章）.pdf", content).body());

        assertThat(version.path("by").asText()).isEqualTo("陈敏");
        assertThat(version.path("number").asInt()).isEqualTo(1);
        assertThat(version.path("sha256").asText()).isEqualTo(sha256(content));
        HttpResponse<byte[]> file = bytes("chenmin", version.path("href").asText());
        assertThat(file.body()).isEqualTo(content);
        assertThat(header(file, "Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''" + UriUtils.encode("申请书（盖章）.pdf", UTF_8));
        assertThat(header(file, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(file, "Content-Security-Policy")).contains("sandbox").contains("default-src 'none'");
        HttpResponse<byte[]> shown = bytes("chenmin", version.path("view").asText());
        assertThat(header(shown, "Content-Disposition")).startsWith("inline");
        HttpResponse<byte[]> part = bytes("chenmin", version.path("view").asText(), "Range", "bytes=5-8");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 5, 9));
        assertThat(bytes("admin", version.path("href").asText()).statusCode()).as("reads every case").isEqualTo(200);
    }

    @Test
    void whatBrowsersDoNotShowIsSavedOnly() throws Exception {
        JsonNode version =
                JSON.readTree(upload("chenmin", "application", "申请书.docx", SampleFiles.docx()).body());

        assertThat(version.path("view").isNull()).isTrue();
        HttpResponse<byte[]> view =
                bytes("chenmin", version.path("href").asText().replaceFirst("/file$", "/view"));
        assertThat(view.statusCode()).isEqualTo(400);
    }

    @Test
    void aBetterFileIsTheNextVersionAndTheOlderOneStays() throws Exception {
        upload("chenmin", "application", "第一稿.pdf", SampleFiles.pdf("first"));
        upload("chenmin", "application", "第二稿.pdf", SampleFiles.pdf("second"));

        JsonNode versions = slot(list("chenmin"), "application").path("versions");
        assertThat(versions.findValuesAsText("fileName")).containsExactly("第二稿.pdf", "第一稿.pdf");
        assertThat(bytes("chenmin", versions.path(1).path("href").asText()).body()).isEqualTo(SampleFiles.pdf("first"));
    }

    @Test
    void theSameContentOnceMoreIsNotTakenAndSaidSo() throws Exception {
        upload("chenmin", "application", "申请书.pdf", SampleFiles.pdf("same"));

        refused(upload("chenmin", "application", "申请书-改名.pdf", SampleFiles.pdf("same")), 409, "ERR_MATERIAL_DUPLICATE",
                "第 1 版（申请书.pdf）内容完全相同");
        assertThat(upload("chenmin", "applicationEvidence", "佐证.pdf", SampleFiles.pdf("same")).statusCode())
                .as("for another slot it is another material")
                .isEqualTo(201);
    }

    @Test
    void handingInIsInTheAuditTrailWithTheHashOfTheContent() throws Exception {
        byte[] content = SampleFiles.pdf("audited");
        upload("chenmin", "application", "申请书.pdf", content);

        var entry = audit.of(caseId).stream()
                .filter(record -> record.type().equals("materials.received"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.actor()).isEqualTo("chenmin");
        assertThat(entry.toString()).contains(sha256(content)).contains("申请书.pdf");
        assertThat(audit.verify(caseId)).isEmpty();
    }

    @Test
    void hostileFilesAreRefusedInWordsAndLeaveNothingBehind() throws Exception {
        byte[] pdf = SampleFiles.pdf("x");
        refused(upload("chenmin", "application", "../../../etc/cron.d/x.pdf", pdf), 400, "ERR_MATERIAL_NAME", "路径");
        refused(upload("chenmin", "application", "..\\x.pdf", pdf), 400, "ERR_MATERIAL_NAME", "路径");
        refused(upload("chenmin", "application", "x\r\nSet-Cookie.pdf", pdf), 400, "ERR_MATERIAL_NAME", "控制字符");
        refused(upload("chenmin", "application", "长".repeat(250) + ".pdf", pdf), 400, "ERR_MATERIAL_NAME", "过长");
        refused(upload("chenmin", "application", "", pdf), 400, "ERR_MATERIAL_NAME", "没有名称");
        refused(upload("chenmin", "application", "x.exe", pdf), 400, "ERR_MATERIAL_TYPE", "不接收这种格式");
        refused(upload("chenmin", "application", "x.png", pdf), 400, "ERR_MATERIAL_TYPE", "内容却是 PDF");
        refused(upload("chenmin", "application", "x.pdf", "<html><script>".getBytes(UTF_8)), 400, "ERR_MATERIAL_TYPE", "网页");
        refused(upload("chenmin", "application", "x.pdf", new byte[0]), 400, "ERR_MATERIAL_EMPTY", "是空的");
        refused(
                upload("chenmin", "application", "x.pdf", (new String(pdf, UTF_8) + SampleFiles.TEST_VIRUS).getBytes(UTF_8)),
                400, "ERR_MATERIAL_INFECTED", "查出病毒（EICAR-Test-File）");
        refused(upload("chenmin", "noSuchSlot", "x.pdf", pdf), 404, "ERR_MATERIAL_SLOT", "没有这一项");

        assertThat(slot(list("chenmin"), "application").path("versions")).isEmpty();
        assertThat(audit.of(caseId)).noneMatch(record -> record.type().equals("materials.received"));
        assertThat(audit.of(caseId))
                .filteredOn(record -> record.type().equals("materials.infected"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.actor()).isEqualTo("chenmin");
                    assertThat(record.facts())
                            .containsEntry("virus", "EICAR-Test-File")
                            .containsEntry("fileName", "x.pdf")
                            .containsKey("sha256");
                });
        try (Stream<Path> begun = Files.list(STORE.resolve("incoming"))) {
            assertThat(begun).isEmpty();
        }
    }

    @Test
    void requestsThatAreNoneAreAnsweredInChineseAndNever500() throws Exception {
        String path = "/api/tasks/" + task + "/materials/application";
        assertThat(send(request(path, "chenmin").PUT(BodyPublishers.ofString("x"))).statusCode()).isEqualTo(400);
        for (String type : new String[] {"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"}) {
            HttpResponse<String> answer = send(
                    request(path + "?name=a.pdf", "chenmin").header("Content-Type", type).PUT(BodyPublishers.ofString("x=y")));
            assertThat(answer.statusCode()).as(type).isBetween(400, 499);
            assertThat(answer.body()).as(type).containsPattern("\\p{IsHan}");
        }
        assertThat(post("chenmin", path, "{}").statusCode()).isBetween(400, 499);
        assertThat(get("chenmin", "/api/cases/" + number + "/materials/x/file").statusCode()).isEqualTo(400);
        assertThat(get("chenmin", "/api/cases/" + number + "/materials/9999999/file").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyWhoHasTheTaskHandsInAndOnlyThoseOnTheCaseRead() throws Exception {
        String file = JSON.readTree(upload("chenmin", "application", "申请书.pdf", SampleFiles.pdf("x")).body())
                .path("href")
                .asText();
        byte[] other = SampleFiles.pdf("other");
        for (String stranger : new String[] {"linxiao", "huanglei", "wuting"}) {
            assertThat(get(stranger, "/api/tasks/" + task + "/materials").statusCode()).as(stranger).isEqualTo(404);
            assertThat(get(stranger, "/api/cases/" + number + "/materials").statusCode()).as(stranger).isEqualTo(404);
            assertThat(get(stranger, file).statusCode()).as(stranger).isEqualTo(404);
            assertThat(upload(stranger, "application", "x.pdf", other).statusCode()).as(stranger).isEqualTo(404);
        }
        assertThat(send(HttpRequest.newBuilder(address(file)).GET()).statusCode()).as("nobody").isEqualTo(401);
        assertThat(upload("admin", "application", "x.pdf", other).statusCode()).as("reads, hands nothing in").isEqualTo(403);

        post("chenmin", "/engine-rest/task/" + task + "/unclaim", "{}");
        refused(upload("chenmin", "application", "x.pdf", other), 403, "ERR_NOT_ASSIGNEE", "认领");
        assertThat(list("chenmin").at("/upload/allowed").asBoolean()).isFalse();
        assertThat(list("chenmin").at("/upload/reason").asText()).contains("尚未认领");
    }

    @Test
    void aSubstituteHandsInInTheNameOfWhomSheSubstitutes() throws Exception {
        LocalDate today = LocalDate.now(clock);
        Substitution substitution = substitutions.appoint(
                new Substitutions.Wish("chenmin", "wuting", null, today, today, "出差"), "admin", true);
        try {
            JsonNode version =
                    JSON.readTree(upload("wuting", "application", "申请书.pdf", SampleFiles.pdf("substitute")).body());
            assertThat(version.path("by").asText()).isEqualTo("吴婷");
            assertThat(version.path("onBehalfOf").asText()).isEqualTo("陈敏");
        } finally {
            substitutions.end(substitution.id(), "admin", true);
        }
    }

    @Test
    void aFileOfAnotherCaseIsNotReachedThroughThisOne() throws Exception {
        String file = JSON.readTree(upload("chenmin", "application", "申请书.pdf", SampleFiles.pdf("x")).body())
                .path("href")
                .asText();
        String first = number;
        anApplicationIsExaminedByChenMin();

        assertThat(get("chenmin", file).statusCode()).isEqualTo(200);
        assertThat(get("chenmin", file.replace(first, number)).statusCode()).isEqualTo(404);
    }

    @Test
    void filesHandedInAtTheSameMomentAreVersionsOneAfterTheOther() throws Exception {
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return upload("chenmin", "application", i + ".pdf", SampleFiles.pdf("number " + i)).statusCode();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();

        assertThat(answers).containsOnly(201);
        assertThat(slot(list("chenmin"), "application").path("versions").findValuesAsText("number"))
                .containsExactly("8", "7", "6", "5", "4", "3", "2", "1");
        assertThat(audit.verify(caseId)).isEmpty();
    }

    /** Sent with one buffer, so that what all threads together allocate meanwhile is the server's. */
    @Test
    void twoHundredMegabytesAreTakenWithoutBeingHeldInMemory() throws Exception {
        byte[] head = SampleFiles.pdf("large " + ThreadLocalRandom.current().nextLong());
        upload("chenmin", "applicationEvidence", "预热.pdf", SampleFiles.pdf("warm " + number));
        long before = allocated();
        String answer;
        try (Socket socket = new Socket("localhost", port);
                InputStream content = padded(head, 200 * MB)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /api/tasks/" + task + "/materials/applicationEvidence?name=all.pdf HTTP/1.1\r\n"
                            + "Host: localhost\r\nAuthorization: " + basic("chenmin") + "\r\nConnection: close\r\n"
                            + "Content-Type: application/octet-stream\r\nContent-Length: " + 200 * MB + "\r\n\r\n")
                    .getBytes(UTF_8));
            byte[] piece = new byte[64 * 1024];
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                out.write(piece, 0, read);
            }
            answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
        long used = allocated() - before;

        assertThat(answer).startsWith("HTTP/1.1 201").contains("\"size\":" + 200 * MB);
        assertThat(used).as("octets that all threads allocated").isLessThan(50 * MB);
    }

    @Test
    void oneOctetMoreIsRefusedWhetherAnnouncedOrNot() throws Exception {
        byte[] head = SampleFiles.pdf("too large");
        refused(
                put("chenmin", "application", "x.pdf",
                        BodyPublishers.fromPublisher(
                                BodyPublishers.ofInputStream(() -> padded(head, 200 * MB + 1)), 200 * MB + 1)),
                413, "ERR_MATERIAL_TOO_LARGE", "超过 200 MB");
        refused(
                put("chenmin", "application", "x.pdf", BodyPublishers.ofInputStream(() -> padded(head, 200 * MB + 1))),
                413, "ERR_MATERIAL_TOO_LARGE", "超过 200 MB");
        assertThat(slot(list("chenmin"), "application").path("versions")).isEmpty();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(("PUT /api/tasks/" + task + "/materials/application?name=a.pdf HTTP/1.1\r\n"
                    + "Host: localhost\r\nAuthorization: " + basic("chenmin") + "\r\nConnection: close\r\n"
                    + "Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n%PDF-1.4\n").getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 400").contains("请求");
        }
        assertThat(slot(list("chenmin"), "application").path("versions")).isEmpty();
        try (Stream<Path> begun = Files.list(STORE.resolve("incoming"))) {
            assertThat(begun).isEmpty();
        }
    }

    @Test
    void theContentLiesOnTheDiskUnderItsHashBeforeItsRow() throws Exception {
        byte[] content = SampleFiles.pdf("on the disk " + number);
        upload("chenmin", "application", "申请书.pdf", content);

        Path file = STORE.resolve(sha256(content).substring(0, 2)).resolve(sha256(content));
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(jdbc.queryForObject(
                        "select count(*) from materials_version where case_id = ?", Long.class, caseId.value()))
                .isEqualTo(1);
    }

    private static InputStream padded(byte[] head, long length) {
        long[] left = {length - head.length};
        return new SequenceInputStream(new ByteArrayInputStream(head), new InputStream() {
            @Override
            public int read() {
                return left[0]-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int size) {
                if (left[0] <= 0) {
                    return -1;
                }
                int read = (int) Math.min(size, left[0]);
                Arrays.fill(into, offset, offset + read, (byte) ' ');
                left[0] -= read;
                return read;
            }
        });
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).filter(n -> n > 0).sum();
    }

    private void refused(HttpResponse<String> answer, int status, String code, String message) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode refusal = JSON.readTree(answer.body());
        assertThat(refusal.path("code").asText()).isEqualTo(code);
        assertThat(refusal.path("message").asText()).contains(message);
    }

    private JsonNode list(String person) throws Exception {
        HttpResponse<String> answer = get(person, "/api/tasks/" + task + "/materials");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode slot(JsonNode list, String code) {
        return StreamSupport.stream(list.path("slots").spliterator(), false)
                .filter(slot -> slot.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(JsonNode list) {
        return list.path("slots").findValuesAsText("code");
    }

    private HttpResponse<String> upload(String person, String slot, String name, byte[] content) throws Exception {
        return put(person, slot, name, BodyPublishers.ofByteArray(content));
    }

    private HttpResponse<String> put(String person, String slot, String name, BodyPublisher content) throws Exception {
        return send(request("/api/tasks/" + task + "/materials/" + slot + "?name=" + UriUtils.encode(name, UTF_8), person)
                .header("Content-Type", "application/octet-stream")
                .PUT(content));
    }

    private HttpResponse<String> get(String person, String path) throws Exception {
        return send(request(path, person).GET());
    }

    private HttpResponse<byte[]> bytes(String person, String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path, person).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> post(String person, String path, String json) throws Exception {
        return send(request(path, person).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String person) {
        return HttpRequest.newBuilder(address(path)).header("Authorization", basic(person));
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String basic(String person) {
        return "Basic " + Base64.getEncoder().encodeToString((person + ":demo-Xm2026").getBytes(UTF_8));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
