package cn.bioapproval.tracking;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/** The case got another query code; the old one is void. The code itself is no fact. */
record QueryCodeReissued(CaseId caseId, Instant occurredAt, Actor actor) implements CaseEvent {

    @Override
    public String type() {
        return "tracking.codeReissued";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of();
    }
}
