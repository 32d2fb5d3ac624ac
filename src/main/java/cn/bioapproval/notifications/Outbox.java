package cn.bioapproval.notifications;

import cn.bioapproval.cases.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was said about cases, to whom, and whether it arrived. */
@Service
public class Outbox {

    private final JdbcTemplate jdbc;
    private final Dispatcher dispatcher;
    private final Clock clock;

    Outbox(JdbcTemplate jdbc, Dispatcher dispatcher, Clock clock) {
        this.jdbc = jdbc;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Every message about the case, oldest first. */
    public List<OutboxMessage> of(CaseId caseId) {
        return jdbc.query(
                "select * from notifications_message where case_id = ? order by id", Outbox::message, caseId.value());
    }

    /** Messages that did not go out: given up or held, newest first. */
    public List<OutboxMessage> undelivered(int limit) {
        return jdbc.query(
                "select * from notifications_message where status in ('FAILED', 'HELD') order by id desc limit ?",
                Outbox::message,
                limit);
    }

    /**
     * Sends what was held for want of a mail server or gateway. Not done by itself when one is configured: nobody wants
     * a thousand old messages at once.
     *
     * @param since only messages written then or later
     * @return how many will be sent
     */
    @Transactional
    public int release(Channel channel, Instant since) {
        if (dispatcher.firstStatus(channel) != DeliveryStatus.PENDING) {
            return 0;
        }
        return jdbc.update(
                """
                update notifications_message set status = 'PENDING', next_attempt_at = ?
                where status = 'HELD' and channel = ? and created_at >= ?""",
                Timestamp.from(clock.instant()),
                channel.name(),
                Timestamp.from(since));
    }

    /**
     * Tries a message again that was given up.
     *
     * @return whether there was such a message
     */
    @Transactional
    public boolean retry(long id) {
        return jdbc.update(
                        """
                        update notifications_message set status = 'PENDING', attempts = 0, next_attempt_at = ?
                        where id = ? and status = 'FAILED'""",
                        Timestamp.from(clock.instant()),
                        id)
                == 1;
    }

    static OutboxMessage message(ResultSet row, int n) throws SQLException {
        return new OutboxMessage(
                row.getLong("id"),
                caseId(row, "case_id"),
                row.getString("event_type"),
                Channel.valueOf(row.getString("channel")),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"),
                DeliveryStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_attempt_at"),
                instant(row, "sent_at"),
                row.getString("problem"));
    }

    /** {@code null} when the message is about no case. */
    static @Nullable CaseId caseId(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : CaseId.of(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
