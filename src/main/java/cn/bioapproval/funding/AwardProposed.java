package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/** An award was calculated; it replaces an earlier calculation of the same case. */
public record AwardProposed(
        CaseId caseId, long awardId, String name, Yuan amount, Explanation explanation, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "funding.awardProposed";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("award", awardId, "name", name, "amount", amount.value(), "amountText", amount.toString(),
                "explanation", explanation.lines().stream().map(Explanation.Line::toString).toList());
    }
}
