package cn.bioapproval.funding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Locks by name that are held until the transaction ends (PostgreSQL advisory locks). One call takes all it needs in
 * one global order, so that calls never wait for each other in a circle.
 */
@Component
class Locks {

    private final JdbcTemplate jdbc;

    Locks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for all of the names. Whatever is read after it sees what earlier holders have committed. */
    void take(Collection<String> names) {
        Long[] numbers = names.stream().map(Locks::number).distinct().sorted().toArray(Long[]::new);
        // PostgreSQL calls the function row by row, in the order of the array.
        jdbc.query("select pg_advisory_xact_lock(number) from unnest(?) number", row -> {}, (Object) numbers);
    }

    /** A number for the name that is the same on every machine and in every release. */
    private static long number(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
