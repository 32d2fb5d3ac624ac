package cn.bioapproval.deadlines;

import cn.bioapproval.cases.CaseId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was said about deadlines, each once (table {@code deadlines_notice}). */
@Component
class NoticesGiven {

    private final JdbcTemplate jdbc;

    NoticesGiven(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A deadline of a subject: when it moves, another one begins. */
    record Deadline(String subject, LocalDate dueOn) {}

    record Notice(LocalDate dueOn, int stage, Instant toldAt) {}

    static String ofStep(String taskId) {
        return "task:" + taskId;
    }

    static String ofClock(CaseId caseId) {
        return "clock:" + caseId;
    }

    /** The last stage that was said of each deadline of these subjects. */
    Map<Deadline, Integer> lastStages(Collection<String> subjects) {
        Map<Deadline, Integer> stages = new HashMap<>();
        jdbc.query(
                "select subject, due_on, max(stage) from deadlines_notice where subject = any (?) group by subject, due_on",
                row -> {
                    stages.put(
                            new Deadline(row.getString(1), row.getObject(2, LocalDate.class)), row.getInt(3));
                },
                (Object) subjects.toArray(String[]::new));
        return stages;
    }

    /** Everything that was said of the subject, the earliest first. */
    List<Notice> of(String subject) {
        return jdbc.query(
                "select due_on, stage, told_at from deadlines_notice where subject = ? order by told_at, stage",
                (row, n) -> new Notice(
                        row.getObject(1, LocalDate.class),
                        row.getInt(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                subject);
    }

    /**
     * Notes that it is said, in the transaction that says it.
     *
     * @return whether it is said for the first time; if another transaction is about to say it, its end is waited for
     */
    boolean note(CaseId caseId, Deadline deadline, int stage, Instant toldAt) {
        return jdbc.update(
                        """
                        insert into deadlines_notice (id, case_id, subject, due_on, stage, told_at)
                        values (nextval('deadlines_notice_seq'), ?, ?, ?, ?, ?)
                        on conflict do nothing""",
                        caseId.value(),
                        deadline.subject(),
                        deadline.dueOn(),
                        stage,
                        Timestamp.from(toldAt))
                == 1;
    }
}
