package cn.bioapproval.endurance;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real application in a process of its own, on a data folder that outlives it. */
final class KilledApplication {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private final Path folder;
    private final int port = freePort();
    private final int databasePort = freePort();
    private final int mailPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    /** @param mailPort where a mail server of the test listens, which outlives the application */
    KilledApplication(Path folder, int mailPort) {
        this.folder = folder;
        this.mailPort = mailPort;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres";
    }

    String databasePassword() throws IOException {
        return Files.readString(folder.resolve("postgres.password")).strip();
    }

    void start() throws Exception {
        Files.createDirectories(folder);
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx896m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "cn.bioapproval.BioApproval",
                        "--server.port=" + port,
                        "--bioapproval.funding.budgets.M16=10000000",
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=" + mailPort,
                        "--bioapproval.database.port=" + databasePort,
                        "--bioapproval.database.directory=" + folder.resolve("postgres")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("application.log").toFile()))
                .start();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The application did not start, see " + folder.resolve("application.log"));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The application was not ready within " + READY_WITHIN);
            }
            process.waitFor(500, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address() + "/engine-rest/version"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 401;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** SIGKILL to the application; its PostgreSQL may live on and is adopted by the next start. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** SIGKILL to PostgreSQL as well: the next start recovers it from its log. */
    void killDatabase() throws Exception {
        Path pidFile = folder.resolve("postgres/postmaster.pid");
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
            ProcessHandle server = ProcessHandle.of(pid).orElse(null);
            if (server != null) {
                List<ProcessHandle> backends = server.children().toList();
                server.destroyForcibly();
                backends.forEach(ProcessHandle::destroyForcibly);
                server.onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** An orderly stop (SIGTERM) of both. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The application did not stop within a minute");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
