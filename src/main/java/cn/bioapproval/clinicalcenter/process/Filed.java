package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.clinicalcenter.ExpertOpinion;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Elements;
import cn.bioapproval.intake.FormData;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The forms of a case as people handed them in, by step. */
@Component
class Filed {

    private final Submissions submissions;

    Filed(Submissions submissions) {
        this.submissions = submissions;
    }

    /** What was handed in last at the step. */
    FormData latest(CaseId caseId, String elementId) {
        return submissions.handedIn(caseId, elementId);
    }

    /** What was handed in last at the step, if anything was. */
    Optional<FormData> find(CaseId caseId, String elementId) {
        return submissions.latest(caseId, elementId).map(Submission::data);
    }

    /** Whether the applicant herself handed in what was handed in last at the step, on the public page. */
    boolean isByApplicant(CaseId caseId, String elementId) {
        return submissions
                .latest(caseId, elementId)
                .filter(submission -> Objects.equals(submission.actor(), Actor.APPLICANT.userId()))
                .isPresent();
    }

    /** What the experts handed in and still counts, the earliest first; a substitute speaks for the expert. */
    List<ExpertOpinion> opinions(CaseId caseId) {
        return submissions.standing(caseId).stream()
                .filter(submission -> submission.elementId().equals(Elements.EXPERT_REVIEW))
                .map(submission -> ExpertOpinion.of(
                        Objects.requireNonNull(
                                submission.onBehalfOf() == null ? submission.actor() : submission.onBehalfOf()),
                        submission.data()))
                .toList();
    }
}
