package cn.bioapproval.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.SampleApplications;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * Four files of 200 MB at the same moment, handed in to an application whose whole heap is 512 MB, and read back.
 *
 * <p>{@code mvn -q test -Dtest=LargeUploads -Dsurefire.failIfNoSpecifiedTests=false}. Not part of {@code mvn verify}, which
 * proves by counting what is allocated that one such file is not held in memory: this starts an application of its own
 * and needs 2 GB of disk.
 */
class LargeUploads {

    private static final int SIZE = 200 * 1024 * 1024;
    private static final String[] SLOTS = {"application", "applicationEvidence", "taskContract", "financialAudit"};

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final int port = freePort();

    @Test
    void fourTimesTwoHundredMegabytesFitIntoAHeapOf512() throws Exception {
        Path folder = Path.of("target", "large-uploads").toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        Process application = start(folder);
        try {
            String number = json.readTree(call("linxiao", "POST",
                            "/engine-rest/process-definition/key/clinical-center-acceptance/submit-form",
                            SampleApplications.next()))
                    .path("caseNumber")
                    .asText();
            JsonNode tasks = json.readTree(
                    call("chenmin", "GET", "/engine-rest/task?processInstanceBusinessKey=" + number, ""));
            String task = tasks.path(0).path("id").asText();
            call("chenmin", "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"chenmin\"}");

            List<CompletableFuture<Path>> uploads = IntStream.range(0, SLOTS.length)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> handIn(folder, task, i)))
                    .toList();
            for (CompletableFuture<Path> upload : uploads) {
                assertThat(upload.get(5, TimeUnit.MINUTES)).exists();
            }
            assertThat(application.isAlive()).isTrue();
            assertThat(folder.resolve("application.log")).content().doesNotContain("OutOfMemoryError");
        } finally {
            application.destroy();
            application.waitFor(60, TimeUnit.SECONDS);
        }
    }

    /** Hands a file in, reads it back and says where the copy lies, which is the same. */
    private Path handIn(Path folder, String task, int index) {
        try {
            byte[] piece = new byte[1024 * 1024];
            Path file = folder.resolve(index + ".pdf");
            try (var out = Files.newOutputStream(file)) {
                out.write("%PDF-1.4\n".getBytes(UTF_8));
                Random random = new Random(index);
                for (int written = 9; written < SIZE; written += piece.length) {
                    random.nextBytes(piece);
                    out.write(piece, 0, Math.min(piece.length, SIZE - written));
                }
            }
            var handed = http.send(
                    request("chenmin", "/api/tasks/" + task + "/materials/" + SLOTS[index] + "?name=" + index + ".pdf")
                            .header("Content-Type", "application/octet-stream")
                            .PUT(BodyPublishers.ofFile(file))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(handed.statusCode()).as(handed.body()).isEqualTo(201);
            Path copy = folder.resolve(index + "-read-back.pdf");
            http.send(
                    request("chenmin", json.readTree(handed.body()).path("href").asText()).build(),
                    BodyHandlers.ofFile(copy));
            assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
            return copy;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(Path folder) throws IOException, InterruptedException {
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "cn.bioapproval.BioApproval",
                        "--server.port=" + port,
                        "--bioapproval.database.port=" + freePort(),
                        "--bioapproval.database.directory=" + folder.resolve("postgres"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("application.log").toFile())
                .start();
        for (int second = 0; second < 240 && !isReady(); second++) {
            assertThat(application.waitFor(1, TimeUnit.SECONDS)).as("ended, see application.log").isFalse();
        }
        return application;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(request("linxiao", "/api/me").build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String call(String person, String method, String path, String body) throws Exception {
        var answer = http.send(
                request(person, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer.body();
    }

    private HttpRequest.Builder request(String person, String path) {
        String pair = Base64.getEncoder().encodeToString((person + ":demo-Xm2026").getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + pair);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
