package cn.bioapproval.intake;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door. The engine validates nothing that comes in by a form, so everything does come in here: first checked, which
 * writes nothing, then recorded, which never changes again.
 */
@Service
public class Door {

    static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");

    private final ConditionEvaluator evaluator;
    private final Folders folders;
    private final Clock clock;

    Door(ConditionEvaluator evaluator, Folders folders, Clock clock) {
        this.evaluator = evaluator;
        this.folders = folders;
        this.clock = clock;
    }

    /**
     * Checks a submission against the form it was made with. Writes nothing.
     *
     * @param submitted values by field key, as they arrived: JSON-like Java values; lists and groups also as JSON text
     * @param context   what the form was shown with: option lists, values of fields that cannot be changed, and
     *                  whatever its conditions read
     * @throws Refusal {@code ERR_FORM_INVALID} with one Chinese message per field ({@code ERR_INVALID_DATE} or
     *     {@code ERR_INVALID_AMOUNT} when nothing else is wrong); {@code ERR_REQUEST_TOO_LARGE} beyond 256 KB, 200
     *     entries in a list, or a depth of twelve
     */
    public CheckedForm check(
            FormSchema schema,
            Map<String, ? extends @Nullable Object> submitted,
            Map<String, ? extends @Nullable Object> context) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), OFFICE);
        return new Check(schema, context, evaluator, today).run(submitted);
    }

    /** Records a checked submission in the caller's transaction, in the name of whoever acts now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Submission record(NewSubmission submission) {
        Actor actor = Acting.current();
        return folders.of(submission.caseId()).record(new Submission(submission, actor, clock.instant()));
    }
}
