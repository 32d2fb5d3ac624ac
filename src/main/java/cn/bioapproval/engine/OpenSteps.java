package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * The steps that wait, in the order in which they are due, whoever may see them: for what the office itself does about
 * deadlines. Steps of suspended cases are left out; while the clock stands still a step that runs on it has no due date.
 */
@Service
public class OpenSteps {

    private final ObjectProvider<ProcessEngine> engine;
    private final JdbcTemplate jdbc;

    OpenSteps(ObjectProvider<ProcessEngine> engine, JdbcTemplate jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /**
     * A step that is due.
     *
     * @param definitionId the engine's id of the version of the process
     */
    public record Due(String taskId, String definitionId, String elementId, Instant startedAt, Instant dueAt) {}

    /**
     * A step that waits.
     *
     * @param procedure  key of the process that carries the case, also where the step is one of its parts
     * @param assignee   user id of who has it; {@code null} while it is only offered to groups
     * @param owner      user id of who gave it to the assignee and waits for its return; {@code null} usually
     * @param groups     the groups that it is or was offered to
     * @param properties what the model gives its element
     * @param dueAt      {@code null} without a limit or while the clock stands still
     */
    public record Step(
            String taskId,
            CaseId caseId,
            String procedure,
            String elementId,
            String name,
            @Nullable String assignee,
            @Nullable String owner,
            List<String> groups,
            Map<String, String> properties,
            Instant startedAt,
            @Nullable Instant dueAt) {}

    /**
     * A page of the steps that are due by the moment, the earliest first.
     *
     * @param after the last step of the page before; {@code null} for the first page
     */
    public List<Due> dueBy(Instant moment, @Nullable Due after, int most) {
        return jdbc.query(
                """
                select id_, proc_def_id_, task_def_key_, create_time_, due_date_ from act_ru_task
                where due_date_ <= ? and (due_date_, id_) > (?, ?) and suspension_state_ = 1 and proc_def_id_ is not null
                order by due_date_, id_ limit ?""",
                (row, n) -> new Due(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant()),
                Timestamp.from(moment),
                after == null ? Timestamp.from(Instant.EPOCH) : Timestamp.from(after.dueAt()),
                after == null ? "" : after.taskId(),
                most);
    }

    /** What the model gives the element of the step. */
    public Map<String, String> propertiesOf(Due step) {
        return run(command -> StepProperties.of(
                (ProcessDefinitionEntity)
                        engine.getObject().getRepositoryService().getProcessDefinition(step.definitionId()),
                step.elementId()));
    }

    /** The step, as it is now; empty if it has ended or its case is suspended. */
    public Optional<Step> find(String taskId) {
        return run(command -> Optional.ofNullable(command.getTaskManager().findTaskById(taskId)).flatMap(OpenSteps::step));
    }

    /** The steps of the case that wait, none while it is suspended. */
    public List<Step> of(String caseNumber) {
        return run(command -> engine.getObject()
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseNumber)
                .list()
                .stream()
                .flatMap(task -> step((TaskEntity) task).stream())
                .toList());
    }

    /** The values that the deployed models give the property on any of their steps, in whatever version. */
    public Set<String> valuesOf(String property) {
        return run(command -> {
            Set<String> values = new HashSet<>();
            var repository = engine.getObject().getRepositoryService();
            for (ProcessDefinition each : repository.createProcessDefinitionQuery().list()) {
                var parsed = (ProcessDefinitionEntity) repository.getProcessDefinition(each.getId());
                parsed.getTaskDefinitions().keySet().stream()
                        .map(step -> StepProperties.of(parsed, step).get(property))
                        .filter(Objects::nonNull)
                        .forEach(values::add);
            }
            return values;
        });
    }

    private static Optional<Step> step(TaskEntity task) {
        if (task.isSuspended() || task.getProcessDefinitionId() == null) {
            return Optional.empty();
        }
        return CaseVariables.findCaseId(task).map(caseId -> new Step(
                task.getId(),
                caseId,
                Parts.procedureOf(task),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getAssignee(),
                task.getDelegationState() == DelegationState.PENDING ? task.getOwner() : null,
                task.getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList(),
                Steps.propertiesOf(task),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant()));
    }

    private <T> T run(Command<T> command) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> command.execute(context)));
    }
}
