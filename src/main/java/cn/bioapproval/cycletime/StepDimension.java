package cn.bioapproval.cycletime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Short numbers for steps, so that a fact carries four bytes instead of names. A new step is numbered in the
 * transaction that first passes it, and remembered in memory only once that has committed.
 */
@Component
class StepDimension {

    private final Map<Step, Integer> known = new ConcurrentHashMap<>();
    private final JdbcTemplate jdbc;

    StepDimension(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    int idOf(Step step) {
        Integer id = known.get(step);
        if (id != null) {
            return id;
        }
        int numbered = numbered(step);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.put(step, numbered);
            }
        });
        return numbered;
    }

    private int numbered(Step step) {
        Object[] key = {
            step.procedure(), step.elementId(), step.name(), step.custody(), step.clockEffect(), step.clockLimit()
        };
        List<Integer> found = find(key);
        if (found.isEmpty()) {
            jdbc.update(
                    """
                    insert into cycletime_step (procedure, element_id, name, custody, clock_effect, clock_limit)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing""",
                    key);
            found = find(key);
        }
        return found.get(0);
    }

    private List<Integer> find(Object[] key) {
        return jdbc.queryForList(
                """
                select id from cycletime_step where procedure = ? and element_id = ? and name = ?
                and custody = ? and clock_effect = ? and clock_limit = ?""",
                Integer.class,
                key);
    }
}
