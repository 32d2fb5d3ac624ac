package cn.bioapproval.cases;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open step of a case went from one unit to another, because the unit that is responsible changed.
 *
 * @param activityInstanceId as in the {@link StepStarted} of this step
 * @param stepName           the Chinese name in the diagram
 * @param fromGroups         groups that might do it before
 * @param toGroups           groups that may do it now
 * @param function           the function of the unit, in Chinese
 * @param unit               the unit that does it now, in Chinese
 * @param unassigned         who had claimed it and has it no more; {@code null} if nobody had, or who had keeps it
 * @param reason             why, as the administrator wrote it
 */
public record StepMoved(
        CaseId caseId,
        String procedure,
        String elementId,
        String stepName,
        String activityInstanceId,
        Map<String, String> properties,
        List<String> fromGroups,
        List<String> toGroups,
        String function,
        String unit,
        @Nullable String unassigned,
        String reason,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "step.moved";
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("step", elementId);
        facts.put("name", stepName);
        facts.put("from", fromGroups);
        facts.put("to", toGroups);
        facts.put("function", function);
        facts.put("unit", unit);
        facts.put("reason", reason);
        if (unassigned != null) {
            facts.put("unassigned", unassigned);
        }
        return facts;
    }
}
