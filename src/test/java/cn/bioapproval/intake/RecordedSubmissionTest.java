package cn.bioapproval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.domain.EntityScan;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** What went through the door stays as it was. */
@SpringBootTest(
        classes = RecordedSubmissionTest.Slice.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "bioapproval.database.directory=target/postgres-intake",
            "spring.jpa.properties.hibernate.generate_statistics=true"
        })
@ActiveProfiles("test")
class RecordedSubmissionTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        FlywayAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @ComponentScan("cn.bioapproval.database")
    @ConfigurationPropertiesScan("cn.bioapproval.database")
    @EntityScan(basePackageClasses = Submission.class)
    @EnableJpaRepositories(basePackageClasses = Submission.class, considerNestedRepositories = true)
    @Import({Door.class, Folders.class, Submissions.class, FeelInTests.class})
    static class Slice {

        @Bean
        Clock clock() {
            return Clock.fixed(Forms.NOW, ZoneOffset.UTC);
        }
    }

    @Autowired
    Door door;

    @Autowired
    Submissions submissions;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate database;

    @Autowired
    EntityManager entities;

    private static final FormData DATA = FormData.of(Map.of(
            "unit", "厦门大学附属第一医院🧬", "count", 42L, "ratio", new BigDecimal("12.5"), "money", "7.10",
            "urgent", true, "kinds", List.of("b", "a"), "staff", List.of(Map.of("name", "林晓"))));

    private static NewSubmission submission(long caseId, String element, FormData data) {
        return new NewSubmission(CaseId.of(caseId), "clinical-center-acceptance", element, "task-1", "test", 3, data);
    }

    private long recorded(NewSubmission submission) {
        return Acting.as(
                new Actor("linxiao", "chenmin"),
                () -> transaction.execute(status -> door.record(submission).id()));
    }

    @Test
    void aSubmissionReadsBackAsItWasRecorded() {
        long id = recorded(submission(11, "userTask_Examine", DATA));

        Submission read = submissions.byId(id).orElseThrow();

        assertThat(read.caseId()).isEqualTo(CaseId.of(11));
        assertThat(read.procedure()).isEqualTo("clinical-center-acceptance");
        assertThat(read.elementId()).isEqualTo("userTask_Examine");
        assertThat(read.taskId()).isEqualTo("task-1");
        assertThat(read.formKey()).isEqualTo("test");
        assertThat(read.formVersion()).isEqualTo(3);
        assertThat(read.actor()).isEqualTo("linxiao");
        assertThat(read.onBehalfOf()).isEqualTo("chenmin");
        assertThat(read.submittedAt()).isEqualTo(Forms.NOW);
        assertThat(Json.canonical(read.data().asMap())).isEqualTo(Json.canonical(DATA.asMap()));
        assertThat(read.sha256()).hasSize(64);
        assertThat(read.isIntact()).isTrue();
    }

    @Test
    void theDatabaseItselfRefusesEveryChange() {
        long id = recorded(submission(12, "userTask_Examine", DATA));

        for (String change : List.of(
                "update intake_submission set data = '{}' where id = " + id,
                "delete from intake_submission where id = " + id,
                "truncate intake_submission cascade")) {
            assertThatThrownBy(() -> database.execute(change))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
        assertThat(submissions.byId(id).orElseThrow().data().text("money")).isEqualTo("7.10");
    }

    @Test
    void aRowThatWasTamperedWithBelowTheDatabaseIsNotIntact() {
        long id = recorded(submission(13, "userTask_Examine", DATA));
        database.execute("alter table intake_submission disable trigger intake_submission_append_only");
        try {
            database.update("update intake_submission set data = jsonb_set(data, '{money}',"
                    + " '\"8.10\"') where id = ?", id);
        } finally {
            database.execute("alter table intake_submission enable trigger intake_submission_append_only");
        }

        assertThat(submissions.byId(id).orElseThrow().isIntact()).isFalse();
    }

    @Test
    void theLatestSubmissionOfAStepIsFoundAmongAllOfTheCase() {
        recorded(submission(14, "startEvent", FormData.of(Map.of("round", 0L))));
        recorded(submission(14, "userTask_Examine", FormData.of(Map.of("round", 1L))));
        recorded(submission(14, "userTask_Examine", FormData.of(Map.of("round", 2L))));
        recorded(submission(15, "userTask_Examine", FormData.of(Map.of("round", 3L))));

        assertThat(submissions.latest(CaseId.of(14), "userTask_Examine").orElseThrow().data().integer("round"))
                .isEqualTo(2);
        assertThat(submissions.latest(CaseId.of(14), "userTask_Decide")).isEmpty();
        assertThat(submissions.of(CaseId.of(14))).extracting(one -> one.data().integer("round"))
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void aTransactionKnowsWhatItRecordsItselfAndAsksOnceWhatStands() {
        recorded(submission(17, "userTask_Review", FormData.of(Map.of("round", 0L))));
        Statistics statistics = entities.getEntityManagerFactory().unwrap(SessionFactory.class).getStatistics();

        transaction.executeWithoutResult(status -> {
            assertThat(submissions.latest(CaseId.of(17), "userTask_Review")).map(this::round).contains(0L);
            statistics.clear();
            assertThat(submissions.standing(CaseId.of(17))).extracting(this::round).containsExactly(0L);
            Submission one = door.record(submission(17, "userTask_Review", FormData.of(Map.of("round", 1L))));
            Submission two = door.record(submission(17, "userTask_Review", FormData.of(Map.of("round", 2L))));
            assertThat(submissions.latest(CaseId.of(17), "userTask_Review")).containsSame(two);
            assertThat(submissions.standing(CaseId.of(17))).extracting(this::round).containsExactly(0L, 1L, 2L);
            assertThat(submissions.standing(CaseId.of(18))).isEmpty();
            assertThat(statistics.getQueryExecutionCount()).isEqualTo(2);

            submissions.setAside(List.of(one), "RETURN");
            assertThat(submissions.standing(CaseId.of(17))).extracting(this::round).containsExactly(0L, 2L);
        });

        assertThat(submissions.standing(CaseId.of(17))).extracting(this::round).containsExactly(0L, 2L);
        assertThat(submissions.of(CaseId.of(17))).extracting(this::round).containsExactly(0L, 1L, 2L);
        assertThat(database.queryForMap("select case_id, actor, reason from intake_set_aside where case_id = 17"))
                .containsEntry("case_id", 17L)
                .containsEntry("actor", null)
                .containsEntry("reason", "RETURN");
    }

    private Long round(Submission submission) {
        return submission.data().integer("round");
    }

    @Test
    void whatIsRecordedFallsWithItsTransaction() {
        transaction.executeWithoutResult(status -> {
            door.record(submission(16, "userTask_Examine", DATA));
            entities.flush();
            assertThat(submissions.standing(CaseId.of(16))).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(submissions.standing(CaseId.of(16))).isEmpty();
        assertThat(submissions.latest(CaseId.of(16), "userTask_Examine")).isEmpty();
        assertThat(submissions.of(CaseId.of(16))).isEmpty();
        assertThatThrownBy(() -> door.record(submission(16, "userTask_Examine", DATA)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void theTableHasNoIndexBesidesKeyAndCaseAndNoForeignKeyBecauseItIsWrittenAtEveryStep() {
        assertThat(database.queryForObject(
                        "select count(*) from pg_indexes where tablename = 'intake_submission'", Integer.class))
                .isEqualTo(2);
        assertThat(database.queryForObject(
                        "select count(*) from pg_constraint where contype = 'f'"
                                + " and conrelid = 'intake_submission'::regclass",
                        Integer.class))
                .isZero();
    }
}
