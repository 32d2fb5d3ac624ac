package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to the case of a clinical centre.
 *
 * @param type  {@code clinicalCenter.} and what happened
 * @param facts what is worth remembering; amounts in whole yuan and as text
 */
public record ClinicalCenterEvent(
        CaseId caseId, String type, Map<String, Object> facts, Instant occurredAt, Actor actor) implements CaseEvent {

    static final String ACCEPTED = "clinicalCenter.accepted";
    static final String SUPPLEMENT_REQUESTED = "clinicalCenter.supplementRequested";
    static final String NOT_ACCEPTED = "clinicalCenter.notAccepted";
    static final String PANEL_DRAWN = "clinicalCenter.panelDrawn";
    static final String REVIEW_CONCLUDED = "clinicalCenter.reviewConcluded";
    static final String DECIDED = "clinicalCenter.decided";
    static final String EVALUATED = "clinicalCenter.evaluated";
    static final String AWARD_CALCULATED = "clinicalCenter.awardCalculated";
    static final String PUBLICISED = "clinicalCenter.publicised";
    static final String OBJECTION_RAISED = "clinicalCenter.objectionRaised";
    static final String GRANTED = "clinicalCenter.granted";
    static final String REFUSED = "clinicalCenter.refused";
    static final String QUEUED_BUDGET = "clinicalCenter.queuedBudget";
    static final String PAID = "clinicalCenter.paid";
    static final String TERMINATED = "clinicalCenter.terminated";
    static final String BROKEN_OFF = "clinicalCenter.brokenOff";
    static final String WITHDRAWN = "clinicalCenter.withdrawn";
    static final String REVOKED = "clinicalCenter.revoked";
    static final String RECOVERED = "clinicalCenter.recovered";

    public ClinicalCenterEvent {
        facts = Map.copyOf(facts);
    }
}
