package cn.bioapproval.cases;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case has ended. */
public record CaseClosed(
        CaseId caseId, CaseOutcome outcome, @Nullable RefusalCode reason, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "case.closed";
    }

    @Override
    public Map<String, Object> facts() {
        return reason == null
                ? Map.of("outcome", outcome.name())
                : Map.of("outcome", outcome.name(), "reason", reason.value());
    }
}
