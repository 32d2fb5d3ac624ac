package cn.bioapproval.intake;

import cn.bioapproval.cases.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of one passage through the door. Who and when are asked for, not told.
 *
 * @param procedure   process definition key
 * @param elementId   id of the start event or user task in the model
 * @param taskId      the engine's task; null for a start form
 * @param formKey     id of the form
 * @param formVersion version of the form in its deployment
 * @param data        what the check let through
 */
public record NewSubmission(
        CaseId caseId,
        String procedure,
        String elementId,
        @Nullable String taskId,
        String formKey,
        int formVersion,
        FormData data) {}
