package cn.bioapproval.engine;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * Who completes a task of a process instance, or moves its course by a verb, does so alone, until the transaction is over:
 * the engine reads a task and what it stands in with several statements, and two at once would see each other's half.
 * Timers do not wait with them.
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
        take("select pg_advisory_xact_lock(" + NAMESPACE + ", hashtext(proc_inst_id_)) from act_ru_task where id_ = ?", taskId);
    }

    void of(String processInstanceId) {
        take("select pg_advisory_xact_lock(" + NAMESPACE + ", hashtext(?))", processInstanceId);
    }

    private void take(String lock, String id) {
        jdbc.query(lock, (RowCallbackHandler) held -> {}, id);
    }
}
