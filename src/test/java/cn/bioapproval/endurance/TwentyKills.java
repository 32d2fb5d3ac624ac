package cn.bioapproval.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.PostOffice;
import cn.bioapproval.calendar.OfficeClock;
import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * {@code kill -9} of the running application at a random moment, twenty times during a load of cases (every third time
 * PostgreSQL dies with it, half of these before it): afterwards all cases are finished, and nothing acknowledged is
 * lost, nothing is doubled.
 *
 * <p>{@code mvn -q test -Dtest=TwentyKills -Dsurefire.failIfNoSpecifiedTests=false}; {@code -Dendurance.kills=20},
 * {@code -Dendurance.seed=1}. Not part of {@code mvn verify}: each restart takes its time.
 */
class TwentyKills {

    private static final int KILLS = Integer.getInteger("endurance.kills", 20);
    private static final int CLIENTS = 3;
    private static final int CASES_PER_CLIENT = 2;
    /** A case needs about a dozen rounds; whoever needs more than this stands still. */
    private static final int ROUNDS_TO_FINISH = 200;

    private final Random random = new Random(Integer.getInteger("endurance.seed", 1));
    private final AtomicInteger nextCase = new AtomicInteger(1);
    private final AtomicInteger brokenOff = new AtomicInteger();

    @Test
    void loseNothingAndDoubleNothing() throws Exception {
        Path folder = Path.of("target", "twenty-kills").toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        GreenMail postOffice = PostOffice.open();
        KilledApplication application = new KilledApplication(folder, postOffice.getSmtp().getPort());
        CaseClient client = new CaseClient(application.address(), LocalDate.now(OfficeClock.ZONE).toString());
        try {
            for (int life = 1; life <= KILLS; life++) {
                application.start();
                work(application, client, life);
            }
            application.start();
            finish(client);
            Aftermath aftermath = new Aftermath(application.databaseUrl(), application.databasePassword());
            aftermath.check(client, postOffice, KILLS);
            application.stop();
            System.out.printf(
                    "%d kills (%d requests broken off), %d cases, %d acknowledged completions, %d mails:"
                            + " nothing lost, nothing doubled%n",
                    KILLS,
                    brokenOff.get(),
                    client.startedCases.size(),
                    client.completedTasks.size(),
                    postOffice.getReceivedMessages().length);
        } finally {
            application.kill();
            application.killDatabase();
            postOffice.stop();
        }
    }

    /** Several clients work until the application dies under them. */
    private void work(KilledApplication application, CaseClient client, int life) throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Callable<Void> work = () -> clientAtWork(client, alive);
        var working = Stream.generate(() -> clients.submit(work)).limit(CLIENTS).toList();
        clients.shutdown();
        clients.awaitTermination(500 + random.nextInt(6000), TimeUnit.MILLISECONDS);
        alive.set(false);
        if (life % 6 == 0) {
            application.killDatabase();
        }
        application.kill();
        if (life % 6 == 3) {
            application.killDatabase();
        }
        for (Future<Void> client1 : working) {
            client1.get(2, TimeUnit.MINUTES);
        }
    }

    /** What goes wrong while the application lives is a failure; what its death breaks off is not. */
    private Void clientAtWork(CaseClient client, AtomicBoolean alive) throws Exception {
        try {
            for (int n = 0; n < CASES_PER_CLIENT; n++) {
                client.start(nextCase.getAndIncrement());
            }
            while (alive.get()) {
                client.advance(40);
                client.start(nextCase.getAndIncrement());
            }
        } catch (IOException | IllegalStateException failure) {
            if (alive.get()) {
                throw failure;
            }
            brokenOff.incrementAndGet();
        }
        return null;
    }

    private static void finish(CaseClient client) throws Exception {
        int rounds = 0;
        while (client.advance(500)) {
            assertThat(++rounds).as("rounds needed to finish what is open").isLessThan(ROUNDS_TO_FINISH);
        }
    }
}
