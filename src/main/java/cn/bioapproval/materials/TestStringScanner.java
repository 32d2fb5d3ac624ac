package cn.bioapproval.materials;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Recognises the EICAR test string and nothing else: it proves that files pass a scanner, and stands in for a real one
 * where none is configured.
 */
final class TestStringScanner implements MaterialScanner {

    /** In two parts, so that no scanner takes this program for the virus. */
    private static final byte[] TEST_STRING =
            ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
                    .getBytes(StandardCharsets.US_ASCII);

    /** How far the search falls back when the next octet does not fit (Knuth, Morris, Pratt). */
    private static final int[] BORDERS = borders();

    @Override
    public Scan begin() {
        return new Scan() {
            private int matched;
            private boolean found;

            @Override
            public void see(byte[] bytes, int offset, int length) {
                for (int i = offset; i < offset + length && !found; i++) {
                    while (matched > 0 && bytes[i] != TEST_STRING[matched]) {
                        matched = BORDERS[matched - 1];
                    }
                    if (bytes[i] == TEST_STRING[matched]) {
                        matched++;
                    }
                    found = matched == TEST_STRING.length;
                }
            }

            @Override
            public Optional<String> finding() {
                return found ? Optional.of("EICAR-Test-File") : Optional.empty();
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    private static int[] borders() {
        int[] borders = new int[TEST_STRING.length];
        int border = 0;
        for (int i = 1; i < TEST_STRING.length; i++) {
            while (border > 0 && TEST_STRING[i] != TEST_STRING[border]) {
                border = borders[border - 1];
            }
            if (TEST_STRING[i] == TEST_STRING[border]) {
                border++;
            }
            borders[i] = border;
        }
        return borders;
    }
}
