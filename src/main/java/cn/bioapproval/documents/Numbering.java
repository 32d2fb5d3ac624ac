package cn.bioapproval.documents;

import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives documents their numbers: those given with them, or those of their {@link NumberSeries}, without gaps and in the
 * order of their moments of issue.
 *
 * <p>No gaps, because a missing number in the register of outgoing documents has to be explained to the archive. The
 * price is that transactions that issue in the same series pass through one row, one after the other. It is kept low:
 * drafts wait until everything else of the transaction has been written, the rows are then locked in one fixed order
 * (so that two transactions cannot wait for each other), and what remains under the lock is one insert and the commit.
 * A transaction that fails gives its numbers back by failing.
 */
@Component
class Numbering {

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final NumberSeries series;
    private final Clock clock;

    Numbering(EntityManager entities, JdbcTemplate jdbc, NumberSeries series, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.series = series;
        this.clock = clock;
    }

    /** Numbers the draft when this transaction commits, or when its number is asked for. */
    void later(Draft draft) {
        Waiting.inThisTransaction(this).drafts.put(draft.document().id(), draft);
    }

    /** Numbers what this transaction has issued so far. */
    void now() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Waiting waiting) {
            waiting.numberAll();
        }
    }

    /** Numbers one document that this transaction has issued. */
    void now(IssuedDocument document) {
        if (!(TransactionSynchronizationManager.getResource(this) instanceof Waiting waiting)
                || !waiting.drafts.containsKey(document.id())) {
            throw new IllegalStateException(document + " has no number: the transaction that issued it has failed");
        }
        waiting.number(List.of(waiting.drafts.get(document.id())));
    }

    private void number(List<Draft> drafts) {
        SortedMap<String, List<Draft>> bySeries = new TreeMap<>();
        for (Draft draft : drafts) {
            if (draft.givenNumber() != null) {
                draft.document().numbered(draft.givenNumber(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            } else {
                bySeries.computeIfAbsent(draft.template().ownNumber().series(), series -> new ArrayList<>()).add(draft);
            }
        }
        if (!bySeries.isEmpty()) {
            SortedMap<String, Integer> counts = new TreeMap<>();
            bySeries.forEach((name, ofSeries) -> counts.put(name, ofSeries.size()));
            series.draw(counts).forEach((name, drawn) -> {
                int seq = drawn.first();
                for (Draft draft : bySeries.get(name)) {
                    draft.document().numbered(draft.template().ownNumber().format(drawn.year(), seq++), drawn.at());
                }
            });
        }
        insert(drafts);
    }

    private void insert(List<Draft> drafts) {
        jdbc.batchUpdate(
                """
                insert into documents_document
                    (id, case_id, template, template_version, number, title, data, issued_at, issued_by)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""",
                drafts.stream()
                        .map(draft -> new Object[] {
                            draft.document().id(),
                            draft.document().caseId().value(),
                            draft.template().name(),
                            draft.template().version(),
                            draft.document().number(),
                            draft.template().title(),
                            draft.data(),
                            Timestamp.from(draft.document().issuedAt()),
                            draft.issuedBy()
                        })
                        .toList());
    }

    /** What a transaction has issued. */
    private static final class Waiting implements TransactionSynchronization {

        private final Numbering numbering;
        private final Map<Long, Draft> drafts = new TreeMap<>();

        private Waiting(Numbering numbering) {
            this.numbering = numbering;
        }

        static Waiting inThisTransaction(Numbering numbering) {
            Waiting waiting = (Waiting) TransactionSynchronizationManager.getResource(numbering);
            if (waiting == null) {
                waiting = new Waiting(numbering);
                TransactionSynchronizationManager.bindResource(numbering, waiting);
                TransactionSynchronizationManager.registerSynchronization(waiting);
            }
            return waiting;
        }

        void number(List<Draft> some) {
            if (!some.isEmpty()) {
                numbering.number(some);
                some.forEach(draft -> drafts.remove(draft.document().id()));
            }
        }

        void numberAll() {
            number(List.copyOf(drafts.values()));
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!drafts.isEmpty()) {
                numbering.entities.flush();
                numberAll();
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(numbering);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(numbering, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(numbering);
        }
    }
}
