package cn.bioapproval.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * {@code kill -9} of the running application at a random moment, twenty times during a load of cases (every third time
 * PostgreSQL dies with it): afterwards all cases are finished, and nothing acknowledged is lost, nothing is doubled.
 *
 * <p>{@code mvn -q test -Dtest=TwentyKills -Dsurefire.failIfNoSpecifiedTests=false}; {@code -Dendurance.kills=20},
 * {@code -Dendurance.seed=1}. Not part of {@code mvn verify}: each restart takes its time.
 */
class TwentyKills {

    private static final int KILLS = Integer.getInteger("endurance.kills", 20);
    private static final int CASES_PER_LIFE = 6;
    private static final int CLIENTS = 3;

    private final Random random = new Random(Integer.getInteger("endurance.seed", 1));
    private final AtomicInteger nextCase = new AtomicInteger(1);

    @Test
    void loseNothingAndDoubleNothing() throws Exception {
        Path folder = Path.of("target", "twenty-kills").toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        KilledApplication application = new KilledApplication(folder);
        String day = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        CaseClient client = new CaseClient(application.address(), day);
        for (int life = 1; life <= KILLS; life++) {
            application.start();
            work(application, client);
            if (life % 3 == 0) {
                application.killDatabase();
            }
        }
        application.start();
        while (client.advance(500)) {
            assertThat(client.startedCases).isNotEmpty();
        }
        check(application, client);
        application.stop();
    }

    /** Several clients work until the application dies under them. */
    private void work(KilledApplication application, CaseClient client) throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        CountDownLatch working = new CountDownLatch(CLIENTS);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.submit(() -> {
                working.countDown();
                try {
                    for (int n = 0; n < CASES_PER_LIFE / CLIENTS; n++) {
                        client.start(nextCase.getAndIncrement());
                    }
                    while (alive.get() && client.advance(40)) {
                        client.start(nextCase.getAndIncrement());
                    }
                } catch (IOException died) {
                    return null;
                }
                return null;
            });
        }
        working.await();
        clients.awaitTermination(500 + random.nextInt(6000), TimeUnit.MILLISECONDS);
        application.kill();
        alive.set(false);
        clients.shutdown();
        assertThat(clients.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }

    private static void check(KilledApplication application, CaseClient client) throws Exception {
        try (Connection database = DriverManager.getConnection(
                        application.databaseUrl(), "postgres", application.databasePassword());
                Statement sql = database.createStatement()) {
            assertThat(strings(sql, "select number from cases_case"))
                    .as("acknowledged cases are there")
                    .containsAll(client.startedCases);
            assertThat(strings(sql, "select task_id from intake_submission where task_id is not null"))
                    .as("acknowledged completions are there")
                    .containsAll(client.completedTasks);
            none(sql, "a task completed twice",
                    "select task_id from intake_submission where task_id is not null group by task_id having count(*) > 1");
            none(sql, "a case that is not finished or not granted",
                    "select number from cases_case where status <> 'CLOSED' or outcome <> 'GRANTED'");
            none(sql, "an open task", "select id_ from act_ru_task");
            none(sql, "a case with another number of awards than one",
                    "select c.number from cases_case c left join funding_award a on a.case_id = c.id"
                            + " group by c.number having count(a.id) <> 1");
            none(sql, "a case with another number of grants or payments in the ledger than one",
                    "select case_id from funding_entry where kind in ('GRANT', 'PAYMENT')"
                            + " group by case_id, kind having count(*) <> 1");
            none(sql, "a message sent twice for the same event",
                    "select case_id from notifications_message group by case_id, event_type, channel, recipient,"
                            + " body having count(*) > 1");
            none(sql, "a gap or a double in an audit chain",
                    "select case_id from audit_entry group by case_id having count(*) <> max(seq) - min(seq) + 1");
            none(sql, "a document number given twice", "select number from documents_document group by number"
                    + " having count(*) > 1");
        }
        System.out.printf("%d kills, %d cases, %d acknowledged completions: nothing lost, nothing doubled%n",
                KILLS, client.startedCases.size(), client.completedTasks.size());
    }

    private static void none(Statement sql, String what, String query) throws SQLException {
        assertThat(strings(sql, query)).as(what).isEmpty();
    }

    private static Set<String> strings(Statement sql, String query) throws SQLException {
        Set<String> values = new HashSet<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
