package cn.bioapproval.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A step of a case that somebody has to do, or that is waited for, has begun.
 *
 * @param procedure          process definition key
 * @param elementId          id of the step in the model, for example {@code userTask_ExamineApplication}
 * @param stepName           the Chinese name in the diagram
 * @param activityInstanceId identifies this one execution of the step; {@link StepEnded} carries the same
 * @param properties         the element properties that the model gives this step (the clock reads {@code clock.*})
 * @param candidateGroups    groups that may do it
 */
public record StepStarted(
        CaseId caseId,
        String procedure,
        String elementId,
        String stepName,
        String activityInstanceId,
        Map<String, String> properties,
        List<String> candidateGroups,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "step.started";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("step", elementId, "name", stepName, "groups", candidateGroups);
    }
}
