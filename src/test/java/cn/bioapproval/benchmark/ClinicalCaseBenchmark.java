package cn.bioapproval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.engine.Desk;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole clinical-centre case, from window to payment (14 submitted forms, one timer), through the door with full
 * evidence, against a plain Camunda 7.24 with default settings and history full that runs the same model, forms and tasks:
 * in turns, in one run, on the same PostgreSQL server (durable), with four threads. A third side shows how far the engine
 * itself could go at most: the same steps with nothing kept at all. What each side leaves to vacuum counts as its WAL and
 * CPU, not as its time.
 *
 * <p>{@code mvn -q test -Dtest=ClinicalCaseBenchmark -Dsurefire.failIfNoSpecifiedTests=false}, prints the table and keeps
 * it in {@code target/benchmark/clinical-case.txt}. {@code -Dbenchmark.rounds=4 -Dbenchmark.cases=300
 * -Dbenchmark.warmup=12} (turns at most) are the defaults: about a quarter of an hour.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "bioapproval.database.directory=target/benchmark/postgres",
            "bioapproval.database.port=0",
            "bioapproval.database.fresh=true",
            "bioapproval.funding.budgets.M16=9000000",
            "camunda.bpm.job-execution.enabled=false"
        })
class ClinicalCaseBenchmark {

    private static final int THREADS = 4;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 4);
    private static final int CASES = Integer.getInteger("benchmark.cases", 300);
    private static final int WARM_UP_TURNS = Integer.getInteger("benchmark.warmup", 12);
    private static final double JIT_IS_IDLE = 0.1;
    private static final int CLOCK_TICKS_PER_SECOND = 100;

    private record Measure(double seconds, long walBytes, double postgresCpuSeconds, long databaseBytes) {

        Measure plus(Measure other) {
            return new Measure(
                    seconds + other.seconds,
                    walBytes + other.walBytes,
                    postgresCpuSeconds + other.postgresCpuSeconds,
                    databaseBytes + other.databaseBytes);
        }
    }

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Desk desk;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Clock clock;

    private int nextCase = 1;

    @Test
    void wholeCase() throws Exception {
        JdbcTemplate server = new JdbcTemplate(dataSource);
        server.execute("create database plain");
        server.execute("create database bare");
        String day = LocalDate.now(clock).toString();
        try (HikariDataSource plainDatabase = databaseOf("plain");
                HikariDataSource bareDatabase = databaseOf("bare")) {
            PlainSide plain = new PlainSide(plainDatabase, day, false);
            PlainSide bare = new PlainSide(bareDatabase, day, true);
            List<Side> sides = List.of(new OurSide(engine, desk, dataSource, day), plain, bare);
            List<Measure> totals = new ArrayList<>();
            sides.forEach(side -> totals.add(new Measure(0, 0, 0, 0)));
            server.execute("alter system set autovacuum = off");
            server.execute("select pg_reload_conf()");
            warmUp(sides);
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < sides.size(); i++) {
                    int turn = round % 2 == 0 ? i : sides.size() - 1 - i;
                    totals.set(turn, totals.get(turn).plus(measure(server, sides.get(turn))));
                }
            }
            report(totals.get(0), totals.get(1), totals.get(2));
            if (Boolean.getBoolean("benchmark.tables")) {
                tables(server);
            }
            plain.close();
            bare.close();
        }
    }

    private HikariDataSource databaseOf(String side) {
        HikariDataSource ours = (HikariDataSource) dataSource;
        HikariDataSource theirs = new HikariDataSource();
        theirs.setJdbcUrl(
                ours.getJdbcUrl().replace("/postgres?", "/" + side + "?").replace("reWriteBatchedInserts=true", ""));
        theirs.setUsername(ours.getUsername());
        theirs.setPassword(ours.getPassword());
        theirs.setMaximumPoolSize(ours.getMaximumPoolSize());
        return theirs;
    }

    /**
     * Until the JIT compiler has little left to do: on two cores it takes one of them for minutes, from whoever runs
     * meanwhile, and a server runs for months.
     */
    private void warmUp(List<Side> sides) throws Exception {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        double busy = 1;
        for (int turn = 1; turn <= WARM_UP_TURNS && busy > JIT_IS_IDLE; turn++) {
            long compiled = compiler.getTotalCompilationTime();
            long start = System.nanoTime();
            for (Side side : sides) {
                run(side, CASES);
                tidy(side);
            }
            busy = (compiler.getTotalCompilationTime() - compiled) / ((System.nanoTime() - start) / 1e6);
            System.out.printf("warm-up %d: the JIT compiler took %.0f %% of a core%n", turn, 100 * busy);
        }
    }

    /** What autovacuum would do at some time or other, in whoever's turn that were. */
    private static void tidy(Side side) {
        new JdbcTemplate(side.database()).execute("vacuum (analyze)");
    }

    private void run(Side side, int cases) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, side.name()));
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < cases; i++) {
                int n = nextCase++;
                work.add(() -> {
                    side.runCase(n);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Measure measure(JdbcTemplate server, Side side) throws Exception {
        server.execute("checkpoint");
        long wal = wal(server);
        double cpu = postgresCpuSeconds();
        long size = databaseBytes(server);
        long start = System.nanoTime();
        run(side, CASES);
        double seconds = (System.nanoTime() - start) / 1e9;
        tidy(side);
        return new Measure(
                seconds, wal(server) - wal, postgresCpuSeconds() - cpu, Math.max(0, databaseBytes(server) - size));
    }

    private static long wal(JdbcTemplate server) {
        return server.queryForObject("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint", Long.class);
    }

    private static long databaseBytes(JdbcTemplate server) {
        return server.queryForObject(
                "select sum(pg_database_size(datname))::bigint from pg_database where datname in ('postgres', 'plain', 'bare')",
                Long.class);
    }

    /** User and system time of all processes of the embedded server (Linux). */
    private static double postgresCpuSeconds() throws IOException {
        double ticks = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                Path stat = process.resolve("stat");
                try {
                    String line = Files.readString(stat);
                    if (line.contains("(postgres)")) {
                        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    }
                } catch (IOException gone) {
                    continue;
                }
            }
        }
        return ticks / CLOCK_TICKS_PER_SECOND;
    }

    /** What the application's own side read and wrote, table by table. */
    private static void tables(JdbcTemplate server) {
        server.queryForList(
                        """
                        select relname, seq_scan, seq_tup_read, idx_scan, n_tup_ins + n_tup_upd + n_tup_del as writes
                        from pg_stat_user_tables where seq_scan + coalesce(idx_scan, 0) > 0
                        order by seq_scan + coalesce(idx_scan, 0) desc limit 45""")
                .forEach(System.out::println);
    }

    private static void report(Measure ours, Measure plain, Measure bare) throws IOException {
        int cases = ROUNDS * CASES;
        String table = """
                whole clinical-centre case, %d cases each in %d rounds, %d threads, durable PostgreSQL
                %-34s %14s %14s %8s
                %-34s %14.1f %14.1f %8.2f
                %-34s %14.0f %14.0f %8.2f
                %-34s %14.1f %14.1f %8.2f
                %-34s %14.0f %14.0f %8.2f
                the bare engine, which keeps nothing: %.1f cases per second (%.2f of plain), PostgreSQL CPU %.1f ms per case
                """
                .formatted(
                        cases, ROUNDS, THREADS,
                        "", "bio-approval", "plain Camunda", "ratio",
                        "cases per second", cases / ours.seconds(), cases / plain.seconds(),
                        plain.seconds() / ours.seconds(),
                        "WAL bytes per case", 1.0 * ours.walBytes() / cases, 1.0 * plain.walBytes() / cases,
                        1.0 * ours.walBytes() / plain.walBytes(),
                        "PostgreSQL CPU ms per case", 1000 * ours.postgresCpuSeconds() / cases,
                        1000 * plain.postgresCpuSeconds() / cases,
                        ours.postgresCpuSeconds() / plain.postgresCpuSeconds(),
                        "database bytes per case", 1.0 * ours.databaseBytes() / cases,
                        1.0 * plain.databaseBytes() / cases,
                        1.0 * ours.databaseBytes() / Math.max(1, plain.databaseBytes()),
                        cases / bare.seconds(), plain.seconds() / bare.seconds(),
                        1000 * bare.postgresCpuSeconds() / cases);
        System.out.println(table);
        Files.createDirectories(Path.of("target/benchmark"));
        Files.writeString(Path.of("target/benchmark/clinical-case.txt"), table);
        assertThat(ours.seconds()).isPositive();
    }
}
