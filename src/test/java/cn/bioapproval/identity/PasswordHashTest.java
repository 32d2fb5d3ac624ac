package cn.bioapproval.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PasswordHashTest {

    private final PasswordHash passwords = new PasswordHash();

    @Test
    void passwordIsKeptAsSaltedArgon2id() {
        String hash = passwords.of("demo-Xm2026");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(255);
        assertThat(passwords.of("demo-Xm2026")).isNotEqualTo(hash);
    }

    @Test
    void onlyTheRightPasswordMatches() {
        String hash = passwords.of("中文口令 12");

        assertThat(passwords.matches("中文口令 12", hash)).isTrue();
        assertThat(passwords.matches("中文口令 13", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
        assertThat(passwords.matches("中文口令 12", "not a hash")).isFalse();
        assertThat(passwords.matches("中文口令 12", "$argon2id$broken")).isFalse();
    }

    @Test
    void floodOfSignInsNeverComputesMoreThanTwoAtATime() throws Exception {
        Watch watch = new Watch();
        PasswordHash watched = new PasswordHash(watch);
        ExecutorService people = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> signIns = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                signIns.add(people.submit(() -> watched.of("demo-Xm2026")));
            }
            for (Future<String> signIn : signIns) {
                assertThat(signIn.get()).startsWith("$argon2id$");
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(watch.most.get()).isEqualTo(2);
    }

    @Test
    void failedComputationGivesItsTurnBack() {
        PasswordHash watched = new PasswordHash(new Watch());

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> watched.matches("x", "$argon2id$unreadable"))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    /** Counts how many computations run at the same time. */
    private static final class Watch implements PasswordEncoder {

        private final PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public String encode(CharSequence password) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                return argon2.encode(password);
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            throw new UnsupportedOperationException("broken on purpose");
        }
    }
}
