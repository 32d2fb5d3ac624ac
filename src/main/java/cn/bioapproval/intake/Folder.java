package cn.bioapproval.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The submissions of one case as the running transaction knows them: what it recorded itself, and what it has read. */
final class Folder {

    private final long caseId;
    private final SubmissionRows rows;
    private final Map<String, Submission> recorded = new HashMap<>();
    private @Nullable List<Submission> standing;

    Folder(long caseId, SubmissionRows rows) {
        this.caseId = caseId;
        this.rows = rows;
    }

    Submission record(Submission submission) {
        Submission saved = rows.save(submission);
        recorded.put(saved.elementId(), saved);
        if (standing != null) {
            standing.add(saved);
        }
        return saved;
    }

    /** What this transaction recorded at the step is the latest: nobody else hands in a form of the case meanwhile. */
    Optional<Submission> latest(String elementId) {
        Submission own = recorded.get(elementId);
        return own == null ? rows.latest(caseId, elementId) : Optional.of(own);
    }

    /** Those that still count, the earliest first; read once. */
    List<Submission> standing() {
        if (standing == null) {
            standing = new ArrayList<>(rows.standing(caseId));
        }
        return List.copyOf(standing);
    }

    /** What counts is to be read again. */
    void standsOtherwise() {
        standing = null;
    }
}
