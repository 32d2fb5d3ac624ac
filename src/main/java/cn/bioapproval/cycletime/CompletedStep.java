package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.UUID;

/**
 * A step that a person completed (已办).
 *
 * @param visit       what tells two passages of the case through the same step apart: for a user task the engine's id of it
 * @param completedBy user id of the person
 */
public record CompletedStep(
        CaseId caseId,
        UUID visit,
        String procedure,
        String elementId,
        String stepName,
        Instant startedAt,
        Instant completedAt,
        String completedBy) {}
