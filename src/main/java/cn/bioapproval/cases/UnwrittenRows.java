package cn.bioapproval.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows that a transaction collects and writes together just before it commits, for evidence that nobody reads before:
 * one statement instead of one per event. If writing fails, so does the transaction. What is rolled back is forgotten; a
 * transaction within this one collects its own. (There is no rolling back in part: the JPA dialect refuses savepoints.)
 *
 * @param <R> a row
 */
public final class UnwrittenRows<R> {

    private final Consumer<List<R>> writing;
    private final TransactionBound<Collected<R>> collected = new TransactionBound<>(this::begin);

    /** @param writing writes rows, at least one, in the order in which they were added */
    public UnwrittenRows(Consumer<List<R>> writing) {
        this.writing = writing;
    }

    /**
     * Adds a row to those of this transaction; one that comes after they were written is written at once.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public void add(R row) {
        addAll(List.of(row));
    }

    /**
     * Adds rows that are written together, whenever that is.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public void addAll(List<R> rows) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Nothing would write them outside of a transaction: " + rows);
        }
        Collected<R> own = collected.get();
        own.rows.addAll(rows);
        if (own.written) {
            write();
        }
    }

    private Collected<R> begin() {
        TransactionSynchronizationManager.registerSynchronization(new BeforeCommit(this::write));
        return new Collected<>();
    }

    private void write() {
        Collected<R> own = collected.get();
        own.written = true;
        List<R> rows = List.copyOf(own.rows);
        own.rows.clear();
        if (!rows.isEmpty()) {
            writing.accept(rows);
        }
    }

    private static final class Collected<R> {

        private final List<R> rows = new ArrayList<>();
        private boolean written;
    }

    /** Before those who take, last of all, locks for which other transactions wait. */
    private record BeforeCommit(Runnable write) implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE - 1;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write.run();
        }
    }

    /** Writes what came up so late in the commit that nobody was told of it any more. */
    @Component
    static class Latecomers implements TransactionExecutionListener {

        @Override
        public void beforeCommit(TransactionExecution transaction) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionSynchronizationManager.getSynchronizations().stream()
                        .filter(BeforeCommit.class::isInstance)
                        .forEach(each -> each.beforeCommit(transaction.isReadOnly()));
            }
        }
    }
}
