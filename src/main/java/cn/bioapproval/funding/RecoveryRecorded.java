package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Money that was paid for an award came back (追回). */
public record RecoveryRecorded(
        CaseId caseId,
        long awardId,
        String name,
        Yuan amount,
        LocalDate receivedOn,
        String voucher,
        Yuan stillToRecover,
        Instant occurredAt,
        Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "funding.recoveryRecorded";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("award", awardId, "name", name, "amount", amount.value(), "amountText", amount.toString(),
                "receivedOn", receivedOn.toString(), "voucher", voucher,
                "stillToRecover", stillToRecover.value(), "stillToRecoverText", stillToRecover.toString());
    }
}
