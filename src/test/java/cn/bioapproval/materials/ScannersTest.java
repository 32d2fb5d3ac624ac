package cn.bioapproval.materials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ScannersTest {

    private static final byte[] VIRUS = SampleFiles.TEST_VIRUS.getBytes(StandardCharsets.US_ASCII);

    @Test
    void theTestStringIsRecognisedWhereverThePiecesBreak() throws IOException {
        byte[] content = surrounded(VIRUS);
        for (int border = 0; border <= content.length; border++) {
            assertThat(scan(new TestStringScanner(), content, border)).as("border at %d", border).contains("EICAR-Test-File");
        }
    }

    @Test
    void itIsRecognisedInPiecesOfOneOctetAndAfterFalseBeginnings() throws IOException {
        byte[] content = ("X5O!X5O!P%@AP[4\\PZX5" + SampleFiles.TEST_VIRUS).getBytes(StandardCharsets.US_ASCII);
        try (MaterialScanner.Scan scan = new TestStringScanner().begin()) {
            for (int i = 0; i < content.length; i++) {
                scan.see(content, i, 1);
            }
            assertThat(scan.finding()).isPresent();
        }
    }

    @Test
    void whatOnlyResemblesItIsClean() throws IOException {
        byte[] almost = VIRUS.clone();
        almost[40]++;
        assertThat(scan(new TestStringScanner(), surrounded(almost), 30)).isEmpty();
        assertThat(scan(new TestStringScanner(), surrounded("EICAR".getBytes(StandardCharsets.US_ASCII)), 30)).isEmpty();
    }

    @Test
    void clamdIsHandedTheWholeFileAndItsAnswerCounts() throws Exception {
        byte[] content = surrounded(VIRUS);
        try (Daemon daemon = new Daemon(received -> received.contains(SampleFiles.TEST_VIRUS)
                ? "stream: Win.Test.EICAR_HDB-1 FOUND\0"
                : "stream: OK\0")) {
            assertThat(scan(new ClamdScanner(daemon.address()), content, 50)).contains("Win.Test.EICAR_HDB-1");
            assertThat(daemon.received.get()).isEqualTo(new String(content, StandardCharsets.ISO_8859_1));
        }
        try (Daemon daemon = new Daemon(received -> "stream: OK\0")) {
            assertThat(scan(new ClamdScanner(daemon.address()), content, 50)).isEmpty();
        }
    }

    @Test
    void aDaemonThatDoesNotSayCleanHasNotScanned() throws Exception {
        try (Daemon daemon = new Daemon(received -> "INSTREAM size limit exceeded. ERROR\0")) {
            assertThatThrownBy(() -> scan(new ClamdScanner(daemon.address()), VIRUS, 5))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("size limit exceeded");
        }
        try (Daemon daemon = new Daemon(received -> "")) {
            assertThatThrownBy(() -> scan(new ClamdScanner(daemon.address()), VIRUS, 5)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] surrounded(byte[] middle) {
        String around = "申请书".repeat(20);
        return (around + new String(middle, StandardCharsets.ISO_8859_1) + around).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> scan(MaterialScanner scanner, byte[] content, int border) throws IOException {
        try (MaterialScanner.Scan scan = scanner.begin()) {
            scan.see(content, 0, border);
            scan.see(content, border, content.length - border);
            return scan.finding();
        }
    }

    /** Speaks the daemon's side of INSTREAM to one client. */
    private static final class Daemon implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<String> received;

        Daemon(Function<String, String> answer) throws IOException {
            received = CompletableFuture.supplyAsync(() -> {
                try (Socket client = server.accept()) {
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    assertThat(in.readNBytes(10)).isEqualTo("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
                    StringBuilder content = new StringBuilder();
                    for (int length = in.readInt(); length > 0; length = in.readInt()) {
                        content.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
                    }
                    client.getOutputStream().write(answer.apply(content.toString()).getBytes(StandardCharsets.UTF_8));
                    return content.toString();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
