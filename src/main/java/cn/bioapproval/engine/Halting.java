package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.clock.StopReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 挂起, 恢复 and 终止: the whole case stands still, goes on, or ends. */
@Component
class Halting implements VerbAct.Family {

    /** Property of a process: the groups whose members may suspend, resume and terminate its cases. */
    static final String LEAD = "verbs.lead";

    private static final String STOP = "suspension";
    private static final String BASIS = "basis";
    private static final String REASON = "reason";

    private final ObjectProvider<ProcessEngine> engine;
    private final TaskRights rights;
    private final StatutoryClock clocks;
    private final CaseRegister cases;
    private final List<CaseCourse> courses;

    Halting(
            ObjectProvider<ProcessEngine> engine,
            TaskRights rights,
            StatutoryClock clocks,
            CaseRegister cases,
            List<CaseCourse> courses) {
        this.engine = engine;
        this.rights = rights;
        this.clocks = clocks;
        this.cases = cases;
        this.courses = courses;
    }

    @Override
    public List<VerbAct> acts() {
        return List.of(
                new VerbAct(
                        Verb.SUSPEND,
                        subject -> {
                            actor(subject);
                            subject.active();
                        },
                        subject -> List.of(
                                Verbs.Field.text(BASIS, "法律依据", true, "例如：《行政许可法》第四十五条；本事项办事指南。"),
                                Verbs.Field.text(REASON, "挂起理由", true, "")),
                        this::planSuspension),
                new VerbAct(
                        Verb.RESUME,
                        this::mayResume,
                        subject -> List.of(Verbs.Field.text(REASON, "恢复理由", true, "")),
                        this::planResumption),
                new VerbAct(
                        Verb.TERMINATE,
                        this::mayTerminate,
                        subject -> List.of(Verbs.Field.text(REASON, "终止理由", true, "会写入办件记录。")),
                        this::planTermination));
    }

    /** The doer of an open task, or who leads. */
    private Actor actor(VerbSubject subject) {
        if (isLead(subject)) {
            return subject.herself();
        }
        return rights.completing(subject.open(), subject.user());
    }

    private static boolean isLead(VerbSubject subject) {
        List<String> groups = subject.person().getGroupIds() == null
                ? List.of()
                : subject.person().getGroupIds();
        return Arrays.stream(subject.processProperties().getOrDefault(LEAD, "").split(","))
                .map(String::strip)
                .anyMatch(groups::contains);
    }

    private VerbPlan planSuspension(VerbSubject subject, VerbArguments arguments) {
        Actor actor = actor(subject);
        ExecutionEntity instance = subject.active();
        String basis = arguments.text(BASIS, "法律依据");
        if (basis.length() > 200) {
            throw VerbArguments.invalid(BASIS, "“法律依据”不能超过200字。");
        }
        String reason = arguments.text(REASON, "挂起理由");
        return new VerbPlan(
                actor,
                subject.taskId(),
                List.of("办件中止办理：待办任务仍然可见，但在恢复以前不能提交。", "法律依据：" + basis, "挂起理由：" + reason),
                List.of(),
                List.of(),
                "办理时限自今日起停止计算，恢复后继续；各步骤到期日和到期自动处理随之停止。",
                Map.of(BASIS, basis, REASON, reason),
                () -> {
                    clocks.stop(subject.caseId(), STOP, StopReason.SUSPENDED, basis);
                    set(instance, SuspensionState.SUSPENDED);
                });
    }

    /**
     * Suspends or activates what the instance and its parts consist of, as the engine's own command does. That command writes behind the
     * back of what this command has already read (due dates move with the clock), and each would undo the other.
     */
    private static void set(ExecutionEntity instance, SuspensionState state) {
        var command = Context.getCommandContext();
        int code = state.getStateCode();
        for (ExecutionEntity each : Parts.instances(instance)) {
            command.getExecutionManager()
                    .findExecutionsByProcessInstanceId(each.getId())
                    .forEach(execution -> execution.setSuspensionState(code));
            each.setSuspensionState(code);
            command.getTaskManager()
                    .findTasksByProcessInstanceId(each.getId())
                    .forEach(task -> task.setSuspensionState(code));
            command.getJobManager()
                    .findJobsByProcessInstanceId(each.getId())
                    .forEach(job -> job.setSuspensionState(code));
        }
    }

    private void mayResume(VerbSubject subject) {
        actor(subject);
        if (!subject.running().isSuspended()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件没有挂起，不需要恢复。");
        }
    }

    private VerbPlan planResumption(VerbSubject subject, VerbArguments arguments) {
        Actor actor = actor(subject);
        ExecutionEntity instance = subject.running();
        String reason = arguments.text(REASON, "恢复理由");
        return new VerbPlan(
                actor,
                subject.taskId(),
                List.of("办件恢复办理，各步骤从挂起时的状态继续。", "恢复理由：" + reason),
                List.of(),
                List.of(),
                "办理时限自下一工作日起继续计算，各步骤到期日随之顺延。",
                Map.of(REASON, reason),
                () -> {
                    set(instance, SuspensionState.ACTIVE);
                    clocks.resume(subject.caseId(), STOP);
                });
    }

    private void mayTerminate(VerbSubject subject) {
        subject.running();
        if (!isLead(subject)) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "终止办理须由牵头部门负责人决定。");
        }
        course(subject).flatMap(course -> course.standsAgainstTermination(subject.caseId())).ifPresent(why -> {
            throw Refusal.conflict(RefusalCode.CASE_STATE, why);
        });
    }

    private VerbPlan planTermination(VerbSubject subject, VerbArguments arguments) {
        ExecutionEntity instance = subject.running();
        String reason = arguments.text(REASON, "终止理由");
        List<String> open = Parts.tasks(instance).stream().map(TaskEntity::getName).toList();
        List<String> effects = new ArrayList<>();
        effects.add("办件终止办理并办结，不能恢复；占用的预算额度释放。");
        effects.add("终止理由：" + reason);
        return new VerbPlan(
                subject.herself(),
                subject.taskId(),
                effects,
                open,
                open.size() > 1 ? List.of("所有并行分支一并结束。") : List.of(),
                "办理时限到今日为止。",
                Map.of(REASON, reason),
                () -> {
                    course(subject)
                            .ifPresentOrElse(
                                    course -> course.terminated(subject.caseId(), reason),
                                    () -> cases.close(subject.caseId(), CaseOutcome.TERMINATED, null));
                    engine.getObject()
                            .getRuntimeService()
                            .deleteProcessInstance(instance.getRootProcessInstanceId(), "TERMINATED");
                });
    }

    private Optional<CaseCourse> course(VerbSubject subject) {
        return courses.stream()
                .filter(course -> course.procedure().equals(subject.procedure()))
                .findFirst();
    }
}
