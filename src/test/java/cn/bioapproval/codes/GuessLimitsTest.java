package cn.bioapproval.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessLimitsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-05T01:00:00Z"));
    private final InstantSource clock = now::get;
    private final GuessLimits limits = new GuessLimits(clock);

    @Test
    void tenFailuresOfAnAddressAreEnoughAndThenOneAMinute() {
        fail(10, "192.0.2.1");

        assertThat(limits.begin("192.0.2.1", "A").delay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limits.begin("192.0.2.2", "A").isAllowed()).as("others are not concerned").isTrue();
        pass(Duration.ofSeconds(59));
        assertThat(limits.begin("192.0.2.1", "A").delay()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(limits.begin("192.0.2.1", "A").isAllowed()).isTrue();
        assertThat(limits.begin("192.0.2.1", "A").isAllowed()).isFalse();
    }

    @Test
    void whoKnowsTheCodeAsksAsOftenAsShePleasesWithinReason() {
        for (int i = 0; i < 60; i++) {
            GuessLimits.Attempt attempt = limits.begin("192.0.2.1", "A");
            assertThat(attempt.isAllowed()).as("question %d", i).isTrue();
            attempt.succeeded();
        }

        assertThat(limits.begin("192.0.2.1", "A").delay()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(limits.begin("192.0.2.1", "A").isAllowed()).isTrue();
    }

    @Test
    void knowingOneCaseDoesNotBuyGuessesAtAnother() {
        for (int i = 0; i < 10; i++) {
            assertThat(limits.begin("192.0.2.1", "B").isAllowed()).isTrue();
            GuessLimits.Attempt own = limits.begin("192.0.2.1", "A");
            if (own.isAllowed()) {
                own.succeeded();
            }
        }

        assertThat(limits.begin("192.0.2.1", "B").isAllowed()).isFalse();
    }

    @Test
    void guessingFromManyPlacesBarsTheCaseForSecondsOnly() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.begin("192.0.2." + i, "A").isAllowed()).isTrue();
        }

        assertThat(limits.begin("198.51.100.1", "A").delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(limits.begin("198.51.100.1", "B").isAllowed()).as("other cases are not concerned").isTrue();
        pass(Duration.ofSeconds(5));
        assertThat(limits.begin("198.51.100.1", "A").isAllowed()).isTrue();
    }

    @Test
    void aBarredCaseCostsItsOwnerNoneOfHerFewFailures() {
        for (int i = 0; i < 100; i++) {
            limits.begin("192.0.2." + i, "A");
        }
        for (int i = 0; i < 30; i++) {
            assertThat(limits.begin("198.51.100.1", "A").isAllowed()).isFalse();
        }

        assertThat(limits.begin("198.51.100.1", "B").isAllowed()).isTrue();
    }

    @Test
    void oneCustomersAddressesAreOneAddress() {
        for (int i = 0; i < 10; i++) {
            limits.begin("2001:db8:1:2::" + Integer.toHexString(i + 1), "A");
        }

        assertThat(limits.begin("2001:db8:1:2:ffff::9", "A").isAllowed()).isFalse();
        assertThat(limits.begin("2001:db8:1:3::1", "A").isAllowed()).isTrue();
    }

    @Test
    void manyAtOnceGetNoMoreThanOneAfterAnother() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> guess = () -> limits.begin("192.0.2.1", "A").isAllowed();
            long allowed = threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> guess).collect(Collectors.toList()))
                    .stream()
                    .filter(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .count();

            assertThat(allowed).isEqualTo(10);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void manyKeysDoNotEatTheMemoryNorFreeTheBarred() {
        RateLimit limit = new RateLimit(1, Duration.ofMinutes(1), 100, clock);
        assertThat(limit.take("barred")).isZero();
        for (int i = 0; i < 10_000; i++) {
            limit.take("key" + i);
        }

        assertThat(limit.keys()).isLessThanOrEqualTo(101);
        assertThat(limit.take("barred")).isPositive();
        assertThat(limit.take("newcomer")).as("beyond that all newcomers count as one").isPositive();
        pass(Duration.ofHours(200));
        assertThat(limit.take("newcomer")).isZero();
        assertThat(limit.keys()).as("what is whole again is forgotten").isEqualTo(1);
    }

    private void fail(int times, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(limits.begin(address, "N" + i).isAllowed()).isTrue();
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
