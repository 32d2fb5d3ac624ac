package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.identity.CompletionRight;
import cn.bioapproval.identity.CompletionRights;
import cn.bioapproval.identity.Substitutions;
import cn.bioapproval.intake.Submissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose a task is, and who may complete it. */
@Component
class TaskRights {

    /** Element property: ids of earlier steps whose doers may not do this one (四眼原则). */
    static final String FOUR_EYES = "fourEyes";

    /** Element property: the applicant may hand in the form of this step herself, with case number and query code. */
    private static final String APPLICANT_COMPLETES = "applicant.completes";

    /** No procedure has this key: only substitutions that hold for all procedures match it. */
    private static final String ANY_PROCEDURE = "*";

    private final Substitutions substitutions;
    private final CompletionRights completionRights;
    private final Submissions submissions;
    private final CaseRegister cases;
    private final OfficeClock clock;

    TaskRights(
            Substitutions substitutions,
            CompletionRights completionRights,
            Submissions submissions,
            CaseRegister cases,
            OfficeClock clock) {
        this.substitutions = substitutions;
        this.completionRights = completionRights;
        this.submissions = submissions;
        this.cases = cases;
        this.clock = clock;
    }

    /** Those in whose place this person may act today in this procedure. */
    Collection<String> principalsOf(String user, String procedure) {
        return substitutions.principalsOf(user, procedure, LocalDate.now(clock));
    }

    /** Those in whose place this person may act today, whatever the procedure; narrower ones are left out. */
    Collection<String> principalsOf(String user) {
        return substitutions.principalsOf(user, ANY_PROCEDURE, LocalDate.now(clock));
    }

    /** Whether the task is hers: assigned to her or one she substitutes, or unassigned and offered to a group of hers. */
    boolean isOwn(TaskEntity task, Authentication person) {
        String assignee = task.getAssignee();
        if (assignee != null) {
            return assignee.equals(person.getUserId())
                    || principalsOf(person.getUserId(), Parts.procedureOf(task)).contains(assignee);
        }
        return isOffered(task, person);
    }

    /** Whether the task is or was offered to her or one of her groups, whoever has it now. */
    boolean isOffered(TaskEntity task, Authentication person) {
        List<String> groups = person.getGroupIds() == null ? List.of() : person.getGroupIds();
        return task.getCandidates().stream().anyMatch(link -> isOfferedTo(link, person.getUserId(), groups));
    }

    /** Whether she may know of the task: it is hers, was offered to her, or she is an administrator. */
    boolean isConcerned(TaskEntity task, Authentication person) {
        boolean administrator = person.getGroupIds() != null && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
        return administrator || isOwn(task, person) || isOffered(task, person);
    }

    private static boolean isOfferedTo(IdentityLink link, String user, Collection<String> groups) {
        return user.equals(link.getUserId()) || groups.contains(link.getGroupId());
    }

    /**
     * In whose name the person completes the task.
     *
     * @throws Refusal if she may not: not the assignee nor her recorded substitute, recused, or four eyes are needed
     */
    Actor completing(TaskEntity task, @Nullable String user) {
        if (user == null) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "请先登录。");
        }
        if (user.equals(Actor.APPLICANT.userId())) {
            return applicantCompleting(task);
        }
        if (task.getAssignee() == null) {
            throw Refusal.forbidden(
                    RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”尚未认领，请先认领再提交。");
        }
        CaseId caseId = CaseVariables.caseId(task);
        CompletionRight right = completionRights.check(
                user,
                task.getAssignee(),
                Parts.procedureOf(task),
                cases.get(caseId).applicantCode(),
                doersOfCounterparts(task, caseId),
                LocalDate.now(clock));
        if (right instanceof CompletionRight.Denied denied) {
            throw Refusal.forbidden(new RefusalCode(denied.reason().code()), denied.message());
        }
        return new Actor(user, ((CompletionRight.Allowed) right).onBehalfOf());
    }

    /**
     * In whose name the person holds the task, be it that she may not complete it herself: who must recuse herself may
     * still hand it over.
     *
     * @throws Refusal if it is not hers, or nobody has claimed it
     */
    Actor holding(TaskEntity task, Authentication person) {
        String assignee = task.getAssignee();
        if (assignee == null) {
            throw Refusal.forbidden(
                    RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”尚未认领，请先认领。");
        }
        if (!isOwn(task, person)) {
            throw Refusal.forbidden(RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”由他人办理，只有办理人能进行这个动作。");
        }
        String user = person.getUserId();
        return new Actor(user, assignee.equals(user) ? null : assignee);
    }

    /** Why this person could not complete the task if it were assigned to her; empty if she could. */
    Optional<String> standsAgainst(TaskEntity task, String user) {
        CaseId caseId = CaseVariables.caseId(task);
        CompletionRight right = completionRights.check(
                user,
                user,
                Parts.procedureOf(task),
                cases.get(caseId).applicantCode(),
                doersOfCounterparts(task, caseId),
                LocalDate.now(clock));
        return right instanceof CompletionRight.Denied denied ? Optional.of(denied.message()) : Optional.empty();
    }

    /** Whether the model lets the applicant herself hand in the form of this task. */
    boolean isForApplicant(TaskEntity task) {
        return "true".equals(Steps.propertiesOf(task).get(APPLICANT_COMPLETES));
    }

    /** Whoever of the office has taken the task: what the applicant owes, she may always hand in herself. */
    private Actor applicantCompleting(TaskEntity task) {
        if (!isForApplicant(task)) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "这一步不由申请人办理。");
        }
        return Actor.APPLICANT;
    }

    private Set<String> doersOfCounterparts(TaskEntity task, CaseId caseId) {
        String steps = Steps.propertiesOf(task).get(FOUR_EYES);
        if (steps == null) {
            return Set.of();
        }
        List<String> counterparts = Arrays.stream(steps.split(",")).map(String::strip).toList();
        Set<String> doers = new HashSet<>();
        submissions.of(caseId).stream()
                .filter(submission -> counterparts.contains(submission.elementId()))
                .forEach(submission -> {
                    doers.add(submission.actor());
                    if (submission.onBehalfOf() != null) {
                        doers.add(submission.onBehalfOf());
                    }
                });
        return doers;
    }
}
