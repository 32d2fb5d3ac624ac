package cn.bioapproval.engine;

import cn.bioapproval.calendar.HolidaysLoaded;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.DeadlinesMoved;
import cn.bioapproval.clock.StatutoryClock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** When the clock of a case stops or moves, every open due date and every timer on a step of the case moves with it. */
@Component
class DeadlineMover {

    private static final Logger log = LoggerFactory.getLogger(DeadlineMover.class);
    private static final int ATTEMPTS = 3;

    private final ObjectProvider<ProcessEngine> engine;
    private final StatutoryClock clocks;
    private final CaseRegister cases;

    DeadlineMover(ObjectProvider<ProcessEngine> engine, StatutoryClock clocks, CaseRegister cases) {
        this.engine = engine;
        this.clocks = clocks;
        this.cases = cases;
    }

    @EventListener
    void on(DeadlinesMoved moved) {
        configuration().getCommandExecutorTxRequired().execute(command -> command.runWithoutAuthorization(() -> {
            move(command, moved.caseId());
            return null;
        }));
    }

    /**
     * Working days changed after they were counted: computes the due dates and timers of all open cases again, each case in
     * a transaction of its own. A case that cannot be moved keeps its dates and is reported in the log.
     */
    @EventListener
    void on(HolidaysLoaded loaded) {
        Set<CaseId> open = configuration().getCommandExecutorTxRequired().execute(command -> command
                .runWithoutAuthorization(() -> engine.getObject()
                        .getRuntimeService()
                        .createVariableInstanceQuery()
                        .variableName(CaseVariables.CASE_ID.name())
                        .list()
                        .stream()
                        .map(variable -> CaseId.of((Long) variable.getValue()))
                        .collect(Collectors.toSet())));
        log.info("Holidays of {} were loaded; the due dates of {} open cases are computed again", loaded.year(), open.size());
        open.forEach(this::moveAlone);
    }

    private void moveAlone(CaseId caseId) {
        for (int attempt = 1; ; attempt++) {
            try {
                configuration().getCommandExecutorTxRequired().execute(command -> command.runWithoutAuthorization(() -> {
                    move(command, caseId);
                    return null;
                }));
                return;
            } catch (OptimisticLockingException workedOn) {
                if (attempt == ATTEMPTS) {
                    log.error("The due dates of case {} were not moved: it was worked on all the time", caseId, workedOn);
                    return;
                }
            } catch (RuntimeException failure) {
                log.error("The due dates of case {} were not moved", caseId, failure);
                return;
            }
        }
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
    }

    private void move(CommandContext command, CaseId caseId) {
        for (TaskEntity task : openTasks(command, caseId)) {
            Map<String, String> properties = Steps.propertiesOf(task);
            if (properties.containsKey("clock.limit") || properties.containsKey("clock.phase")) {
                Instant startedAt = task.getCreateTime().toInstant();
                Optional<Date> due = clocks.dueAt(caseId, properties, startedAt).map(Date::from);
                task.setDueDate(due.orElse(null));
                timersOn(command, task).forEach(timer -> timer.setDuedate(due.orElse(StepDue.PAUSED)));
            }
        }
    }

    /** Those in the database and those born in this command; what is born later asks the moved clock by itself. */
    private Set<TaskEntity> openTasks(CommandContext command, CaseId caseId) {
        Set<TaskEntity> open = new LinkedHashSet<>();
        Passages.of(command).created().forEach((task, itsCase) -> {
            if (itsCase.equals(caseId)) {
                open.add(task);
            }
        });
        open.addAll(Passages.of(command).stored(caseId, () -> storedTasks(command, caseId)));
        open.removeIf(task -> command.getDbEntityManager().isDeleted(task));
        return open;
    }

    /** In the middle of a step the instance is at hand; otherwise the business key leads to it. */
    private List<TaskEntity> storedTasks(CommandContext command, CaseId caseId) {
        var context = Context.getCoreExecutionContext();
        if (context != null
                && context.getExecution() instanceof ExecutionEntity execution
                && Parts.isAlone(execution.getProcessInstance())
                && CaseVariables.findCaseId(execution).filter(caseId::equals).isPresent()) {
            return command.getTaskManager().findTasksByProcessInstanceId(execution.getProcessInstanceId());
        }
        return engine
                .getObject()
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(cases.get(caseId).number())
                .list()
                .stream()
                .map(TaskEntity.class::cast)
                .toList();
    }

    /** The timers on the boundary of the task. */
    private static Stream<TimerEntity> timersOn(CommandContext command, TaskEntity task) {
        ProcessDefinitionImpl process = task.getProcessDefinition();
        boolean hasTimer = process.findActivity(task.getTaskDefinitionKey()).getEventActivities().stream()
                .anyMatch(event -> "boundaryTimer".equals(event.getProperty("type")));
        if (!hasTimer) {
            return Stream.empty();
        }
        Set<TimerEntity> timers =
                new LinkedHashSet<>(command.getDbEntityManager().getCachedEntitiesByType(TimerEntity.class));
        command.getJobManager().findJobsByProcessInstanceId(task.getProcessInstanceId()).stream()
                .filter(TimerEntity.class::isInstance)
                .map(TimerEntity.class::cast)
                .forEach(timers::add);
        return timers.stream()
                .filter(timer -> !command.getDbEntityManager().isDeleted(timer))
                .filter(timer -> task.getProcessInstanceId().equals(timer.getProcessInstanceId()))
                .filter(timer -> isAttachedTo(process, timer, task.getTaskDefinitionKey()));
    }

    private static boolean isAttachedTo(ProcessDefinitionImpl process, TimerEntity timer, String elementId) {
        ActivityImpl event = timer.getActivityId() == null ? null : process.findActivity(timer.getActivityId());
        return event != null
                && event.getEventScope() != null
                && elementId.equals(event.getEventScope().getId());
    }
}
