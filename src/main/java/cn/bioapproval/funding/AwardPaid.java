package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Money was paid for an award: all of it, or an instalment. */
public record AwardPaid(
        CaseId caseId,
        long awardId,
        String name,
        Yuan amount,
        LocalDate paidOn,
        String voucher,
        boolean completely,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "funding.awardPaid";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("award", awardId, "name", name, "amount", amount.value(), "amountText", amount.toString(),
                "paidOn", paidOn.toString(), "voucher", voucher, "completely", completely);
    }
}
