package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.clock.StepProfile;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * 退回 and 撤回: a case goes back to a step that it has passed. What was handed in since, on the way that is gone again, no
 * longer counts; it stays readable.
 */
@Component
class GoingBack implements VerbAct.Family {

    private static final String STEP = "step";
    private static final String REASON = "reason";

    private final ObjectProvider<ProcessEngine> engine;
    private final Submissions submissions;
    private final Barriers barriers;
    private final TaskRights rights;
    private final StatutoryClock clocks;
    private final SignedIn names;
    private final Entrusting entrusting;
    private final List<CaseCourse> courses;

    GoingBack(
            ObjectProvider<ProcessEngine> engine,
            Submissions submissions,
            Barriers barriers,
            TaskRights rights,
            StatutoryClock clocks,
            SignedIn names,
            Entrusting entrusting,
            List<CaseCourse> courses) {
        this.engine = engine;
        this.submissions = submissions;
        this.barriers = barriers;
        this.rights = rights;
        this.clocks = clocks;
        this.names = names;
        this.entrusting = entrusting;
        this.courses = courses;
    }

    @Override
    public List<VerbAct> acts() {
        return List.of(
                new VerbAct(
                        Verb.RETURN,
                        this::mayReturn,
                        subject -> List.of(
                                Verbs.Field.one(STEP, "退回到", targets(subject)),
                                Verbs.Field.text(REASON, "退回理由", true, "写明需要重新办理的内容，会告知该步骤的办理人。")),
                        this::planReturn),
                new VerbAct(
                        Verb.WITHDRAW,
                        subject -> planWithdrawal(subject, ""),
                        subject -> List.of(Verbs.Field.text(REASON, "撤回理由", true, "")),
                        (subject, arguments) -> planWithdrawal(subject, arguments.text(REASON, "撤回理由"))));
    }

    // 退回 ------------------------------------------------------------------------------------------------------------

    private void mayReturn(VerbSubject subject) {
        rights.completing(subject.open(), subject.user());
        entrusting.requireUnsigned(subject.open());
        subject.active();
        if (targets(subject).isEmpty()) {
            String why = passed(subject).stream()
                    .findFirst()
                    .flatMap(step -> refusalOf(() -> back(subject, step, subject.open().getExecution())))
                    .map(reason -> "现在不能退回：" + reason)
                    .orElse("本办件还没有可以退回的步骤。");
            throw Refusal.conflict(RefusalCode.CASE_STATE, why);
        }
    }

    /** The steps to which the case can go back from here, the latest first. */
    private List<Verbs.Option> targets(VerbSubject subject) {
        return passed(subject).stream()
                .filter(step -> refusalOf(() -> back(subject, step, subject.open().getExecution())).isEmpty())
                .map(step -> new Verbs.Option(step.elementId(), nameOf(subject, step.elementId())))
                .toList();
    }

    private VerbPlan planReturn(VerbSubject subject, VerbArguments arguments) {
        TaskEntity task = subject.open();
        Actor actor = rights.completing(task, subject.user());
        subject.active();
        String wanted = arguments.text(STEP, "退回到");
        Submission last = passed(subject).stream()
                .filter(step -> step.elementId().equals(wanted))
                .findFirst()
                .orElseThrow(() -> VerbArguments.invalid(STEP, "本办件没有办过这个步骤，不能退回到那里。"));
        Way way = back(subject, last, task.getExecution());
        boolean ownEnds = way.cancelledTasks().stream().anyMatch(each -> each.getId().equals(task.getId()));
        List<String> effects = new ArrayList<>();
        effects.add("办件退回到“" + nameOf(subject, wanted) + "”，由原办理部门重新办理。");
        if (!ownEnds) {
            effects.add("“" + subject.stepName() + "”不受影响，仍由原办理人办理。");
        }
        String reason = arguments.text(REASON, "退回理由");
        effects.add("退回理由：" + reason);
        return plan(subject, actor, way, effects, reason, "RETURN");
    }

    /** The latest submission that counts of each step of this process, the latest first; this step itself left out. */
    private List<Submission> passed(VerbSubject subject) {
        Map<String, Submission> latest = new LinkedHashMap<>();
        handedIn(subject)
                .filter(each -> subject.process().findActivity(each.elementId()) != null)
                .filter(each -> !each.elementId().equals(subject.elementId()))
                .forEach(each -> {
                    latest.remove(each.elementId());
                    latest.put(each.elementId(), each);
                });
        List<Submission> found = new ArrayList<>(latest.values());
        Collections.reverse(found);
        return found;
    }

    /** What was handed in in this process and still counts; in a part of a procedure, since this part began. */
    private Stream<Submission> handedIn(VerbSubject subject) {
        Instant since = began(subject.active());
        return submissions.standing(subject.caseId()).stream()
                .filter(each -> each.taskId() != null)
                .filter(each -> each.procedure().equals(subject.process().getKey()))
                .filter(each -> !each.submittedAt().isBefore(since));
    }

    private Instant began(ExecutionEntity instance) {
        if (instance.getId().equals(instance.getRootProcessInstanceId())) {
            return Instant.EPOCH;
        }
        return engine.getObject()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getStartTime()
                .toInstant();
    }

    // 撤回 ------------------------------------------------------------------------------------------------------------

    private VerbPlan planWithdrawal(VerbSubject subject, String reason) {
        Submission mine = subject.done();
        if (mine == null) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "撤回的是本人刚办完的任务，请在“本人已办”中打开它。");
        }
        subject.active();
        boolean counts = submissions.standing(subject.caseId()).stream().anyMatch(each -> each.id() == mine.id());
        if (!counts) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "这次提交已经撤回或者被退回，不再有效。");
        }
        Way way = back(subject, mine, null);
        if (way.move().whole()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "多人（多份）同时办理的环节不能单独撤回，请由下一环节退回。");
        }
        Optional<Submission> next = submissions.standing(subject.caseId()).stream()
                .filter(each -> each.id() != mine.id() && !each.submittedAt().isBefore(mine.submittedAt()))
                .filter(each -> each.taskId() != null && way.move().elements().contains(each.elementId()))
                .findFirst();
        if (next.isPresent()) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE,
                    "下一环节“%s”已由%s办理，不能撤回；需要改正的，请对方退回。"
                            .formatted(nameOf(subject, next.get().elementId()), doer(next.get())));
        }
        way.cancelledTasks().stream()
                .filter(task -> task.getAssignee() != null && !task.getCandidates().isEmpty()
                        || task.getOwner() != null)
                .findFirst()
                .ifPresent(task -> {
                    throw Refusal.conflict(
                            RefusalCode.CASE_STATE,
                            "下一环节“%s”已由%s认领，不能撤回；需要改正的，请对方退回。"
                                    .formatted(task.getName(), names.nameOf(String.valueOf(task.getAssignee()))));
                });
        List<String> effects = new ArrayList<>();
        effects.add("“%s”的提交撤回，任务回到%s名下，可以修改后重新提交。"
                .formatted(subject.stepName(), names.nameOf(owner(mine))));
        if (!reason.isEmpty()) {
            effects.add("撤回理由：" + reason);
        }
        return plan(subject, new Actor(subject.user(), mine.onBehalfOf()), way, effects, reason, "WITHDRAW");
    }

    private String doer(Submission submission) {
        return submission.actor() == null ? "系统" : names.nameOf(submission.actor());
    }

    // both ------------------------------------------------------------------------------------------------------------

    /** A way back: the move of tokens, the tasks that end by it, and the work that no longer counts. */
    private record Way(
            Submission target, TokenMove move, List<TaskEntity> cancelledTasks, List<Submission> undone) {}

    private Way back(VerbSubject subject, Submission target, @Nullable ExecutionEntity from) {
        ExecutionEntity instance = subject.active();
        ActivityImpl step = subject.process().findActivity(target.elementId());
        barriers.passedSince(subject.caseId(), target.submittedAt()).ifPresent(name -> {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "此后已经办理“" + name + "”，其结果已经送达或者生效，不能退回到以前的步骤。");
        });
        course(subject)
                .flatMap(course -> course.standsAgainstReturn(subject.caseId(), target.elementId()))
                .ifPresent(why -> {
                    throw Refusal.conflict(RefusalCode.CASE_STATE, why);
                });
        ActivityInstance tree = engine.getObject().getRuntimeService().getActivityInstance(instance.getId());
        TokenMove move = TokenMove.to(subject.process(), tree, step, from == null ? null : from.getActivityInstanceId());
        Set<String> ended = move.cancelledLeaves().map(ActivityInstance::getId).collect(Collectors.toSet());
        List<TaskEntity> cancelled = openTasks(instance)
                .filter(task -> ended.contains(String.valueOf(Parts.placeIn(instance, task))))
                .toList();
        return new Way(target, move, cancelled, undone(subject, target, move));
    }

    private static Stream<TaskEntity> openTasks(ExecutionEntity instance) {
        return Parts.tasks(instance).stream();
    }

    private List<Submission> undone(VerbSubject subject, Submission target, TokenMove move) {
        List<Submission> standing = handedIn(subject).toList();
        if (move.insideMany()) {
            // Which of the many instances a submission came from is not known: only the target itself is sure.
            return List.of(target);
        }
        Instant since = move.whole()
                ? standing.stream()
                        .filter(each -> each.elementId().equals(target.elementId()))
                        .map(Submission::submittedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(target.submittedAt())
                : target.submittedAt();
        Set<String> parts = Parts.calledBy(move.elements().stream()
                .map(subject.process()::findActivity)
                .toList());
        Stream<Submission> own = standing.stream()
                .filter(each -> each.id() == target.id()
                        || !each.submittedAt().isBefore(since) && move.elements().contains(each.elementId()));
        Stream<Submission> inParts = submissions.standing(subject.caseId()).stream()
                .filter(each -> each.taskId() != null && parts.contains(each.procedure()))
                .filter(each -> !each.submittedAt().isBefore(since));
        return Stream.concat(own, inParts).toList();
    }

    private VerbPlan plan(
            VerbSubject subject, Actor actor, Way way, List<String> effects, String reason, String kind) {
        ExecutionEntity instance = subject.active();
        List<String> branches = new ArrayList<>();
        TokenMove move = way.move();
        if (move.whole()) {
            branches.add("“" + nameOf(subject, way.target().elementId()) + "”由多人（多份）同时办理，整个环节重新开始。");
        }
        int kept = move.fills().stream().mapToInt(TokenMove.Fill::tokens).sum();
        if (kept > 0) {
            branches.add("与它并行的" + kept + "个分支已经办完，结果保留，汇合时不再重办。");
        }
        Set<String> ends = way.cancelledTasks().stream().map(TaskEntity::getId).collect(Collectors.toSet());
        List<String> others = openTasks(instance)
                .filter(task -> !ends.contains(task.getId()))
                .map(TaskEntity::getName)
                .filter(name -> name != null)
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            branches.add("不受影响、继续办理的并行步骤：" + String.join("、", others) + "。");
        }
        if (way.undone().size() > 1) {
            branches.add("此后提交的" + way.undone().size() + "份表单不再作数，留档备查。");
        }
        Map<String, Object> facts = new HashMap<>();
        facts.put("target", nameOf(subject, way.target().elementId()));
        facts.put(REASON, reason);
        facts.put("users", doers(way.target()));
        facts.put("setAside", way.undone().stream().map(Submission::id).toList());
        return new VerbPlan(
                actor,
                subject.taskId(),
                effects,
                way.cancelledTasks().stream().map(GoingBack::described).toList(),
                branches,
                clockText(subject, way),
                facts,
                () -> {
                    submissions.setAside(way.undone(), kind);
                    course(subject)
                            .ifPresent(course -> course.returned(subject.caseId(), way.target().elementId()));
                    move.execute(engine.getObject().getRuntimeService(), instance.getId());
                    if (kind.equals("WITHDRAW")) {
                        giveBack(instance, way);
                    }
                });
    }

    /** Who withdraws has the task again. */
    private static void giveBack(ExecutionEntity instance, Way way) {
        String owner = owner(way.target());
        Passages.current().created().keySet().stream()
                .filter(task -> task.getTaskDefinitionKey().equals(way.target().elementId()))
                .filter(task -> instance.getId().equals(task.getProcessInstanceId()))
                .filter(task -> task.getAssignee() == null)
                .forEach(task -> task.setAssignee(owner));
    }

    /** Whose task it was: a substitute hands in for the assignee. */
    private static String owner(Submission submission) {
        return String.valueOf(submission.onBehalfOf() == null ? submission.actor() : submission.onBehalfOf());
    }

    private static List<String> doers(Submission target) {
        return Stream.of(target.actor(), target.onBehalfOf()).filter(user -> user != null).toList();
    }

    private static String described(TaskEntity task) {
        return String.valueOf(task.getName());
    }

    /** What the clock does when the cancelled steps no longer stop it and the step that begins perhaps does. */
    private String clockText(VerbSubject subject, Way way) {
        Optional<ClockReading> reading = clocks.read(subject.caseId());
        if (reading.isEmpty()) {
            return "办理时限尚未起算，不受影响。";
        }
        boolean stoppedBefore = reading.get().stopped();
        long stoppedByCancelled = way.cancelledTasks().stream()
                .filter(task -> StepProfile.of(Steps.propertiesOf(task)).stops() != null)
                .count();
        long openStops = reading.get().openStops().size();
        StepProfile begins =
                StepProfile.of(StepProperties.of(subject.process(), way.target().elementId()));
        boolean stoppedAfter = openStops > stoppedByCancelled || begins.stops() != null;
        if (stoppedBefore && stoppedAfter) {
            return "办理时限继续停止计算。";
        }
        if (stoppedBefore) {
            return "办理时限自下一工作日起恢复计算，各步骤到期日随之调整。";
        }
        return begins.stops() != null
                ? "办理时限停止计算（" + begins.stops().label() + "），各步骤到期日随之顺延。"
                : "办理时限继续计算，不因退回而延长；重新办理的步骤按本步骤期限重新确定到期日。";
    }

    private Optional<CaseCourse> course(VerbSubject subject) {
        return courses.stream()
                .filter(course -> course.procedure().equals(subject.procedure()))
                .findFirst();
    }

    private static String nameOf(VerbSubject subject, String elementId) {
        return TokenMove.nameOf(subject.process().findActivity(elementId));
    }

    private static Optional<String> refusalOf(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
    }
}
