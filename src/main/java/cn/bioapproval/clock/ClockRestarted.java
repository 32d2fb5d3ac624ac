package cn.bioapproval.clock;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * The limit of a case began anew (重新计算).
 *
 * @param startedOn the day of the new trigger, which does not count
 * @param limitDays working days, counted from there
 * @param deadline  last day, as things stand
 */
public record ClockRestarted(
        CaseId caseId, LocalDate startedOn, int limitDays, LocalDate deadline, Instant occurredAt, Actor actor)
        implements DeadlinesMoved {

    @Override
    public String type() {
        return "clock.restarted";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "startedOn", startedOn.toString(), "limitDays", limitDays, "deadline", deadline.toString());
    }
}
