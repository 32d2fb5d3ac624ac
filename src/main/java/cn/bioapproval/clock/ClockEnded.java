package cn.bioapproval.clock;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statutory clock of a case ended: what the limit was for has been done.
 *
 * @param endedOn     the day of the end, which counts
 * @param countedDays working days used; {@code null} if the holidays of a year in between are not known
 * @param limitDays   working days allowed, extensions included
 */
public record ClockEnded(
        CaseId caseId,
        LocalDate endedOn,
        @Nullable Integer countedDays,
        int limitDays,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "clock.ended";
    }

    @Override
    public Map<String, Object> facts() {
        return countedDays == null
                ? Map.of("endedOn", endedOn.toString(), "limitDays", limitDays)
                : Map.of("endedOn", endedOn.toString(), "countedDays", countedDays, "limitDays", limitDays);
    }
}
