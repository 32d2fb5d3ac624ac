package cn.bioapproval.audit;

import cn.bioapproval.cases.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * The first place where the trail does not hold.
 *
 * @param caseId  the case concerned; {@code null} when the chain of anchors itself is broken
 * @param seq     the entry concerned (for anchors: the anchor's number)
 * @param message what is wrong, in plain Chinese for an auditor
 */
public record AuditBreach(@Nullable CaseId caseId, int seq, String message) {}
