package cn.bioapproval.notifications;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in the outbox.
 *
 * @param caseId    {@code null} when it is about no case
 * @param recipient address or number; {@code user:<id>} or {@code group:<id>} inside the application
 * @param attempts  failed attempts so far
 * @param problem   what the last attempt failed with
 */
public record OutboxMessage(
        long id,
        @Nullable CaseId caseId,
        String eventType,
        Channel channel,
        String recipient,
        String subject,
        String body,
        DeliveryStatus status,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable String problem) {}
