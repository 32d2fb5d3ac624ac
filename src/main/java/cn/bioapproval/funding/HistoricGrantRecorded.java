package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** A grant from before this ledger was recorded in the course of a case. */
public record HistoricGrantRecorded(
        CaseId caseId,
        long awardId,
        String name,
        Yuan amount,
        LocalDate paidOn,
        String evidence,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "funding.historicGrantRecorded";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("award", awardId, "name", name, "amount", amount.value(), "amountText", amount.toString(),
                "paidOn", paidOn.toString(), "evidence", evidence);
    }
}
