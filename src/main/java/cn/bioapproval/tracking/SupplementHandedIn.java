package cn.bioapproval.tracking;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The applicant handed in on the public page what the office waited for.
 *
 * @param stepName the Chinese name of the step
 * @param groups   groups that would otherwise have done it
 */
record SupplementHandedIn(CaseId caseId, String stepName, List<String> groups, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "tracking.supplementHandedIn";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("name", stepName, "groups", groups);
    }
}
