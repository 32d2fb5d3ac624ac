package cn.bioapproval.cases;

import java.time.Instant;
import java.util.Map;

/** A granted case was revoked (撤销). */
public record CaseRevoked(CaseId caseId, Instant occurredAt, Actor actor) implements CaseEvent {

    @Override
    public String type() {
        return "case.revoked";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }
}
