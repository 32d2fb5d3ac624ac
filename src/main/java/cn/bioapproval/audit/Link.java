package cn.bioapproval.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one entry says: all that goes into its hash besides the hash before it.
 *
 * @param occurredAt to the microsecond, as the database keeps it
 * @param recordedAt to the microsecond
 * @param facts      canonical JSON
 */
record Link(
        long caseId,
        int seq,
        String type,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String actor,
        @Nullable String onBehalfOf,
        String facts) {

    /** What the first entry of a chain follows. */
    private static final byte[] NOTHING = new byte[32];

    /**
     * SHA-256 over the hash before and this entry's content. The content is one JSON array: every part is quoted or a
     * number, so no two different entries spell the same.
     */
    byte[] hashAfter(byte @Nullable [] previous) {
        MessageDigest digest = sha256();
        digest.update(previous == null ? NOTHING : previous);
        digest.update(CanonicalJson.write(
                        Arrays.asList(caseId, seq, type, occurredAt, recordedAt, actor, onBehalfOf, facts))
                .getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
