package cn.bioapproval.engine;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * Who completes a task of a process instance, or moves its course by a verb, does so alone, until the transaction is over:
 * the engine reads a task and what it stands in with several statements, and two at once would see each other's half. An
 * instance and its {@linkplain Parts parts} wait for each other, too. Timers do not wait with them.
 */
@Component
class InstanceLock {

    private static final int NAMESPACE = 12;

    private final JdbcTemplate jdbc;

    InstanceLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** For the instance of an open task; without such a task nothing is taken. */
    void ofTask(String taskId) {
        take(
                "select pg_advisory_xact_lock(" + NAMESPACE + ", hashtext(instance.root_proc_inst_id_)) "
                        + "from act_ru_task task join act_ru_execution instance on instance.id_ = task.proc_inst_id_ "
                        + "where task.id_ = ?",
                taskId);
    }

    void of(ExecutionEntity instance) {
        take("select pg_advisory_xact_lock(" + NAMESPACE + ", hashtext(?))", instance.getRootProcessInstanceId());
    }

    private void take(String lock, String id) {
        jdbc.query(lock, (RowCallbackHandler) held -> {}, id);
    }
}
