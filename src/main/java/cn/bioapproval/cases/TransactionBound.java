package cn.bioapproval.cases;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a room remembers for the length of one transaction, so that it need not ask the database again: made on first use,
 * put aside while another transaction runs within this one, forgotten at its end.
 *
 * @param <T> what is remembered
 */
public final class TransactionBound<T> {

    private final Supplier<T> fresh;

    public TransactionBound(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    /**
     * What this transaction remembers.
     *
     * @throws IllegalStateException outside of a transaction
     */
    @SuppressWarnings("unchecked")
    public T get() {
        Memory memory = (Memory) TransactionSynchronizationManager.getResource(this);
        if (memory == null) {
            memory = new Memory(fresh.get());
            TransactionSynchronizationManager.registerSynchronization(memory);
            TransactionSynchronizationManager.bindResource(this, memory);
        }
        return (T) memory.content;
    }

    private final class Memory implements TransactionSynchronization {

        private final Object content;

        private Memory(Object content) {
            this.content = content;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TransactionBound.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionBound.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionBound.this);
        }
    }
}
