package cn.bioapproval.clock;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statutory clock of a case started.
 *
 * @param startedOn the day of the trigger, which does not count
 * @param limitDays working days
 * @param deadline  last day, as things stand
 * @param phase     the phase whose limit it is; {@code null} for the limit of the whole
 */
public record ClockStarted(
        CaseId caseId,
        LocalDate startedOn,
        int limitDays,
        LocalDate deadline,
        @Nullable String phase,
        Instant occurredAt,
        Actor actor)
        implements DeadlinesMoved {

    @Override
    public String type() {
        return "clock.started";
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>(Map.of(
                "startedOn", startedOn.toString(), "limitDays", limitDays, "deadline", deadline.toString()));
        if (phase != null) {
            facts.put("phase", phase);
        }
        return Map.copyOf(facts);
    }
}
