package cn.bioapproval.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/**
 * What a look at the deadlines costs among 1,000,000 open cases, each with one task and one running limit that are due, one
 * like another, within some hundred days: a look that tells {@code -Dbenchmark.told=5000} of steps and of limits, and looks that
 * find everything said.
 *
 * <p>{@code mvn -q test -Dtest=DeadlinesBenchmark -Dsurefire.failIfNoSpecifiedTests=false}, prints the table and keeps it in
 * {@code target/benchmark/deadlines.txt}. {@code -Dbenchmark.open=1000000} is the default.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/benchmark/postgres-deadlines")
@ActiveProfiles("test")
class DeadlinesBenchmark {

    private static final int OPEN = Integer.getInteger("benchmark.open", 1_000_000);
    private static final int TOLD = Integer.getInteger("benchmark.told", 5_000);
    private static final int STARTS = 64;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private WorkingDays workingDays;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void looksAtAMillion() throws Exception {
        clock.turnTo(LocalDateTime.parse("2026-03-10T10:00:00").atZone(OfficeClock.ZONE).toInstant());
        seed(engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("clinical-center-acceptance")
                .latestVersion()
                .singleResult()
                .getId());
        said();
        List<String> lines = new ArrayList<>();
        lines.add("%,d open cases".formatted(OPEN));
        timed(lines, "steps, with some to tell", deadlines::lookAtSteps);
        timed(lines, "steps, everything said", deadlines::lookAtSteps);
        timed(lines, "steps, everything said", deadlines::lookAtSteps);
        timed(lines, "cases, with some to tell", deadlines::lookAtCases);
        timed(lines, "cases, everything said", deadlines::lookAtCases);
        String table = String.join("\n", lines) + "\n";
        System.out.println(table);
        Files.createDirectories(Path.of("target/benchmark"));
        Files.writeString(Path.of("target/benchmark/deadlines.txt"), table);
    }

    private static void timed(List<String> lines, String what, Supplier<Deadlines.Looked> look) {
        long start = System.nanoTime();
        Deadlines.Looked looked = look.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(looked.failed()).isZero();
        lines.add("%-30s %8.2f s %,9d told %8.0f a second".formatted(what, seconds, looked.told(), looked.told() / seconds));
    }

    /** What is due soon is said already, but for the first so many. */
    private void said() {
        int nearEnd = TOLD * 100 / 3;
        jdbc.update(
                """
                insert into deadlines_notice (id, case_id, subject, due_on, stage, told_at)
                select n, n, 'task:t' || n, date '2026-03-10' + n % 100, 10, now() from generate_series(?, ?) n
                where n % 100 < 5""",
                nearEnd,
                OPEN);
        for (int start = 0; start < STARTS; start++) {
            LocalDate startedOn = LocalDate.of(2026, 1, 5).plusDays(start);
            jdbc.update(
                    """
                    insert into deadlines_notice (id, case_id, subject, due_on, stage, told_at)
                    select ? + n, n, 'clock:' || n, ?, 10, now() from generate_series(?, ?) n where n % ? = ?""",
                    OPEN,
                    workingDays.plus(startedOn, 40),
                    TOLD * 6,
                    OPEN,
                    STARTS,
                    start);
        }
        jdbc.execute("alter sequence deadlines_notice_seq restart with " + 3L * OPEN);
        jdbc.execute("analyze deadlines_notice");
    }

    /** Due on the days from March 10 on, as many each; the limits likewise. */
    private void seed(String definition) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
                for (String insert : List.of(
                        """
                        insert into cases_case (id, number, item, procedure, title, applicant_name, applicant_code, status,
                            opened_at, version)
                        select n, 'BENCH-' || n, 'clinical-center', 'clinical-center-acceptance', '临床医学研究中心', '市第一医院',
                            'code', 'RECEIVED', timestamptz '2026-02-01', 0
                        from generate_series(1, %1$d) n""",
                        """
                        insert into clock_clock (id, case_id, ordinal, started_on, limit_days, recorded_at, version)
                        select n, n, 1, date '2026-01-05' + n %% %3$d, 40, timestamptz '2026-02-01', 0
                        from generate_series(1, %1$d) n""",
                        """
                        insert into act_ru_execution (id_, rev_, proc_inst_id_, root_proc_inst_id_, proc_def_id_, act_id_,
                            is_active_, is_concurrent_, is_scope_, is_event_scope_, suspension_state_, cached_ent_state_,
                            business_key_, sequence_counter_)
                        select 'e' || n, 1, 'e' || n, 'e' || n, '%2$s', 'userTask_ExamineApplication', true, false, true,
                            false, 1, 26, 'BENCH-' || n, 1
                        from generate_series(1, %1$d) n""",
                        """
                        insert into act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, proc_def_id_, long_,
                            text_, var_scope_, sequence_counter_, is_concurrent_local_)
                        select 'v' || n, 1, 'long', 'caseId', 'e' || n, 'e' || n, '%2$s', n, n, 'e' || n, 1, false
                        from generate_series(1, %1$d) n""",
                        """
                        insert into act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, name_, task_def_key_,
                            priority_, create_time_, due_date_, suspension_state_)
                        select 't' || n, 1, 'e' || n, 'e' || n, '%2$s', '形式审查', 'userTask_ExamineApplication', 50,
                            timestamp '2026-03-02', timestamp '2026-03-10 15:59:59' + (n %% 100) * interval '1 day', 1
                        from generate_series(1, %1$d) n""",
                        """
                        insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
                        select 'l' || n, 1, 'kjj', 'candidate', 't' || n
                        from generate_series(1, %1$d) n""")) {
                    statement.execute(insert.formatted(OPEN, definition, STARTS));
                }
                statement.execute("set session_replication_role = origin");
                statement.execute("vacuum analyze");
            }
            return null;
        });
    }
}
