package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/** An award was settled (核定). */
public record AwardConfirmed(
        CaseId caseId, long awardId, String name, Yuan amount, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "funding.awardConfirmed";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("award", awardId, "name", name, "amount", amount.value(), "amountText", amount.toString());
    }
}
