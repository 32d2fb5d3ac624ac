package cn.bioapproval.cases;

import java.time.Instant;
import java.util.Map;

/** A case stands somewhere else now. */
public record CaseStatusChanged(CaseId caseId, CaseStatus from, CaseStatus to, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "case.statusChanged";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("from", from.name(), "to", to.name());
    }
}
