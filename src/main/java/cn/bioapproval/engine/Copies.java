package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Copies of cases for information (抄送), and whether they were read. */
@Service
@Transactional
public class Copies {

    private static final int MOST = 50;
    private static final String SELECT =
            """
            select y.*, c.number, c.title from engine_copy y join cases_case c on c.id = y.case_id where\s""";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Copies(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A copy.
     *
     * @param sentAt office time
     * @param readAt office time; {@code null} while unread
     */
    public record Copy(
            long id,
            String caseNumber,
            String caseTitle,
            String stepName,
            String sender,
            String recipient,
            String note,
            OffsetDateTime sentAt,
            @Nullable OffsetDateTime readAt) {

        /** The same with these names for its people. */
        public Copy named(String senderName, String recipientName) {
            return new Copy(id, caseNumber, caseTitle, stepName, senderName, recipientName, note, sentAt, readAt);
        }
    }

    void send(CaseId caseId, String taskId, String stepName, String sender, List<String> recipients, String note) {
        recipients.forEach(recipient -> jdbc.update(
                """
                insert into engine_copy (case_id, task_id, step_name, sender, recipient, note, sent_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                caseId.value(),
                taskId,
                stepName,
                sender,
                recipient,
                note,
                clock.instant().atOffset(ZoneOffset.UTC)));
    }

    /** The latest copies that this person got, newest first. */
    @Transactional(readOnly = true)
    public List<Copy> to(String user) {
        return jdbc.query(SELECT + "y.recipient = ? order by y.id desc limit " + MOST, Copies::copy, user);
    }

    /** The copies of a case, oldest first, with who has read them. */
    @Transactional(readOnly = true)
    public List<Copy> of(CaseId caseId) {
        return jdbc.query(SELECT + "y.case_id = ? order by y.id limit " + MOST, Copies::copy, caseId.value());
    }

    /**
     * Marks a copy as read; reading it again changes nothing.
     *
     * @return whether it is one of hers
     */
    public boolean read(String user, long id) {
        jdbc.update(
                "update engine_copy set read_at = ? where id = ? and recipient = ? and read_at is null",
                clock.instant().atOffset(ZoneOffset.UTC),
                id,
                user);
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from engine_copy where id = ? and recipient = ?)", Boolean.class, id, user));
    }

    /** Whether the case was copied to this person. */
    @Transactional(readOnly = true)
    public boolean has(CaseId caseId, String user) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from engine_copy where case_id = ? and recipient = ?)",
                Boolean.class,
                caseId.value(),
                user));
    }

    private static Copy copy(ResultSet row, int n) throws SQLException {
        return new Copy(
                row.getLong("id"),
                row.getString("number"),
                row.getString("title"),
                row.getString("step_name"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("note"),
                office(row.getObject("sent_at", OffsetDateTime.class)),
                row.getObject("read_at") == null ? null : office(row.getObject("read_at", OffsetDateTime.class)));
    }

    private static OffsetDateTime office(OffsetDateTime at) {
        return at.atZoneSameInstant(OfficeClock.ZONE).toOffsetDateTime();
    }
}
