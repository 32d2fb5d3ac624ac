package cn.bioapproval.engine;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.StepEnded;
import cn.bioapproval.cases.StepStarted;
import cn.bioapproval.clock.StatutoryClock;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells everyone that a step of a case began or ended, in the engine's own transaction; gives a new task its due date;
 * and lets no task complete whose form did not pass the door.
 */
@Component
class Steps {

    private final ApplicationEventPublisher events;
    private final StatutoryClock clocks;
    private final Clock clock;

    Steps(ApplicationEventPublisher events, StatutoryClock clocks, Clock clock) {
        this.events = events;
        this.clocks = clocks;
        this.clock = clock;
    }

    TaskListener onCreate() {
        return delegate -> {
            TaskEntity task = (TaskEntity) delegate;
            CaseVariables.findCaseId(task).ifPresent(caseId -> started(task, caseId));
        };
    }

    TaskListener onComplete() {
        return delegate -> {
            TaskEntity task = (TaskEntity) delegate;
            if (!Passages.current().wasLet(task.getId())) {
                throw Refusal.forbidden(
                        RefusalCode.NOT_PERMITTED, "任务“" + task.getName() + "”须填写并提交表单后才能完成。");
            }
            ended(task, CaseVariables.caseId(task), false);
        };
    }

    TaskListener onDelete() {
        return delegate -> {
            TaskEntity task = (TaskEntity) delegate;
            CaseVariables.findCaseId(task).ifPresent(caseId -> ended(task, caseId, true));
        };
    }

    private void started(TaskEntity task, CaseId caseId) {
        Map<String, String> properties = propertiesOf(task);
        Instant now = clock.instant();
        List<String> groups = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Passages.current().created().put(task, caseId);
        events.publishEvent(new StepStarted(
                caseId,
                task.getProcessDefinition().getKey(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getId(),
                properties,
                groups,
                now,
                Acting.current()));
        clocks.dueAt(caseId, properties, now).map(Date::from).ifPresent(task::setDueDate);
    }

    private void ended(TaskEntity task, CaseId caseId, boolean cancelled) {
        Passages.current().created().remove(task);
        events.publishEvent(new StepEnded(
                caseId,
                task.getProcessDefinition().getKey(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getId(),
                propertiesOf(task),
                cancelled,
                clock.instant(),
                Acting.current()));
    }

    static Map<String, String> propertiesOf(TaskEntity task) {
        return StepProperties.of(task.getProcessDefinition(), task.getTaskDefinitionKey());
    }
}
