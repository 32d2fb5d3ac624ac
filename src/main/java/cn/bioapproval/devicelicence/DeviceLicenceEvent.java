package cn.bioapproval.devicelicence;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a matter of medical devices.
 *
 * @param type {@code deviceLicence.} and what happened
 */
public record DeviceLicenceEvent(
        CaseId caseId, String type, Map<String, Object> facts, Instant occurredAt, Actor actor) implements CaseEvent {

    static final String ACCEPTED = "deviceLicence.accepted";
    static final String SUPPLEMENT_REQUESTED = "deviceLicence.supplementRequested";
    static final String NOT_ACCEPTED = "deviceLicence.notAccepted";
    static final String WITHDRAWN = "deviceLicence.withdrawn";
    static final String DECIDED = "deviceLicence.decided";
    static final String DELIVERED = "deviceLicence.delivered";
    static final String TERMINATED = "deviceLicence.terminated";

    public DeviceLicenceEvent {
        facts = Map.copyOf(facts);
    }
}
