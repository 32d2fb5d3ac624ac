package cn.bioapproval.certificates;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Something happened to a certificate.
 *
 * @param type  {@code certificates.} and what happened, for example {@code certificates.granted}
 * @param facts its {@code number}, {@code kindName}, {@code productName}, {@code holderName} and {@code validUntil};
 *              never the code on the paper
 */
record CertificateEvent(CaseId caseId, String type, Map<String, Object> facts, Instant occurredAt, Actor actor)
        implements CaseEvent {

    CertificateEvent {
        facts = Map.copyOf(facts);
    }

    /**
     * What happened to the certificate, told by whoever acts now.
     *
     * @param more facts beside those that every event of a certificate has
     */
    static CertificateEvent of(
            String type, CaseId caseId, Certificate of, CertificateKind kind, Map<String, Object> more, Instant at) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("number", of.number());
        facts.put("kindName", kind.name());
        facts.put("productName", of.productName());
        facts.put("holderName", of.holderName());
        facts.put("validUntil", of.validUntil().toString());
        return new CertificateEvent(caseId, type, facts, at, Acting.current());
    }
}
