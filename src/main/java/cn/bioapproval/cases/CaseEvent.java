package cn.bioapproval.cases;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a case. Capabilities (audit, step facts, notifications) listen to this interface and not to
 * procedures: a new procedure publishes its own records and changes no listener. Published with Spring's event
 * publisher inside the transaction that makes it true; plain listeners run in that same transaction.
 */
public interface CaseEvent {

    CaseId caseId();

    /** Stable name, {@code <room>.<pastTense>}, for example {@code clinicalCenter.accepted}. */
    String type();

    /** When it happened (office time is Asia/Shanghai; the instant is absolute). */
    Instant occurredAt();

    /** Who did it. */
    Actor actor();

    /**
     * What is worth remembering of it: JSON-able scalars, lists and maps, with stable keys. The audit trail keeps exactly
     * this; message templates may use it. Never secrets, never what was voted.
     */
    Map<String, Object> facts();
}
