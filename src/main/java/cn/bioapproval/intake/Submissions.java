package cn.bioapproval.intake;

import cn.bioapproval.cases.CaseId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was submitted, to be read again. */
@Service
@Transactional(readOnly = true)
public class Submissions {

    private final SubmissionRows rows;

    Submissions(SubmissionRows rows) {
        this.rows = rows;
    }

    public Optional<Submission> byId(long id) {
        return rows.findById(id);
    }

    /** The latest submission of a step, or of the start event, of the case. */
    public Optional<Submission> latest(CaseId caseId, String elementId) {
        return rows.latest(caseId.value(), elementId);
    }

    /** All submissions of the case, the earliest first. */
    public List<Submission> of(CaseId caseId) {
        return rows.ofCase(caseId.value());
    }
}
