package cn.bioapproval.notifications;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages inside the application, for one person: those to her and those to the groups she is in. Each reader of a
 * group's message marks it read for herself. It reaches {@link #REACH} back.
 */
@Service
public class Inbox {

    /** How far back the inbox looks. */
    public static final Duration REACH = Duration.ofDays(90);

    /** Counting stops here; show it as 99+. */
    public static final int COUNT_LIMIT = 100;

    private static final String MINE =
            """
             from notifications_message m left join notifications_read r on r.message_id = m.id and r.user_id = ?
            where m.channel = 'IN_APP' and m.recipient = any (?) and m.created_at > ?\s""";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Inbox(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many messages the person has not read, at most {@link #COUNT_LIMIT}. */
    public int unread(String userId, Collection<String> groups) {
        Integer count = jdbc.queryForObject(
                "select count(*) from (select 1" + MINE + "and r.message_id is null limit ?) unread",
                Integer.class,
                userId,
                recipients(userId, groups),
                since(),
                COUNT_LIMIT);
        return count == null ? 0 : count;
    }

    /** The person's messages, newest first. The page's own sort order is ignored. */
    public Slice<InboxMessage> list(String userId, Collection<String> groups, Pageable page) {
        List<InboxMessage> found = jdbc.query(
                "select m.id, m.case_id, m.event_type, m.subject, m.body, m.created_at, r.message_id is not null" + MINE
                        + "order by m.created_at desc, m.id desc limit ? offset ?",
                (row, n) -> new InboxMessage(
                        row.getLong(1),
                        Outbox.caseId(row, "case_id"),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, OffsetDateTime.class).toInstant(),
                        row.getBoolean(7)),
                userId,
                recipients(userId, groups),
                since(),
                page.getPageSize() + 1,
                page.getOffset());
        boolean more = found.size() > page.getPageSize();
        return new SliceImpl<>(more ? found.subList(0, page.getPageSize()) : found, page, more);
    }

    /**
     * Marks a message read for the person.
     *
     * @return whether it is hers to read; marking it twice is no matter
     */
    @Transactional
    public boolean markRead(String userId, Collection<String> groups, long messageId) {
        Integer mine = jdbc.queryForObject(
                "select count(*)" + MINE + "and m.id = ?",
                Integer.class,
                userId,
                recipients(userId, groups),
                since(),
                messageId);
        if (mine == null || mine == 0) {
            return false;
        }
        jdbc.update(
                "insert into notifications_read (message_id, user_id, read_at) values (?, ?, ?) on conflict do nothing",
                messageId,
                userId,
                Timestamp.from(clock.instant()));
        return true;
    }

    /**
     * Marks everything read for the person.
     *
     * @return how many were unread
     */
    @Transactional
    public int markAllRead(String userId, Collection<String> groups) {
        return jdbc.update(
                "insert into notifications_read (message_id, user_id, read_at) select m.id, ?, ?" + MINE
                        + "and r.message_id is null on conflict do nothing",
                userId,
                Timestamp.from(clock.instant()),
                userId,
                recipients(userId, groups),
                since());
    }

    private static String[] recipients(String userId, Collection<String> groups) {
        return Stream.concat(Stream.of("user:" + userId), groups.stream().map(group -> "group:" + group))
                .toArray(String[]::new);
    }

    private Timestamp since() {
        return Timestamp.from(clock.instant().minus(REACH));
    }
}
