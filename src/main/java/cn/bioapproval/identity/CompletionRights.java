package cn.bioapproval.identity;

import cn.bioapproval.identity.CompletionRight.Allowed;
import cn.bioapproval.identity.CompletionRight.Denied;
import cn.bioapproval.identity.CompletionRight.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one place that decides whether a person may complete a task: the assignee or a recorded substitute, never both
 * steps of a four-eyes pair, never with a recusal. Four-eyes and recusal hold through a substitution: neither the
 * substitute nor the one substituted may be barred.
 */
@Service
@Transactional(readOnly = true)
public class CompletionRights {

    private final Substitutions substitutions;
    private final Recusals recusals;

    CompletionRights(Substitutions substitutions, Recusals recusals) {
        this.substitutions = substitutions;
        this.recusals = recusals;
    }

    /**
     * Whether the actor may complete the task.
     *
     * @param actor            user id of the person at the screen
     * @param assignee         user id of the task's assignee; {@code null} when nobody has claimed it
     * @param procedure        process definition key
     * @param applicantCode    unified social credit code of the applicant; {@code null} when there is none
     * @param counterpartUsers who did the other step of a four-eyes pair: the persons, and those they acted for
     * @param today            office day (Asia/Shanghai)
     */
    public CompletionRight check(
            String actor,
            @Nullable String assignee,
            String procedure,
            @Nullable String applicantCode,
            Set<String> counterpartUsers,
            LocalDate today) {
        if (assignee == null) {
            return new Denied(Reason.NOT_ASSIGNEE, "任务尚未认领，请先认领再办理。");
        }
        boolean inPerson = actor.equals(assignee);
        if (!inPerson && !substitutions.principalsOf(actor, procedure, today).contains(assignee)) {
            return new Denied(Reason.NOT_ASSIGNEE, "任务由他人认领，且今天没有登记您代理其办理本事项；请由认领人办理或先登记代理。");
        }
        List<String> involved = inPerson ? List.of(actor) : List.of(actor, assignee);
        if (involved.stream().anyMatch(counterpartUsers::contains)) {
            return new Denied(
                    Reason.FOUR_EYES,
                    inPerson
                            ? "您已办理与之制约的步骤，本步骤须由另一人办理（四眼原则），请取消认领。"
                            : "您或被代理人已办理与之制约的步骤，本步骤须由另一人办理（四眼原则），请由其他同事办理。");
        }
        if (applicantCode != null && involved.stream().anyMatch(user -> recusals.isRecused(user, applicantCode))) {
            return new Denied(
                    Reason.RECUSAL_REQUIRED,
                    inPerson ? "您已登记对该申请单位回避，请转交同事办理。" : "您或被代理人已登记对该申请单位回避，请转交同事办理。");
        }
        return new Allowed(inPerson ? null : assignee);
    }
}
