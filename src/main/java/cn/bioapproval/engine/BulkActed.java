package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/**
 * What was done to a task of this case was done to several tasks in one go (批量办理). Stands beside what the deed itself
 * records.
 *
 * @param facts {@code batch}, the same for all that was done together; {@code step} and {@code name} of the step
 */
public record BulkActed(CaseId caseId, Bulk.Act act, Map<String, Object> facts, Instant occurredAt, Actor actor)
        implements CaseEvent {

    public BulkActed {
        facts = Map.copyOf(facts);
    }

    /** {@code bulk.claimed}, {@code bulk.assigned} or {@code bulk.completed}. */
    @Override
    public String type() {
        return switch (act) {
            case CLAIM -> "bulk.claimed";
            case ASSIGN -> "bulk.assigned";
            case COMPLETE -> "bulk.completed";
        };
    }
}
