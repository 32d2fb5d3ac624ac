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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whose a task is, and who may complete it. */
@Component
class TaskRights {

    /** Element property: ids of earlier steps whose doers may not do this one (四眼原则). */
    static final String FOUR_EYES = "fourEyes";

    /** Element property: the applicant may hand in the form of this step herself, with case number and query code. */
    private static final String APPLICANT_COMPLETES = "applicant.completes";

    /** Who is in these acts in person: experts are chosen as persons, and nobody lends powers over the system. */
    static final Set<String> IN_PERSON = Set.of("expert", "auditor", Groups.CAMUNDA_ADMIN);

    private final Substitutions substitutions;
    private final CompletionRights completionRights;
    private final Submissions submissions;
    private final CaseRegister cases;
    private final OfficeClock clock;
    private final ObjectProvider<IdentityService> identity;

    TaskRights(
            Substitutions substitutions,
            CompletionRights completionRights,
            Submissions submissions,
            CaseRegister cases,
            OfficeClock clock,
            ObjectProvider<IdentityService> identity) {
        this.identity = identity;
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

    /** What the person may work on today in the place of others. */
    List<Lent> lentTo(String user) {
        return substitutions.inForceFor(user, LocalDate.now(clock)).stream()
                .map(each -> new Lent(each.procedure(), Set.of(each.principal()), lendable(each.principal())))
                .toList();
    }

    /** The groups whose work goes to a substitute with the rest, whoever asks. */
    Set<String> lendable(String principal) {
        CommandContext command = Context.getCommandContext();
        List<Group> groups = command == null
                ? groupsOf(principal)
                : command.runWithoutAuthorization(() -> groupsOf(principal));
        return groups.stream()
                .map(Group::getId)
                .filter(group -> !IN_PERSON.contains(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Group> groupsOf(String user) {
        return identity.getObject().createGroupQuery().groupMember(user).list();
    }

    /**
     * Whether the task is hers: assigned to her, or unassigned and offered to a group of hers, or the same of one she
     * substitutes.
     */
    boolean isOwn(TaskEntity task, Authentication person) {
        String assignee = task.getAssignee();
        if (assignee != null) {
            return assignee.equals(person.getUserId())
                    || principalsOf(person.getUserId(), Parts.procedureOf(task)).contains(assignee);
        }
        return isOffered(task, person) || !lenders(task, person).isEmpty();
    }

    /** In whose place she would work on a task that is hers: empty when in nobody's. */
    Optional<String> inPlaceOf(TaskEntity task, Authentication person) {
        String assignee = task.getAssignee();
        if (assignee != null) {
            return Optional.of(assignee).filter(user -> !user.equals(person.getUserId()));
        }
        return isOffered(task, person)
                ? Optional.empty()
                : lenders(task, person).stream().findFirst();
    }

    /**
     * Who claims.
     *
     * @param claimant user id in whose name
     * @param right    whether the person could complete the task then, if that was looked at
     */
    record Claim(String claimant, Optional<CompletionRight> right) {}

    /**
     * In whose name the person claims an unassigned task: her own, or of one she substitutes when it is offered to that
     * one's groups only.
     *
     * @throws Refusal if she could not complete it then: recused, or four eyes are needed through the substitution
     */
    Claim claim(TaskEntity task, Authentication person) {
        String user = person.getUserId();
        List<String> lenders = isOffered(task, person) ? List.of() : lenders(task, person);
        if (lenders.isEmpty()) {
            Optional<CompletionRight> right = CaseVariables.findCaseId(task).map(any -> check(task, user, user));
            if (right.orElse(null) instanceof CompletionRight.Denied denied
                    && denied.reason() == CompletionRight.Reason.RECUSAL_REQUIRED) {
                throw refused(denied);
            }
            return new Claim(user, right);
        }
        CompletionRight.@Nullable Denied first = null;
        for (String lender : lenders) {
            CompletionRight right = check(task, user, lender);
            if (!(right instanceof CompletionRight.Denied denied)) {
                return new Claim(lender, Optional.of(right));
            }
            first = first == null ? denied : first;
        }
        throw refused(Objects.requireNonNull(first));
    }

    /** Those she substitutes in this procedure and to whose groups the task is offered. */
    private List<String> lenders(TaskEntity task, Authentication person) {
        return principalsOf(person.getUserId(), Parts.procedureOf(task)).stream()
                .sorted()
                .filter(principal -> {
                    Set<String> groups = lendable(principal);
                    return task.getCandidates().stream().anyMatch(link -> isOfferedTo(link, principal, groups));
                })
                .toList();
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
        return completing(user, check(task, user, task.getAssignee()));
    }

    /**
     * In whose name the person completes a task, by the right she was found to have.
     *
     * @throws Refusal if she has none
     */
    static Actor completing(String user, CompletionRight right) {
        if (right instanceof CompletionRight.Denied denied) {
            throw refused(denied);
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
        CompletionRight right = check(task, user, user);
        return right instanceof CompletionRight.Denied denied ? Optional.of(denied.message()) : Optional.empty();
    }

    private CompletionRight check(TaskEntity task, String user, String assignee) {
        CaseId caseId = CaseVariables.caseId(task);
        return completionRights.check(
                user,
                assignee,
                Parts.procedureOf(task),
                cases.get(caseId).applicantCode(),
                doersOfCounterparts(task, caseId),
                LocalDate.now(clock));
    }

    private static Refusal refused(CompletionRight.Denied denied) {
        return Refusal.forbidden(new RefusalCode(denied.reason().code()), denied.message());
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
