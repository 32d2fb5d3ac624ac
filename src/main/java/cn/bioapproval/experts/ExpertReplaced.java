package cn.bioapproval.experts;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/** An expert left the panel and the next in the order of the lots took the seat. */
public record ExpertReplaced(
        CaseId caseId, String leaving, String successor, String reason, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "experts.replaced";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("leaving", leaving, "successor", successor, "reason", reason);
    }
}
