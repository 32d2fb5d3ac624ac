package cn.bioapproval.cases;

import java.time.Instant;
import java.util.Map;

/** A case was received and numbered. */
public record CaseOpened(
        CaseId caseId, String number, String item, String procedure, String applicant, Instant occurredAt, Actor actor)
        implements CaseEvent {

    @Override
    public String type() {
        return "case.opened";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("number", number, "item", item, "procedure", procedure, "applicant", applicant);
    }
}
