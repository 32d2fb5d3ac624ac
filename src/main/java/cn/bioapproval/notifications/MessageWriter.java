package cn.bioapproval.notifications;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseRegister;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the messages of a {@link CaseEvent} in the event's own transaction: all of a transaction in one batch just
 * before it commits. An event that comes twice writes nothing the second time.
 */
@Component
class MessageWriter {

    private static final AddressBook NOBODY = (users, groups) -> List.of();

    private final MessageTemplates templates;
    private final CaseRegister cases;
    private final Dispatcher dispatcher;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ObjectProvider<MessageSecrets> secrets;
    private final ObjectProvider<AddressBook> addresses;

    MessageWriter(
            MessageTemplates templates,
            CaseRegister cases,
            Dispatcher dispatcher,
            JdbcTemplate jdbc,
            Clock clock,
            ObjectProvider<MessageSecrets> secrets,
            ObjectProvider<AddressBook> addresses) {
        this.secrets = secrets;
        this.addresses = addresses;
        this.templates = templates;
        this.cases = cases;
        this.dispatcher = dispatcher;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void on(CaseEvent event) {
        List<MessageTemplate> toSay = templates.of(event.type());
        if (toSay.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A case event is published inside the transaction that makes it true: " + event);
        }
        Case concerned = cases.get(event.caseId());
        Map<String, Object> values = new HashMap<>(event.facts());
        values.put("caseNumber", concerned.number());
        values.put("caseTitle", concerned.title());
        values.put("applicantName", concerned.applicantName());
        Instant now = clock.instant();
        List<Row> rows = new ArrayList<>();
        for (MessageTemplate template : toSay) {
            for (String recipient : recipients(template, event, concerned)) {
                rows.add(new Row(row(event, template, recipient, values, now), template.otherwise()));
            }
        }
        if (!rows.isEmpty()) {
            Unwritten.inThisTransaction(this).add(rows);
        }
    }

    private List<String> recipients(MessageTemplate template, CaseEvent event, Case concerned) {
        return template.recipients(
                event.facts(), concerned.applicantEmail(), addresses.getIfAvailable(() -> NOBODY));
    }

    private Object[] row(
            CaseEvent event, MessageTemplate template, String recipient, Map<String, Object> values, Instant now) {
        DeliveryStatus status = dispatcher.firstStatus(template.channel());
        Map<String, String> secret = status == DeliveryStatus.PENDING && template.to().equals(MessageTemplate.APPLICANT)
                ? secretsOf(event)
                : Map.of();
        Map<String, Object> shown = new HashMap<>(values);
        secret.keySet().forEach(key -> shown.put(key, Secrets.mark(key)));
        String body = template.body(shown);
        return new Object[] {
            event.caseId().value(),
            event.type(),
            Timestamp.from(event.occurredAt()),
            template.channel().name(),
            recipient,
            template.subject(values),
            body,
            Timestamp.from(now),
            status.name(),
            status == DeliveryStatus.PENDING ? Timestamp.from(now) : null,
            status == DeliveryStatus.SENT ? Timestamp.from(now) : null,
            Secrets.kept(secret, body)
        };
    }

    private Map<String, String> secretsOf(CaseEvent event) {
        Map<String, String> all = new HashMap<>();
        secrets.forEach(room -> all.putAll(room.secretsOf(event)));
        return all;
    }

    private void write(List<Row> rows) {
        Set<List<Object>> spokenTo = rows.stream()
                .filter(row -> !row.otherwise())
                .map(Row::listener)
                .collect(Collectors.toSet());
        List<Object[]> toWrite = rows.stream()
                .filter(row -> !row.otherwise() || !spokenTo.contains(row.listener()))
                .map(Row::values)
                .toList();
        jdbc.batchUpdate(
                """
                insert into notifications_message
                    (id, case_id, event_type, occurred_at, channel, recipient, subject, body, created_at, status,
                     next_attempt_at, sent_at, secrets)
                values (nextval('notifications_message_seq'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""",
                toWrite);
    }

    /** What goes into the table, and whether only where nothing else does. */
    private record Row(Object[] values, boolean otherwise) {

        /** Who hears it: case, channel, recipient. */
        List<Object> listener() {
            return List.of(values[0], values[3], values[4]);
        }

        boolean isToSend() {
            return DeliveryStatus.PENDING.name().equals(values[8]);
        }
    }

    /** Messages of a transaction that are not in the database yet. */
    private static final class Unwritten implements TransactionSynchronization {

        private final MessageWriter writer;
        private final List<Row> rows = new ArrayList<>();
        private boolean committing;
        private boolean toSend;

        private Unwritten(MessageWriter writer) {
            this.writer = writer;
        }

        static Unwritten inThisTransaction(MessageWriter writer) {
            @Nullable Object bound = TransactionSynchronizationManager.getResource(writer);
            if (bound == null) {
                bound = new Unwritten(writer);
                TransactionSynchronizationManager.bindResource(writer, bound);
                TransactionSynchronizationManager.registerSynchronization((Unwritten) bound);
            }
            return (Unwritten) Objects.requireNonNull(bound);
        }

        void add(List<Row> more) {
            toSend |= more.stream().anyMatch(Row::isToSend);
            if (committing) {
                writer.write(more);
            } else {
                rows.addAll(more);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            writer.write(rows);
        }

        @Override
        public void afterCommit() {
            if (toSend) {
                writer.dispatcher.wake();
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(writer);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(writer, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(writer);
        }
    }
}
