package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.DeadlinesMoved;
import cn.bioapproval.clock.StatutoryClock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** When the clock of a case stops or moves, every open due date and every timer on a step of the case moves with it. */
@Component
class DeadlineMover {

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
        CaseId caseId = moved.caseId();
        configuration().getCommandExecutorTxRequired().execute(command -> {
            if (Passages.of(command).noteMoved(caseId)) {
                command.registerCommandContextListener(new AtTheEnd(caseId));
            }
            return null;
        });
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
    }

    /** Moves once per command, when all tasks and timers that the command creates are there. */
    private final class AtTheEnd implements CommandContextListener {

        private final CaseId caseId;

        AtTheEnd(CaseId caseId) {
            this.caseId = caseId;
        }

        @Override
        public void onCommandContextClose(CommandContext command) {
            command.runWithoutAuthorization(() -> {
                openTasks(command).forEach(task -> move(command, task));
                return null;
            });
        }

        @Override
        public void onCommandFailed(CommandContext command, Throwable failure) {}

        private Collection<TaskEntity> openTasks(CommandContext command) {
            Map<String, TaskEntity> open = new LinkedHashMap<>();
            for (TaskEntity task : Passages.of(command).created()) {
                if (CaseVariables.findCaseId(task).filter(caseId::equals).isPresent()) {
                    open.put(task.getId(), task);
                }
            }
            engine.getObject()
                    .getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(cases.get(caseId).number())
                    .list()
                    .forEach(task -> open.putIfAbsent(task.getId(), (TaskEntity) task));
            open.values().removeIf(task -> command.getDbEntityManager().isDeleted(task));
            return open.values();
        }

        private void move(CommandContext command, TaskEntity task) {
            Map<String, String> properties = Steps.propertiesOf(task);
            if (!properties.containsKey("clock.limit")) {
                return;
            }
            Instant startedAt = task.getCreateTime().toInstant();
            Optional<Date> due = clocks.dueAt(caseId, properties, startedAt).map(Date::from);
            // The cascading setter would register a listener with the very list that is being walked here.
            task.setDueDateWithoutCascade(due.orElse(null));
            timersOn(command, task).forEach(timer -> timer.setDuedate(due.orElse(StepDue.PAUSED)));
        }

        private List<? extends JobEntity> timersOn(CommandContext command, TaskEntity task) {
            Map<String, TimerEntity> timers = new LinkedHashMap<>();
            command.getDbEntityManager().getCachedEntitiesByType(TimerEntity.class).stream()
                    .filter(timer -> task.getProcessInstanceId().equals(timer.getProcessInstanceId()))
                    .forEach(timer -> timers.put(timer.getId(), timer));
            command.getJobManager().findJobsByProcessInstanceId(task.getProcessInstanceId()).stream()
                    .filter(TimerEntity.class::isInstance)
                    .map(TimerEntity.class::cast)
                    .forEach(timer -> timers.putIfAbsent(timer.getId(), timer));
            return timers.values().stream()
                    .filter(timer -> !command.getDbEntityManager().isDeleted(timer))
                    .filter(timer -> isAttachedTo(task.getProcessDefinition(), timer, task.getTaskDefinitionKey()))
                    .toList();
        }

        private static boolean isAttachedTo(ProcessDefinitionImpl process, TimerEntity timer, String elementId) {
            ActivityImpl event = timer.getActivityId() == null ? null : process.findActivity(timer.getActivityId());
            return event != null
                    && event.getEventScope() != null
                    && elementId.equals(event.getEventScope().getId());
        }
    }
}
