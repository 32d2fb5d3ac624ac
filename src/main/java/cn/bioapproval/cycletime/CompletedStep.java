package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;

/** A step that a person completed (已办). */
public record CompletedStep(CaseId caseId, String procedure, String elementId, String stepName, Instant completedAt) {}
