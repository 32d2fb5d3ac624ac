package cn.bioapproval.notifications;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as its reader sees it.
 *
 * @param caseId {@code null} when it is about no case
 */
public record InboxMessage(
        long id,
        @Nullable CaseId caseId,
        String eventType,
        String subject,
        String body,
        Instant createdAt,
        boolean read) {}
