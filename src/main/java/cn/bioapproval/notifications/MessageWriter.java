package cn.bioapproval.notifications;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.UnwrittenRows;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final UnwrittenRows<Row> unwritten = new UnwrittenRows<>(this::write);

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
            unwritten.addAll(rows);
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
        if (rows.stream().anyMatch(Row::isToSend)) {
            TransactionSynchronizationManager.registerSynchronization(new AfterCommit(dispatcher));
        }
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

    /** What was written is sent as soon as others can read it. */
    private record AfterCommit(Dispatcher dispatcher) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            dispatcher.wake();
        }
    }
}
