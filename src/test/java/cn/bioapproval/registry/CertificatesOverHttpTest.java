package cn.bioapproval.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.SampleCertificates;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.certificates.Certificate;
import cn.bioapproval.certificates.CertificateContents;
import cn.bioapproval.certificates.Certificates;
import cn.bioapproval.codes.GuessLimits;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What anyone on the internet, and whoever is signed in, gets to know of certificates, politely and not. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class CertificatesOverHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFY = "/certificates/verify";
    private static final String SEARCH = "/certificates/search";
    private static final String REGISTER = "/api/certificates";

    @LocalServerPort
    private int port;

    @Autowired
    private Certificates certificates;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private GuessLimits limits;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcTemplate jdbc;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A name that no other test has. */
    private final String holder = "厦门市" + UUID.randomUUID().toString().substring(0, 8) + "医疗器械有限公司";

    @BeforeEach
    void nobodyAskedYet() {
        limits.forget();
    }

    @Test
    void whoHoldsThePaperLearnsThatItIsGenuineAndWhatItMustSay() {
        Certificate granted = grant("指夹式脉搏血氧仪");

        HttpResponse<String> answer = verify(" " + granted.number(), code(granted).toLowerCase().replace("-", ""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode shown = json(answer);
        assertThat(shown.path("standing").asText()).isEqualTo("VALID");
        assertThat(shown.path("label").asText()).isEqualTo("有效");
        JsonNode paper = shown.path("paper");
        assertThat(paper.path("number").asText()).isEqualTo(granted.number());
        assertThat(paper.path("validUntil").asText()).isEqualTo(granted.validUntil().toString());
        assertThat(paper.path("lines").toString()).contains("指夹式脉搏血氧仪", holder, "结构及组成");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).doesNotContain("QXZC", "linxiao", code(granted));

        inTransaction(() -> certificates.revoke(granted.number(), granted.caseId(), "提供虚假资料"));
        JsonNode revoked = json(verify(granted.number(), code(granted)));
        assertThat(revoked.path("standing").asText()).isEqualTo("REVOKED");
        assertThat(revoked.path("paper").path("explanation").asText()).contains("撤销");
    }

    @Test
    void aWrongNumberAndAWrongCodeGetTheIdenticalAnswer() {
        Certificate one = grant("医用电子体温计");
        Certificate other = grant("医用电子体温计");
        String code = code(one);
        String unknown = one.number().substring(0, 11) + "9998";
        Set<String> answers = new TreeSet<>();
        for (List<String> guess : List.of(
                List.of(unknown, code),
                List.of(one.number(), code(other)),
                List.of(one.number(), "2222-2222-2222"),
                List.of(one.number(), ""),
                List.of("", ""),
                List.of(one.number() + "' or '1'='1", code),
                List.of(one.number(), "' or 1=1 --"),
                List.of("%", "%"),
                List.of(one.number(), code.substring(0, 13)),
                List.of(one.number(), "7".repeat(100_000)),
                List.of("闽".repeat(100_000), code))) {
            limits.forget();
            answers.add(statusHeadersBody(verify(guess.get(0), guess.get(1))));
        }
        limits.forget();
        answers.add(statusHeadersBody(post(VERIFY, "{}")));

        assertThat(answers).singleElement().asString().startsWith("404 ").contains("ERR_CERTIFICATE_NOT_VERIFIED");
    }

    @Test
    void guessingEndsAfterTenAndTheOwnerElsewhereIsNotBarred() {
        Certificate granted = grant("医用电子体温计");
        for (int i = 0; i < 10; i++) {
            assertThat(verify(granted.number(), "2222-2222-22" + (10 + i)).statusCode()).isEqualTo(404);
        }

        HttpResponse<String> barred = verify(granted.number(), code(granted));

        assertThat(barred.statusCode()).as("the right code does not help a guesser").isEqualTo(429);
        assertThat(barred.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(barred).path("message").asText()).contains("过于频繁");
        assertThat(limits.begin("198.51.100.7", granted.number()).isAllowed()).isTrue();
    }

    @Test
    void whatIsPublishedIsFoundByAnyoneByNumberProductOrHolder() {
        Certificate granted = grant("便携式超声骨密度仪");

        for (String words : List.of(granted.number(), holder, "骨密度 " + holder.substring(3, 9))) {
            HttpResponse<String> answer = post(SEARCH, JSON.createObjectNode().put("words", words).toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode line = json(answer).path("lines").path(0);
            assertThat(line.path("number").asText()).as(words).isEqualTo(granted.number());
            assertThat(line.path("holder").asText()).isEqualTo(holder);
            assertThat(line.path("stateLabel").asText()).isEqualTo("有效");
            assertThat(answer.body()).doesNotContain(SampleCertificates.HOLDER_CODE);
        }
        for (String tooShort : List.of("", " ", "仪")) {
            assertThat(post(SEARCH, JSON.createObjectNode().put("words", tooShort).toString()).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aSearcherIsSlowedToo() {
        int status = 200;
        for (int i = 0; i < 70 && status == 200; i++) {
            status = post(SEARCH, "{\"words\": \"没有这样的产品\"}").statusCode();
        }

        assertThat(status).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null", "[]", "\"text\"", "{", "{\"number\": {}}", "{\"number\": [\"a\"], \"code\": \"b\"}",
        "{\"number\": \"a\", \"number\": \"b\"}", "{\"number\": \"a\\u0000\", \"code\": \"b\"}",
        "{\"number\": \"a\", \"code\": \"\\uD800\"}", "{\"words\": {\"a\": 1}}", "{\"words\": \"血氧\", \"page\": -1}",
        "{\"words\": \"血氧\", \"page\": 2000000000}", "{\"words\": \"血氧\", \"page\": 1e400}",
        "{\"words\": \"血氧\", \"page\": \"x\"}", "{\"words\": \"\\u0000血氧\"}"
    })
    void whatIsNoQuestionIsRefusedAndNothingBreaks(String body) {
        for (String address : List.of(VERIFY, SEARCH)) {
            HttpResponse<String> answer = post(address, body);

            assertThat(answer.statusCode()).as("%s %s: %s", address, body, answer.body()).isBetween(400, 404);
            assertThat(json(answer).path("message").asText()).containsPattern("\\p{IsHan}");
            assertThat(answer.body()).doesNotContain("Exception", "jackson", "java");
        }
    }

    @Test
    void wordsOfAnyKindAreOnlyLookedFor() {
        grant("便携式超声骨密度仪");
        for (String words : List.of(
                "' or 1=1 --", "%%", "__", "\\\\", "<script>alert(1)</script>", "${7*7}", "🩺🩺", "ＡＢ\u202E",
                "a".repeat(100), "a b c d e f g h i j k l m n")) {
            HttpResponse<String> answer = post(SEARCH, JSON.createObjectNode().put("words", words).toString());
            assertThat(answer.statusCode()).as("%s: %s", words, answer.body()).isEqualTo(200);
            assertThat(json(answer).path("total").asInt()).as(words).isZero();
        }
        assertThat(post(SEARCH, JSON.createObjectNode().put("words", "长".repeat(101)).toString()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void onlyJsonOfReasonableSizeIsRead() {
        for (String type : List.of(
                "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            assertThat(send("POST", VERIFY, "{\"number\":\"a\",\"code\":\"b\"}", "Content-Type", type).statusCode())
                    .as(type)
                    .isBetween(400, 415);
        }
        assertThat(post(VERIFY, "{\"number\":\"" + "a".repeat(600_000) + "\"}").statusCode()).isEqualTo(413);
        for (String address : List.of(
                "/certificates/", "/certificates/register.html", "/certificates/verify/", "/certificates/VERIFY",
                "/certificates/1", "/certificates/certificates.js/x", "/registry/register.html",
                "/certificates/..%2f")) {
            assertThat(send("GET", address, "").statusCode()).as(address).isBetween(400, 405);
        }
    }

    @Test
    void thePagesAreOpenAndTheRegisterBehindThemIsNot() {
        for (String address : List.of(
                "/certificates", "/certificates/certificates.css", "/certificates/certificates.js",
                "/certificates/register", "/certificates/register.js", "/progress/page.js")) {
            HttpResponse<String> page = send("GET", address, "");
            assertThat(page.statusCode()).as(address).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
        }
        for (String address : List.of(REGISTER, REGISTER + "/choices", REGISTER + "/" + encoded("闽械注准20262070001"))) {
            assertThat(send("GET", address, "").statusCode()).as(address).isEqualTo(401);
            assertThat(as("chenmin", "POST", address).statusCode()).as("nothing is written there").isBetween(400, 405);
        }
    }

    @Test
    void anOfficialSearchesTheRegisterAndReadsACertificateWhole() {
        Certificate granted = grant("便携式超声骨密度仪");
        String renewal = inTransaction(() -> {
            var renewing = cases.open(SampleCertificates.application(null));
            certificates.applyForRenewal(granted.number(), renewing.id(), granted.validFrom().plusYears(4));
            return renewing.number();
        });

        JsonNode found = json(as("chenmin", "GET", REGISTER + "?words=" + encoded(holder) + "&category=07&state=VALID"
                + "&kind=device&page=0&expiresFrom=" + granted.validUntil()
                + "&expiresUntil=" + granted.validUntil()));
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.path("lines").path(0).path("category").asText()).isEqualTo("07 医用诊察和监护器械");
        assertThat(json(as("chenmin", "GET", REGISTER + "?words=" + encoded(holder) + "&state=EXPIRED"))
                        .path("total").asInt())
                .isZero();

        JsonNode one = json(as("chenmin", "GET", REGISTER + "/" + encoded(granted.number())));
        assertThat(one.path("lines").toString()).contains("便携式超声骨密度仪", holder);
        assertThat(one.path("lastDayForRenewal").asText()).isEqualTo(granted.validUntil().minusMonths(6).toString());
        assertThat(one.path("renewal").asText()).isEqualTo(renewal);
        assertThat(one.path("entries").findValuesAsText("act")).containsExactly("申请延续", "核发");
        assertThat(one.toString()).doesNotContain(code(granted));

        JsonNode choices = json(as("chenmin", "GET", REGISTER + "/choices"));
        assertThat(choices.path("kinds").findValuesAsText("code")).contains("device", "device-ivd");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "?state=GONE", "?page=-1", "?page=x", "?page=99999999999999", "?page=1001", "?expiresFrom=2026-02-30",
        "?expiresFrom=%2B999999999-12-31", "?expiresUntil=0000-01-01", "?expiresUntil=morgen",
        "/%E9%97%BD", "/1", "/%00"
    })
    void whatAnOfficialMistypesIsRefusedInChinese(String query) {
        HttpResponse<String> answer = as("chenmin", "GET", REGISTER + query);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
        assertThat(json(answer).path("message").asText()).containsPattern("\\p{IsHan}");
    }

    // Certificates

    private Certificate grant(String product) {
        CertificateContents contents = SampleCertificates.device(product, "07", holder);
        return inTransaction(() ->
                certificates.grant(cases.open(SampleCertificates.application(null)).id(), "device", contents));
    }

    /** As it is printed. */
    private String code(Certificate certificate) {
        return jdbc.queryForObject(
                "select data ->> 'code' from documents_document where number = ?", String.class, certificate.number());
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }

    // HTTP

    private HttpResponse<String> verify(String number, String code) {
        ObjectNode question = JSON.createObjectNode().put("number", number).put("code", code);
        return post(VERIFY, question.toString());
    }

    private HttpResponse<String> post(String address, String body) {
        return send("POST", address, body, "Content-Type", "application/json");
    }

    private HttpResponse<String> as(String user, String method, String address) {
        String pair = Base64.getEncoder().encodeToString((user + ":demo-Xm2026").getBytes(UTF_8));
        return send(method, address, "", "Authorization", "Basic " + pair);
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
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
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
