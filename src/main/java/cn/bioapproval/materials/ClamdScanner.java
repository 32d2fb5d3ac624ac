package cn.bioapproval.materials;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands each file to a ClamAV daemon (command {@code INSTREAM}) as it arrives. The daemon's {@code StreamMaxLength} must be
 * at least the largest file taken here: it hangs up beyond it, and the file is refused as not scanned.
 */
final class ClamdScanner implements MaterialScanner {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int LONGEST_ANSWER = 4096;
    private static final String CLEAN = "stream: OK";
    private static final String FOUND = " FOUND";

    private final String host;
    private final int port;

    /** @param address {@code host:port} */
    ClamdScanner(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("bioapproval.materials.clamd is host:port, not " + address);
        }
        this.host = address.substring(0, colon);
        this.port = Integer.parseInt(address.substring(colon + 1));
    }

    @Override
    public Scan begin() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 128 * 1024));
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            return new Stream(socket, out);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class Stream implements Scan {

        private final Socket socket;
        private final DataOutputStream out;
        private @Nullable IOException hungUp;

        Stream(Socket socket, DataOutputStream out) {
            this.socket = socket;
            this.out = out;
        }

        /** When the daemon hangs up, what it said before that counts; it is read at the end. */
        @Override
        public void see(byte[] bytes, int offset, int length) {
            if (hungUp == null && length > 0) {
                try {
                    out.writeInt(length);
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    hungUp = e;
                }
            }
        }

        @Override
        public Optional<String> finding() throws IOException {
            if (hungUp == null) {
                out.writeInt(0);
                out.flush();
            }
            String answer = answer();
            if (answer.endsWith(FOUND)) {
                return Optional.of(answer.substring(answer.indexOf(": ") + 2, answer.length() - FOUND.length()));
            }
            if (!answer.equals(CLEAN)) {
                throw new IOException("clamd said: " + answer, hungUp);
            }
            return Optional.empty();
        }

        private String answer() throws IOException {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (int octet = socket.getInputStream().read();
                    octet > 0 && answer.size() < LONGEST_ANSWER;
                    octet = socket.getInputStream().read()) {
                answer.write(octet);
            }
            return answer.toString(StandardCharsets.UTF_8).strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
