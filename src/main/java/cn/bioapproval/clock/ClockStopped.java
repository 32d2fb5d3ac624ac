package cn.bioapproval.clock;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * The clock of a case was stopped (one of possibly several stops at a time).
 *
 * @param legalBasis the rule that allows it, in Chinese
 * @param stoppedOn  the day of the stop, which still counts
 */
public record ClockStopped(
        CaseId caseId, StopReason reason, String legalBasis, LocalDate stoppedOn, Instant occurredAt, Actor actor)
        implements DeadlinesMoved {

    @Override
    public String type() {
        return "clock.stopped";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "reason",
                reason.name(),
                "reasonLabel",
                reason.label(),
                "legalBasis",
                legalBasis,
                "stoppedOn",
                stoppedOn.toString());
    }
}
