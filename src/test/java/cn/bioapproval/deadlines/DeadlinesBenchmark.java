package cn.bioapproval.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * like another, within some hundred days: the first look of a morning, which tells some, and a look that finds everything said.
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

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private OfficeClock clock;

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
        List<String> lines = new ArrayList<>();
        lines.add("%,d open cases".formatted(OPEN));
        timed(lines, "steps, the first look", deadlines::lookAtSteps);
        timed(lines, "steps, everything said", deadlines::lookAtSteps);
        timed(lines, "steps, everything said", deadlines::lookAtSteps);
        timed(lines, "cases, the first look", deadlines::lookAtCases);
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

    /** Due on the working days from March 10 on, 14,000 or so each; the limits likewise. */
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
                        select n, n, 1, date '2026-01-05' + n %% 64, 40, timestamptz '2026-02-01', 0
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
                    statement.execute(insert.formatted(OPEN, definition));
                }
                statement.execute("set session_replication_role = origin");
                statement.execute("vacuum analyze");
            }
            return null;
        });
    }
}
