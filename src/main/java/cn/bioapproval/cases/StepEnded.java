package cn.bioapproval.cases;

import java.time.Instant;
import java.util.Map;

/**
 * A step of a case has ended.
 *
 * @param cancelled whether it ended without being done: an interrupting event took it away
 */
public record StepEnded(
        CaseId caseId,
        String procedure,
        String elementId,
        String stepName,
        String activityInstanceId,
        Map<String, String> properties,
        boolean cancelled,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return cancelled ? "step.cancelled" : "step.ended";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("step", elementId, "name", stepName);
    }
}
