package cn.bioapproval.clock;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * The limit of a case was extended (延长).
 *
 * @param days     working days added by this extension
 * @param reason   why, in Chinese; it is told to the applicant
 * @param deadline last day, as things stand
 */
public record ClockExtended(
        CaseId caseId, int days, String reason, LocalDate deadline, Instant occurredAt, Actor actor)
        implements DeadlinesMoved {

    @Override
    public String type() {
        return "clock.extended";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("days", days, "reason", reason, "deadline", deadline.toString());
    }
}
