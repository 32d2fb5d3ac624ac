package cn.bioapproval.experts;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A panel of experts was drawn by lot. */
public record ExpertsDrawn(
        CaseId caseId, int round, String seed, List<String> experts, int recused, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "experts.drawn";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("round", round, "seed", seed, "experts", experts, "recused", recused);
    }
}
