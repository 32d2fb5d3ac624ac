package cn.bioapproval.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCertificates;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sixteen at once, decisions that fail half-way among them, and the new year in between. */
@RecordsTest
class TenThousandCertificatesTest {

    private static final int ALL = 10_000;
    private static final int THREADS = 16;
    private static final List<String> CATEGORIES = List.of("06", "07", "14", "22");

    @Autowired
    private Certificates certificates;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcTemplate jdbc;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** A decision that was not made after all. */
    private static final class NotDecided extends RuntimeException {}

    @BeforeEach
    void justBeforeTheNewYear() {
        RegisterOnDatabase.empty(jdbc, transactions);
        clock.turnTo(LocalDateTime.parse("2026-12-31T12:00").atZone(OfficeClock.ZONE).toInstant());
    }

    @AfterEach
    void backToTheSystemClock() {
        RegisterOnDatabase.empty(jdbc, transactions);
        clock.turnBy(Duration.ZERO);
    }

    @Test
    void numbersAreUniqueWithoutGapsAndInTheOrderOfDecision() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Callable<Integer>> clerks = IntStream.range(0, THREADS)
                .mapToObj(n -> (Callable<Integer>) () -> decide(new Random(n)))
                .toList();
        int decided = 0;
        for (Future<Integer> each : threads.invokeAll(clerks)) {
            decided += each.get();
        }
        threads.shutdown();

        assertThat(decided).isEqualTo(ALL);
        assertThat(failed.get()).as("decisions that failed after their number was drawn").isGreaterThan(ALL / 10);
        List<String> inOrderOfDecision = jdbc.queryForList(
                """
                select substr(c.number, 5, 4) || '-' || right(c.number, 4)
                from certificates_certificate c join certificates_entry e on e.certificate_id = c.id
                order by e.decided_at""",
                String.class);
        int before = (int) inOrderOfDecision.stream().filter(number -> number.startsWith("2026")).count();
        assertThat(before).as("some on either side of the new year").isBetween(1_000, 9_000);
        List<String> expected = new ArrayList<>();
        IntStream.rangeClosed(1, before).forEach(n -> expected.add("2026-%04d".formatted(n)));
        IntStream.rangeClosed(1, ALL - before).forEach(n -> expected.add("2027-%04d".formatted(n)));
        assertThat(inOrderOfDecision).isEqualTo(expected);
        assertThat(jdbc.queryForObject(
                        """
                        select count(*) from certificates_entry e
                        join certificates_certificate c on c.id = e.certificate_id
                        join documents_document d on d.id = e.document_id and d.number = c.number""",
                        Integer.class))
                .as("each has the paper that bears its number, and no failed one has left any")
                .isEqualTo(ALL);
    }

    /** Decides until all are decided. */
    private int decide(Random random) {
        int decided = 0;
        int turn;
        while ((turn = begun.incrementAndGet()) <= ALL) {
            if (turn == ALL / 2) {
                clock.turnTo(LocalDateTime.parse("2027-01-01T00:00").atZone(OfficeClock.ZONE).toInstant());
            }
            while (!decideOne(random)) {
                failed.incrementAndGet();
            }
            decided++;
        }
        return decided;
    }

    private boolean decideOne(Random random) {
        try {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                CaseId caseId = cases.open(SampleCertificates.application(null)).id();
                boolean reagent = random.nextInt(4) == 0;
                CertificateContents contents = reagent
                        ? SampleCertificates.reagent()
                        : SampleCertificates.device(
                                "一次性使用无菌敷贴", CATEGORIES.get(random.nextInt(4)), SampleCertificates.HOLDER);
                certificates.grant(caseId, reagent ? "device-ivd" : "device", contents);
                if (random.nextInt(5) == 0) {
                    throw new NotDecided();
                }
            });
            return true;
        } catch (NotDecided expected) {
            return false;
        }
    }
}
