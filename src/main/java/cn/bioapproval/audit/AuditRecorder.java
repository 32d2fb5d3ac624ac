package cn.bioapproval.audit;

import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseOpened;
import cn.bioapproval.cases.TransactionBound;
import cn.bioapproval.cases.UnwrittenRows;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends every {@link CaseEvent} to the chain of its case, in the event's own transaction. The head of a chain is
 * locked and asked for once per case and transaction, with the first event, and remembered there: later entries of the
 * same transaction follow entries that are written only when it commits. A case that opens has no head, so it is not
 * asked for at all.
 */
@Component
class AuditRecorder {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TransactionBound<Map<Long, Head>> headsByCase = new TransactionBound<>(HashMap::new);
    private final UnwrittenRows<AuditEntry> entries = new UnwrittenRows<>(this::write);

    AuditRecorder(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void record(CaseEvent event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A case event is published inside the transaction that makes it true: " + event);
        }
        Map<Long, Head> heads = headsByCase.get();
        long caseId = event.caseId().value();
        Head before = heads.get(caseId);
        if (before == null) {
            before = event instanceof CaseOpened ? Head.NONE : lockedHead(caseId);
        }
        Link link = new Link(
                caseId,
                before.seq() + 1,
                event.type(),
                event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                event.actor().userId(),
                event.actor().onBehalfOf(),
                CanonicalJson.write(event.facts()));
        byte[] hash = link.hashAfter(before.hash());
        entries.add(new AuditEntry(link, hash));
        heads.put(caseId, new Head(link.seq(), hash));
    }

    private Head lockedHead(long caseId) {
        return jdbc.queryForObject(
                "select coalesce(seq, 0), hash from audit_head(?)",
                (row, n) -> new Head(row.getInt(1), row.getBytes(2)),
                caseId);
    }

    /** One statement, however many entries: a column each. */
    private void write(List<AuditEntry> written) {
        jdbc.update(
                """
                insert into audit_entry
                    (id, case_id, seq, type, occurred_at, recorded_at, actor, on_behalf_of, facts, hash)
                select nextval('audit_entry_seq'), * from unnest(
                    ?, ?, ?, ?::timestamptz[], ?::timestamptz[], ?, ?, ?, ?)""",
                written.stream().mapToLong(entry -> entry.link().caseId()).toArray(),
                written.stream().mapToInt(entry -> entry.link().seq()).toArray(),
                column(written, Link::type),
                column(written, link -> link.occurredAt().toString()),
                column(written, link -> link.recordedAt().toString()),
                column(written, Link::actor),
                column(written, Link::onBehalfOf),
                column(written, Link::facts),
                written.stream().map(AuditEntry::hash).toArray(byte[][]::new));
    }

    private static @Nullable String[] column(List<AuditEntry> entries, Function<Link, @Nullable String> part) {
        return entries.stream().map(AuditEntry::link).map(part).toArray(String[]::new);
    }

    private record Head(int seq, byte @Nullable [] hash) {
        static final Head NONE = new Head(0, null);
    }
}
