package cn.bioapproval.audit;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail, to be read.
 *
 * @param seq        its place in the case's chain, from 1 without gaps
 * @param type       the event's stable name, for example {@code case.opened}
 * @param occurredAt when it happened
 * @param recordedAt when it was written down
 * @param actor      user id of who did it; {@code null} for the system
 * @param onBehalfOf whom the actor substituted, if anyone
 * @param facts      what the event remembered of itself
 */
public record AuditRecord(
        CaseId caseId,
        int seq,
        String type,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String actor,
        @Nullable String onBehalfOf,
        Map<String, Object> facts) {}
