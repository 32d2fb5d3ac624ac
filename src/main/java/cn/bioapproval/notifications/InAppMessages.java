package cn.bioapproval.notifications;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages inside the application that are about no case. What is said stands in {@code notifications/<type>.yaml},
 * as it does for what happens to cases.
 */
@Service
public class InAppMessages {

    private final MessageTemplates templates;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    InAppMessages(MessageTemplates templates, JdbcTemplate jdbc, Clock clock) {
        this.templates = templates;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Tells those whom the templates of the type name, in the transaction that makes it true.
     *
     * @param facts JSON-able; what the templates may use
     * @throws IllegalArgumentException if the type has no template, or one that is not for inside the application
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String type, Map<String, Object> facts) {
        List<MessageTemplate> toSay = templates.of(type);
        if (toSay.isEmpty() || toSay.stream().anyMatch(each -> each.channel() != Channel.IN_APP)) {
            throw new IllegalArgumentException("notifications/" + type + ".yaml must say something in the application");
        }
        Timestamp now = Timestamp.from(Instant.now(clock));
        for (MessageTemplate template : toSay) {
            for (String recipient : template.recipients(facts, null, (users, groups) -> List.of())) {
                jdbc.update(
                        """
                        insert into notifications_message
                            (id, event_type, occurred_at, channel, recipient, subject, body, created_at, status,
                             sent_at)
                        values (nextval('notifications_message_seq'), ?, ?, 'IN_APP', ?, ?, ?, ?, 'SENT', ?)""",
                        type,
                        now,
                        recipient,
                        template.subject(facts),
                        template.body(facts),
                        now,
                        now);
            }
        }
    }
}
