package cn.bioapproval.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a transaction writes at its end. */
@RecordsTest
class UnwrittenRowsTest {

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    CaseRegister cases;

    private final List<List<String>> written = new ArrayList<>();
    private final UnwrittenRows<String> rows = new UnwrittenRows<>(written::add);

    @Test
    void theRowsOfATransactionAreWrittenTogetherInTheirOrderWhenItCommits() {
        in(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            rows.add("first");
            rows.add("second");
            assertThat(written).isEmpty();
        });
        in(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> rows.add("third"));

        assertThat(written).containsExactly(List.of("first", "second"), List.of("third"));
    }

    @Test
    void whatIsRolledBackIsNotWritten() {
        in(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            rows.add("in vain");
            status.setRollbackOnly();
        });

        assertThat(written).isEmpty();
        assertThatThrownBy(() -> rows.add("nowhere")).isInstanceOf(IllegalStateException.class);
    }

    /** If this changes one day, what transactions remember has to be forgotten with what is rolled back. */
    @Test
    void noTransactionIsRolledBackInPart() {
        in(TransactionDefinition.PROPAGATION_REQUIRED)
                .executeWithoutResult(outer -> assertThatThrownBy(() -> in(TransactionDefinition.PROPAGATION_NESTED)
                                .executeWithoutResult(nested -> rows.add("in vain")))
                        .isInstanceOf(NestedTransactionNotSupportedException.class));

        assertThat(written).isEmpty();
    }

    @Test
    void aTransactionWithinAnotherWritesItsOwn() {
        in(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(outer -> {
            rows.add("outer");
            in(TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult(inner -> rows.add("inner"));
            rows.add("outer again");
        });

        assertThat(written).containsExactly(List.of("inner"), List.of("outer", "outer again"));
    }

    @Test
    void aTransactionWhoseRowsCannotBeWrittenDoesNotCommit() {
        UnwrittenRows<String> unwritable = new UnwrittenRows<>(each -> {
            throw new IllegalStateException("the disk is full");
        });
        AtomicReference<CaseId> opened = new AtomicReference<>();

        assertThatThrownBy(() -> in(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
                    opened.set(cases.open(SampleCases.application(null)).id());
                    unwritable.add("row");
                }))
                .hasMessage("the disk is full");

        assertThatThrownBy(() -> cases.get(opened.get()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.CASE_NOT_FOUND));
    }

    @Test
    void aRowThatComesUpWhileTheTransactionCommitsIsWrittenToo() {
        in(TransactionDefinition.PROPAGATION_REQUIRED)
                .executeWithoutResult(status -> beforeCommit(() -> rows.add("late")));
        in(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            rows.add("early");
            beforeCommit(() -> rows.add("late again"));
        });

        assertThat(written).containsExactly(List.of("late"), List.of("early"), List.of("late again"));
    }

    private static void beforeCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                action.run();
            }
        });
    }

    private TransactionTemplate in(int propagation) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(propagation);
        return template;
    }
}
