package cn.bioapproval.identity;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * How passwords are kept: Argon2id with 19 MiB, two passes, one lane and a salt of its own per password (the OWASP
 * minimum). At most two are computed at a time, so that a flood of sign-ins waits instead of eating the memory.
 */
@Component
public class PasswordHash {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int AT_A_TIME = 2;

    private final PasswordEncoder argon2;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    PasswordHash() {
        this(new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES));
    }

    /** For a test that watches the computations. */
    PasswordHash(PasswordEncoder argon2) {
        this.argon2 = argon2;
    }

    /** The hash to keep, in the usual {@code $argon2id$...} notation with parameters and salt (about 100 letters). */
    public String of(CharSequence password) {
        return inTurn(() -> argon2.encode(password));
    }

    /** Whether the password is the one that was hashed; {@code false} for anything that is not such a hash. */
    public boolean matches(CharSequence password, String hash) {
        return hash.startsWith("$argon2id$") && inTurn(() -> argon2.matches(password, hash));
    }

    private <T> T inTurn(Supplier<T> computation) {
        turns.acquireUninterruptibly();
        try {
            return computation.get();
        } finally {
            turns.release();
        }
    }
}
