package cn.bioapproval.funding;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/** The budget of the year bears the award. */
public record BudgetReserved(
        CaseId caseId, long awardId, String name, Yuan amount, int budgetYear, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "funding.budgetReserved";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("award", awardId, "name", name, "amount", amount.value(), "amountText", amount.toString(),
                "budgetYear", budgetYear);
    }
}
