package cn.bioapproval.clock;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * The statutory clock of a case started.
 *
 * @param startedOn the day of the trigger, which does not count
 * @param limitDays working days
 * @param deadline  last day, as things stand
 */
public record ClockStarted(
        CaseId caseId, LocalDate startedOn, int limitDays, LocalDate deadline, Instant occurredAt, Actor actor)
        implements DeadlinesMoved {

    @Override
    public String type() {
        return "clock.started";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "startedOn", startedOn.toString(), "limitDays", limitDays, "deadline", deadline.toString());
    }
}
