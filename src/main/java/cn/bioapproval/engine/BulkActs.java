package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What was done in one go (table {@code engine_bulk_act}): the mark beside each deed, and the answer to a second
 * request.
 */
@Component
class BulkActs {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final int most;

    /** @param most how many tasks are handled in one go at most */
    BulkActs(
            JdbcTemplate jdbc,
            Clock clock,
            ApplicationEventPublisher events,
            @Value("${bioapproval.bulk.most:100}") int most) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.most = most;
    }

    int most() {
        return most;
    }

    /** What this person was told when the batch did this to the task before. */
    Optional<String> result(UUID batch, Bulk.Act act, String taskId, String user) {
        return jdbc
                .queryForList(
                        "select result from engine_bulk_act where batch = ? and act = ? and task_id = ? and actor = ?",
                        String.class,
                        batch,
                        act.name(),
                        taskId,
                        user)
                .stream()
                .findFirst();
    }

    /**
     * Refuses more than is handled in one go, and the batch of somebody else.
     *
     * @throws Refusal {@code ERR_REQUEST_INVALID}
     */
    void requireRoom(UUID batch, String user) {
        long others = count("batch = ? and actor <> ?", batch, user);
        if (others > 0) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "批次有误，请关闭后重新打开批量办理。");
        }
        if (count("batch = ?", batch) >= most) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "一次最多批量办理 " + most + " 件，其余请另起一批。");
        }
    }

    private long count(String which, Object... values) {
        return jdbc.queryForObject("select count(*) from engine_bulk_act where " + which, Long.class, values);
    }

    /** In the transaction of the deed. */
    void record(UUID batch, Bulk.Act act, Bulk.Row row, String result) {
        Instant now = clock.instant();
        jdbc.update(
                """
                insert into engine_bulk_act (batch, act, task_id, case_id, element_id, step_name, actor, on_behalf_of,
                                             acted_at, result)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                batch,
                act.name(),
                row.taskId(),
                row.caseId().value(),
                row.elementId(),
                row.step(),
                row.actor().userId(),
                row.actor().onBehalfOf(),
                now.atOffset(ZoneOffset.UTC),
                result);
        events.publishEvent(new BulkActed(
                row.caseId(),
                act,
                Map.of("batch", batch.toString(), "step", row.elementId(), "name", row.step()),
                now,
                row.actor()));
    }

    /** The tasks of the case whose forms were handed in together with others. */
    Set<String> completedOf(CaseId caseId) {
        return Set.copyOf(jdbc.queryForList(
                "select distinct task_id from engine_bulk_act where case_id = ? and act = 'COMPLETE'",
                String.class,
                caseId.value()));
    }
}
