package cn.bioapproval.deviceregistration;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to an application for registration.
 *
 * @param type  {@code deviceRegistration.} and what happened
 * @param facts what is worth remembering, as text
 */
public record DeviceEvent(
        CaseId caseId, String type, Map<String, Object> facts, Instant occurredAt, Actor actor) implements CaseEvent {

    static final String ACCEPTED = "deviceRegistration.accepted";
    static final String CORRECTIONS_REQUESTED = "deviceRegistration.correctionsRequested";
    static final String NOT_ACCEPTED = "deviceRegistration.notAccepted";
    static final String WITHDRAWN = "deviceRegistration.withdrawn";
    static final String SUPPLEMENT_REQUESTED = "deviceRegistration.supplementRequested";
    static final String INSPECTION_PLANNED = "deviceRegistration.inspectionPlanned";
    static final String RECTIFICATION_REQUIRED = "deviceRegistration.rectificationRequired";
    static final String SUSPENDED = "deviceRegistration.suspended";
    static final String RESUMED = "deviceRegistration.resumed";
    static final String REVIEW_TERMINATED = "deviceRegistration.reviewTerminated";
    static final String CONCLUDED = "deviceRegistration.concluded";
    static final String REFUSAL_INTENDED = "deviceRegistration.refusalIntended";
    static final String OBJECTION_HANDLED = "deviceRegistration.objectionHandled";
    static final String APPROVED = "deviceRegistration.approved";
    static final String REFUSED = "deviceRegistration.refused";
    static final String CERTIFIED = "deviceRegistration.certified";
    static final String FILED_LATE = "deviceRegistration.filedLate";
    static final String DEEMED_RENEWED = "deviceRegistration.deemedRenewed";
    static final String BROKEN_OFF = "deviceRegistration.brokenOff";

    public DeviceEvent {
        facts = Map.copyOf(facts);
    }
}
