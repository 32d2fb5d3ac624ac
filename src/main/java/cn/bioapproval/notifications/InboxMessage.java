package cn.bioapproval.notifications;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;

/** A message as its reader sees it. */
public record InboxMessage(
        long id, CaseId caseId, String eventType, String subject, String body, Instant createdAt, boolean read) {}
