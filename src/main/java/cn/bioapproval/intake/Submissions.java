package cn.bioapproval.intake;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.CaseId;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was submitted, to be read again. */
@Service
@Transactional(readOnly = true)
public class Submissions {

    private final SubmissionRows rows;
    private final Folders folders;
    private final EntityManager entities;
    private final Clock clock;

    Submissions(SubmissionRows rows, Folders folders, EntityManager entities, Clock clock) {
        this.rows = rows;
        this.folders = folders;
        this.entities = entities;
        this.clock = clock;
    }

    public Optional<Submission> byId(long id) {
        return rows.findById(id);
    }

    /** The latest submission of a step, or of the start event, of the case. */
    public Optional<Submission> latest(CaseId caseId, String elementId) {
        return folders.of(caseId).latest(elementId);
    }

    /**
     * What was handed in last at a step that the case has passed.
     *
     * @throws IllegalStateException if nothing was
     */
    public FormData handedIn(CaseId caseId, String elementId) {
        return latest(caseId, elementId)
                .map(Submission::data)
                .orElseThrow(() -> new IllegalStateException("Nothing was handed in at " + elementId));
    }

    /** All submissions of the case, the earliest first. */
    public List<Submission> of(CaseId caseId) {
        return rows.ofCase(caseId.value());
    }

    /**
     * Those submissions of the case that still count, the earliest first: the case has not gone back to before them.
     * Read once per transaction: one that waits for others to be done with the case asks after it has waited.
     */
    public List<Submission> standing(CaseId caseId) {
        return folders.of(caseId).standing();
    }

    /**
     * Says of these submissions that they no longer count. They stay as they are; a counter-entry stands beside each.
     *
     * @param reason why: {@code RETURN} or {@code WITHDRAW}
     */
    @Transactional
    public void setAside(Collection<Submission> submissions, String reason) {
        Instant now = clock.instant();
        String actor = Acting.current().userId();
        submissions.forEach(submission -> {
            entities.persist(new SetAside(submission, now, actor, reason));
            folders.of(submission.caseId()).standsOtherwise();
        });
    }
}
