package cn.bioapproval.tasklist;

import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cycletime.CompletedStep;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.engine.DeployedModels;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/**
 * What a person has done (本人已办), from the facts and the recorded submissions; never from the engine's history, which is
 * cleaned up. Each sees her own only.
 */
@Service
class FinishedWork {

    private static final int LARGEST_PAGE = 100;

    private final StepFacts facts;
    private final Submissions submissions;
    private final CaseRegister cases;
    private final DeployedModels models;
    private final SignedIn signedIn;

    FinishedWork(
            StepFacts facts, Submissions submissions, CaseRegister cases, DeployedModels models, SignedIn signedIn) {
        this.facts = facts;
        this.submissions = submissions;
        this.cases = cases;
        this.models = models;
        this.signedIn = signedIn;
    }

    /** Newest first. */
    List<FinishedTask> list(int first, int size) {
        int page = Math.max(1, Math.min(size, LARGEST_PAGE));
        Pageable wanted = PageRequest.of(Math.max(first, 0) / page, page);
        return facts.completedBy(signedIn.person().id(), wanted).stream()
                .map(this::task)
                .toList();
    }

    long count() {
        return facts.countCompletedBy(signedIn.person().id());
    }

    /** The finished task, if the person who asks completed it. */
    Optional<FinishedTask> find(FinishedTask.Id id) {
        return facts.completed(id.caseId(), id.visit())
                .filter(step -> step.completedBy().equals(signedIn.person().id()))
                .map(this::task);
    }

    /** What was submitted with it, under what the form showed besides. */
    Map<String, Object> values(FinishedTask task) {
        Map<String, Object> values = new LinkedHashMap<>(models.facts(
                task.step().procedure(), task.step().caseId(), task.step().elementId()));
        submission(task).ifPresent(submission -> values.putAll(submission.data().asMap()));
        return values;
    }

    /** Its form as it was deployed then, for reading only. */
    Optional<String> form(FinishedTask task) {
        return submission(task)
                .flatMap(submission -> models.form(submission.formKey(), submission.formVersion()))
                .map(ReadOnlyForm::of);
    }

    private Optional<Submission> submission(FinishedTask task) {
        String taskId = task.step().visit().toString();
        return submissions.of(task.step().caseId()).stream()
                .filter(submission -> taskId.equals(submission.taskId()))
                .findFirst();
    }

    private FinishedTask task(CompletedStep step) {
        return new FinishedTask(step, cases.get(step.caseId()));
    }
}
