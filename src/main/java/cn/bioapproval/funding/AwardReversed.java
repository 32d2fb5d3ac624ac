package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/** An award was taken back; {@code toRecover} was paid for it and has not come back yet. */
public record AwardReversed(
        CaseId caseId,
        long awardId,
        String name,
        Yuan amount,
        String reason,
        Yuan toRecover,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "funding.awardReversed";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("award", awardId, "name", name, "amount", amount.value(), "amountText", amount.toString(),
                "reason", reason, "toRecover", toRecover.value(), "toRecoverText", toRecover.toString());
    }
}
