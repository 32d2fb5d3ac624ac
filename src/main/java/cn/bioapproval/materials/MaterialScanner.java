package cn.bioapproval.materials;

import java.io.IOException;
import java.util.Optional;

/** Looks for malicious content in a file while it streams past. */
interface MaterialScanner {

    /** Begins with a new file. */
    Scan begin() throws IOException;

    /** One file, piece by piece. */
    interface Scan extends AutoCloseable {

        /** The next piece. */
        void see(byte[] bytes, int offset, int length) throws IOException;

        /**
         * What was found when all was seen: the name of a virus, or nothing.
         *
         * @throws IOException if the scanner cannot say
         */
        Optional<String> finding() throws IOException;

        @Override
        void close() throws IOException;
    }
}
