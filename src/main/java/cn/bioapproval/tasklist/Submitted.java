package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.cycletime.StepVisit;
import cn.bioapproval.engine.DeployedModels;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.intake.Answer;
import cn.bioapproval.intake.FormSchema;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What was submitted in a case, in the words of the forms as they were then. */
@Service
class Submitted {

    private static final String APPLICATION = "申请";

    private final Submissions submissions;
    private final StepFacts facts;
    private final DeployedModels models;
    private final SignedIn signedIn;
    private final Map<Form, Optional<FormSchema>> forms = new ConcurrentHashMap<>();

    Submitted(Submissions submissions, StepFacts facts, DeployedModels models, SignedIn signedIn) {
        this.submissions = submissions;
        this.facts = facts;
        this.models = models;
        this.signedIn = signedIn;
    }

    private record Form(String key, int version) {}

    /**
     * One submission.
     *
     * @param step    the Chinese name of the step; 申请 for a start form
     * @param schema  the form of then; {@code null} if it is not deployed any more
     * @param answers in the order of the form; empty while it is sealed
     * @param sealed  whether its content is kept from this person: several do the same step independently of each other,
     *                such as experts who review, and some are still at it, or she was one of them
     * @param earlier the version of the application that this one replaces; {@code null} if it is no later version
     */
    record Sheet(
            Submission submission,
            String step,
            @Nullable FormSchema schema,
            List<Answer> answers,
            boolean sealed,
            @Nullable Sheet earlier) {

        boolean isApplication() {
            return submission.taskId() == null;
        }

        /** What was decided in this step; {@code null} if nothing was: what is applied for decides nothing. */
        @Nullable
        String decision() {
            return isApplication() || earlier != null
                    ? null
                    : answers.stream()
                            .filter(Answer::decision)
                            .map(Answer::text)
                            .findFirst()
                            .orElse(null);
        }

        /** Whether this asks at least half of its own fields as that one did: a later version of the application. */
        private boolean replaces(Sheet before) {
            if (schema == null || before.schema == null) {
                return false;
            }
            Set<String> own = schema.inputKeys();
            Set<String> others = before.schema.inputKeys();
            long shared = own.stream().filter(others::contains).count();
            return shared >= 3 && shared * 2 >= own.size();
        }

        private Sheet after(Sheet before) {
            return new Sheet(submission, step, schema, answers, sealed, before);
        }
    }

    /** All submissions of the case, the earliest first. */
    List<Sheet> of(Case ofCase, Names names) {
        List<StepVisit> visits = facts.of(ofCase.id());
        Map<String, String> steps = new HashMap<>();
        visits.forEach(visit -> steps.put(visit.elementId(), visit.stepName()));
        SignedIn.Person reader = signedIn.person();
        List<Sheet> sheets = new ArrayList<>();
        Sheet application = null;
        for (Submission submission : submissions.of(ofCase.id())) {
            Sheet sheet = sheet(ofCase, submission, steps, isSealed(submission, visits, reader), names);
            if (application != null && sheet.replaces(application)) {
                sheet = sheet.after(application);
                application = sheet;
            } else if (application == null && sheet.isApplication()) {
                application = sheet;
            }
            sheets.add(sheet);
        }
        return sheets;
    }

    private Sheet sheet(
            Case ofCase, Submission submission, Map<String, String> steps, boolean sealed, Names names) {
        FormSchema schema = schema(submission).orElse(null);
        String step = submission.taskId() == null
                ? APPLICATION
                : steps.getOrDefault(submission.elementId(), "（步骤名称未记录）");
        List<Answer> answers = schema == null || sealed
                ? List.of()
                : schema.answers(submission.data(), lists(ofCase, submission, schema), names::person);
        return new Sheet(submission, step, schema, answers, sealed, null);
    }

    /** Lists of options that the form took from the procedure; what it would show now. */
    private Map<String, Object> lists(Case ofCase, Submission submission, FormSchema schema) {
        boolean needed = submission.taskId() != null && !schema.checkKeys().isEmpty();
        return needed ? models.facts(submission.procedure(), ofCase.id(), submission.elementId()) : Map.of();
    }

    private Optional<FormSchema> schema(Submission submission) {
        return forms.computeIfAbsent(
                new Form(submission.formKey(), submission.formVersion()),
                form -> models.form(form.key(), form.version()).map(FormSchema::parse));
    }

    /** Each who does a step at the same time as others sees her own only; everybody else waits for the last of them. */
    private static boolean isSealed(Submission submission, List<StepVisit> visits, SignedIn.Person reader) {
        if (reader.readsEverything() || reader.id().equals(submission.actor())) {
            return false;
        }
        Instant startedAt = visits.stream()
                .filter(visit -> visit.visit().toString().equals(submission.taskId()))
                .map(StepVisit::startedAt)
                .findFirst()
                .orElse(submission.submittedAt());
        return visits.stream()
                .filter(visit -> visit.elementId().equals(submission.elementId()))
                .filter(visit -> !visit.visit().toString().equals(submission.taskId()))
                .filter(visit -> !visit.startedAt().isAfter(submission.submittedAt()))
                .anyMatch(visit -> visit.isOpen()
                        || reader.id().equals(visit.endedBy())
                                && !Objects.requireNonNull(visit.endedAt()).isBefore(startedAt));
    }
}
