package cn.bioapproval.clock;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * A stop of the clock of a case ended.
 *
 * @param reason       why it had been stopped
 * @param resumedOn    the day of the resume, which does not count
 * @param stillStopped whether another stop keeps the clock standing
 */
public record ClockResumed(
        CaseId caseId,
        StopReason reason,
        LocalDate stoppedOn,
        LocalDate resumedOn,
        boolean stillStopped,
        Instant occurredAt,
        Actor actor)
        implements DeadlinesMoved {

    @Override
    public String type() {
        return "clock.resumed";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "reason",
                reason.name(),
                "reasonLabel",
                reason.label(),
                "stoppedOn",
                stoppedOn.toString(),
                "resumedOn",
                resumedOn.toString(),
                "stillStopped",
                stillStopped);
    }
}
