package cn.bioapproval.engine;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.identity.CompletionRight;
import cn.bioapproval.intake.FormSchema;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a signed-in person does with tasks: claims one, hands in its form, opens a case. Each is one engine command
 * and one transaction: the submission, the facts, the audit trail and what follows in the process are written
 * together or not at all. The person is the engine's current authentication; once her right to act is established,
 * what the model does next does not depend on her permissions.
 */
@Service
public class Desk {

    private final ProcessEngine engine;
    private final TaskRights rights;
    private final FactsOfForms facts;
    private final Forms forms;
    private final CaseRegister cases;
    private final JdbcTemplate jdbc;
    private final InstanceLock lock;
    private final Entrusting entrusting;
    private final FormDoor door;
    private final ObjectProvider<ToldAtOpening> tellers;
    private final ApplicationEventPublisher events;

    Desk(
            ProcessEngine engine,
            TaskRights rights,
            FactsOfForms facts,
            Forms forms,
            CaseRegister cases,
            JdbcTemplate jdbc,
            InstanceLock lock,
            Entrusting entrusting,
            FormDoor door,
            ObjectProvider<ToldAtOpening> tellers,
            ApplicationEventPublisher events) {
        this.events = events;
        this.tellers = tellers;
        this.cases = cases;
        this.jdbc = jdbc;
        this.lock = lock;
        this.entrusting = entrusting;
        this.door = door;
        this.engine = engine;
        this.rights = rights;
        this.facts = facts;
        this.forms = forms;
    }

    /**
     * A case that was opened.
     *
     * @param caseId            its id
     * @param caseNumber        the number people use
     * @param processInstanceId the engine's instance that carries it
     * @param told              what is told to the person this once ({@link ToldAtOpening}), by name
     */
    public record Opened(CaseId caseId, String caseNumber, String processInstanceId, Map<String, String> told) {}

    /**
     * Hands in the start form of the newest version of a process.
     *
     * @throws Refusal if there is no such process, the person may not start it, or the form is filled in wrongly
     */
    public Opened start(String processKey, Map<String, Object> form) {
        ProcessDefinition definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(processKey)
                .latestVersion()
                .singleResult();
        if (definition == null) {
            throw noSuchProcess();
        }
        return startById(definition.getId(), form);
    }

    /** Like {@link #start}, for one version of the process. */
    public Opened startById(String processDefinitionId, Map<String, Object> form) {
        Actor person = Actor.user(person().getUserId());
        return Acting.as(person, () -> run(command -> {
            ProcessDefinitionEntity known = startable(command, processDefinitionId);
            ProcessInstance instance = command.runWithoutAuthorization(
                    () -> new SubmitStartFormCmd(processDefinitionId, null, form).execute(command));
            String caseNumber = instance.getBusinessKey();
            // Variables are gone when the process has ended already, as a withdrawal does.
            CaseId caseId = cases.findByNumber(caseNumber).orElseThrow().id();
            Map<String, String> told = new HashMap<>();
            tellers.forEach(teller -> told.putAll(teller.toldAtOpening(caseId)));
            events.publishEvent(new Started(known.getKey(), String.valueOf(person.userId())));
            return new Opened(caseId, caseNumber, instance.getId(), told);
        }));
    }

    /**
     * A start form was handed in; told in the same transaction.
     *
     * @param procedure process definition key
     * @param user      user id of who handed it in
     */
    public record Started(String procedure, String user) {}

    /**
     * The start form of a process.
     *
     * @param procedure process definition key
     */
    public record StartForm(String procedure, TaskForm form) {}

    /**
     * The start form of one version of a process that the person may start.
     *
     * @throws Refusal if there is no such process, it has no form, or she may not start it
     */
    public StartForm startForm(String processDefinitionId) {
        return run(command -> {
            ProcessDefinitionEntity known = startable(command, processDefinitionId);
            return forms.ofStart(command, known)
                    .map(form -> new StartForm(known.getKey(), new TaskForm(form.key(), form.version(), form.schema())))
                    .orElseThrow(Desk::noSuchProcess);
        });
    }

    private ProcessDefinitionEntity startable(CommandContext command, String processDefinitionId) {
        person();
        ProcessDefinitionEntity known =
                command.getProcessDefinitionManager().findLatestProcessDefinitionById(processDefinitionId);
        if (known == null) {
            throw noSuchProcess();
        }
        for (CommandChecker checker : configuration().getCommandCheckers()) {
            checker.checkCreateProcessInstance(known);
        }
        return command.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(processDefinitionId);
    }

    /**
     * Takes an unassigned task; taking one's own again changes nothing. What is offered only to those whom she
     * substitutes she takes for one of them: it is in that one's name then, and what she hands in names both.
     *
     * @throws Refusal if the task is not offered to her, somebody has it, or she may not do it
     */
    public void claim(String taskId) {
        run(command -> {
            claim(command, require(command, taskId));
            return null;
        });
    }

    /** Gives a task of one's own back to its groups. */
    public void unclaim(String taskId) {
        run(command -> {
            TaskEntity task = require(command, taskId);
            requireConcern(task);
            if (task.getAssignee() == null || !rights.isOwn(task, person())) {
                throw Refusal.forbidden(RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”不在您名下，不能退还。");
            }
            if (task.getCandidates().isEmpty()) {
                throw Refusal.conflict(RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”指定由您本人办理，不能退还。");
            }
            entrusting.requireUnsigned(task);
            return new ClaimTaskCmd(taskId, null).execute(command);
        });
    }

    /**
     * Hands in the form of a task and so completes it.
     *
     * @throws Refusal if the task is unknown or finished, is not hers, or the form is filled in wrongly
     */
    public void submit(String taskId, Map<String, Object> form) {
        complete(taskId, command -> submit(command, require(command, taskId), Optional.empty(), form));
    }

    /** Takes a task if it is unassigned and hands in its form, both in one transaction. */
    public void claimAndSubmit(String taskId, Map<String, Object> form) {
        complete(taskId, command -> {
            TaskEntity task = require(command, taskId);
            Optional<CompletionRight> right =
                    task.getAssignee() == null ? claim(command, task) : Optional.empty();
            return submit(command, task, right, form);
        });
    }

    /**
     * What the form of a task starts from: flow variables and the procedure's facts. What this form itself answered in
     * an earlier round is left out: a decision is made anew, not confirmed.
     */
    public Map<String, Object> formData(String taskId) {
        return run(command -> {
            TaskEntity task = require(command, taskId);
            for (CommandChecker checker : configuration().getCommandCheckers()) {
                checker.checkReadTask(task);
            }
            Map<String, Object> data = new HashMap<>(task.getVariables());
            var process = task.getProcessDefinition();
            String elementId = task.getTaskDefinitionKey();
            forms.ofTask(command, process, elementId)
                    .ifPresent(form -> data.keySet().removeAll(form.schema().flowKeys()));
            data.putAll(facts.of(process.getKey(), CaseVariables.caseId(task), elementId));
            return data;
        });
    }

    /**
     * In whose name the person works on an open task: her own or, as a recorded substitute, the assignee's.
     *
     * @throws Refusal if the task is unknown or finished, or she may not complete it
     */
    public Actor actorOn(String taskId) {
        return run(command -> {
            TaskEntity task = require(command, taskId);
            requireConcern(task);
            return rights.completing(task, person().getUserId());
        });
    }

    /** The case of each of these open tasks that the person may see; others are left out. */
    public Map<String, CaseId> casesOf(Collection<String> taskIds) {
        Map<String, CaseId> cases = new HashMap<>();
        openTasks(taskIds).forEach((id, task) -> cases.put(id, task.caseId()));
        return cases;
    }

    /**
     * A task that waits.
     *
     * @param assignee   user id of who has it; {@code null} while it is only offered to groups
     * @param dueAt      until when it is to be done; {@code null} without a limit or while the clock stands still
     * @param onBehalfOf user id of whom the person would do it for as a recorded substitute; {@code null} if for
     *                   herself
     */
    public record OpenTask(
            String id,
            CaseId caseId,
            String elementId,
            String name,
            @Nullable String assignee,
            @Nullable Instant dueAt,
            @Nullable String onBehalfOf) {}

    /** Those of the tasks that are open and that the person may see, by id. */
    public Map<String, OpenTask> openTasks(Collection<String> taskIds) {
        if (taskIds.isEmpty()) {
            return Map.of();
        }
        return run(command -> {
            List<Task> tasks = engine.getTaskService()
                    .createTaskQuery()
                    .taskIdIn(taskIds.toArray(String[]::new))
                    .list();
            Authentication person = person();
            boolean substitutes = !rights.lentTo(person.getUserId()).isEmpty();
            return command.runWithoutAuthorization(() -> byId(tasks, substitutes ? person : null));
        });
    }

    /** For each of these cases one open task that the person may see; cases without one are left out. */
    public Map<CaseId, String> tasksByCase(Collection<String> caseNumbers) {
        if (caseNumbers.isEmpty()) {
            return Map.of();
        }
        return run(command -> {
            List<Task> tasks = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKeyIn(caseNumbers.toArray(String[]::new))
                    .list();
            Map<CaseId, String> byCase = new HashMap<>();
            command.runWithoutAuthorization(() -> byId(tasks, null))
                    .forEach((id, task) -> byCase.putIfAbsent(task.caseId(), id));
            return byCase;
        });
    }

    /** All open tasks of the case, whoever may see them: for who was found to be allowed to read the case. */
    public Collection<OpenTask> allTasksOf(String caseNumber) {
        return run(command -> command.runWithoutAuthorization(() -> byId(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(caseNumber)
                        .list(),
                        null)
                .values()));
    }

    /**
     * Asks for the cases of all of them at once.
     *
     * @param substitute who looks, if she substitutes somebody
     */
    private Map<String, OpenTask> byId(List<Task> tasks, @Nullable Authentication substitute) {
        Map<String, OpenTask> open = new LinkedHashMap<>();
        if (tasks.isEmpty()) {
            return open;
        }
        Map<String, CaseId> cases = new HashMap<>();
        engine.getRuntimeService()
                .createVariableInstanceQuery()
                .variableName(CaseVariables.CASE_ID.name())
                .processInstanceIdIn(
                        tasks.stream().map(Task::getProcessInstanceId).distinct().toArray(String[]::new))
                .list()
                .forEach(variable ->
                        cases.put(variable.getProcessInstanceId(), CaseId.of((Long) variable.getValue())));
        for (Task task : tasks) {
            CaseId caseId = cases.get(task.getProcessInstanceId());
            if (caseId != null) {
                open.put(task.getId(), new OpenTask(
                        task.getId(),
                        caseId,
                        task.getTaskDefinitionKey(),
                        task.getName(),
                        task.getAssignee(),
                        task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                        substitute == null || !rights.isOwn((TaskEntity) task, substitute)
                                ? null
                                : rights.inPlaceOf((TaskEntity) task, substitute).orElse(null)));
            }
        }
        return open;
    }

    /**
     * The form of a task.
     *
     * @param key     id of the form
     * @param version of the form in the deployment of the process
     */
    public record TaskForm(String key, int version, FormSchema schema) {}

    /**
     * The form of a task that the person has in hand, herself or as a substitute. Until the surrounding transaction is
     * over, the task does not end.
     *
     * @throws Refusal {@code ERR_TASK_NOT_FOUND} if there is no such open task or it has no form,
     *                 {@code ERR_NOT_ASSIGNEE} if it is not hers
     */
    public TaskForm formInHand(String taskId) {
        return run(command -> {
            jdbc.queryForList("select 1 from act_ru_task where id_ = ? for key share", taskId);
            TaskEntity task = require(command, taskId);
            requireConcern(task);
            if (task.getAssignee() == null || !rights.isOwn(task, person())) {
                throw Refusal.forbidden(RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”不在您名下，请先认领。");
            }
            return forms.ofTask(command, task.getProcessDefinition(), task.getTaskDefinitionKey())
                    .map(form -> new TaskForm(form.key(), form.version(), form.schema()))
                    .orElseThrow(() -> Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "这项任务没有表单。"));
        });
    }

    /** Whether an open task of the case with this number is one that the person may see. */
    public boolean hasTaskOf(String caseNumber) {
        return engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(caseNumber)
                        .count()
                > 0;
    }

    /** One after the other ({@link InstanceLock}). */
    private void complete(String taskId, Command<Void> completion) {
        unlessGone(taskId, () -> run(command -> {
            lock.ofTask(taskId);
            GatheredEntities.of(command).gather(taskId);
            return completion.execute(command);
        }));
    }

    /** Does something with a task; what a timer took away meanwhile is said as that. */
    <T> T unlessGone(String taskId, Supplier<T> deed) {
        boolean ownTransaction = !TransactionSynchronizationManager.isActualTransactionActive();
        try {
            return deed.get();
        } catch (ProcessEngineException | NullPointerException failure) {
            if (ownTransaction && isGone(taskId)) {
                throw Refusal.conflict(RefusalCode.CHANGED_MEANWHILE, "该任务刚刚已经办结或被撤下，请刷新任务列表。");
            }
            throw failure;
        }
    }

    boolean isGone(String taskId) {
        return jdbc.queryForList("select 1 from act_ru_task where id_ = ?", taskId).isEmpty();
    }

    /** @param found the right to complete it, if it was looked for a moment ago */
    private Void submit(
            CommandContext command, TaskEntity task, Optional<CompletionRight> found, Map<String, Object> form) {
        requireConcern(task);
        String person = person().getUserId();
        Actor actor = found.map(right -> TaskRights.completing(person, right))
                .orElseGet(() -> rights.completing(task, person));
        Passages.of(command).entitle(task.getId(), actor);
        return Acting.as(actor, () -> command.runWithoutAuthorization(() -> {
            requireActive(task);
            if (entrusting.keeps(task, actor, form)) {
                door.check(task, form);
                return null;
            }
            new SubmitTaskFormCmd(task.getId(), form, false, false).execute(command);
            return null;
        }));
    }

    /** Who has nothing to do with a task does not even learn its name. */
    private void requireConcern(TaskEntity task) {
        if (!rights.isConcerned(task, person())) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "您无权查看或办理此事项。");
        }
    }

    /** Whether she may complete what she claimed, if it was looked at. */
    private Optional<CompletionRight> claim(CommandContext command, TaskEntity task) {
        requireConcern(task);
        String person = person().getUserId();
        String assignee = task.getAssignee();
        if (assignee != null && !assignee.equals(person) && !rights.isOwn(task, person())) {
            throw Refusal.conflict(RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”已由他人认领，请刷新任务列表。");
        }
        requireActive(task);
        TaskRights.Claim claim =
                assignee == null ? rights.claim(task, person()) : new TaskRights.Claim(assignee, Optional.empty());
        new ClaimTaskCmd(task.getId(), claim.claimant()).execute(command);
        return claim.right();
    }

    private static void requireActive(TaskEntity task) {
        if (task.isSuspended()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件已挂起，暂停办理；请先在“办理动作”中恢复办件。");
        }
    }

    private TaskEntity require(CommandContext command, String taskId) {
        TaskEntity task = command.getTaskManager().findTaskById(taskId);
        if (task == null) {
            throw Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "任务不存在或已办结，请刷新任务列表。");
        }
        return task;
    }

    private static Refusal noSuchProcess() {
        return Refusal.notFound(RefusalCode.ITEM_NOT_DELEGATED, "没有这个办事流程，或该流程已停用。");
    }

    private Authentication person() {
        IdentityService identity = engine.getIdentityService();
        Authentication person = identity.getCurrentAuthentication();
        if (person == null || person.getUserId() == null) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "请先登录。");
        }
        return person;
    }

    private <T> T run(Command<T> command) {
        return configuration().getCommandExecutorTxRequired().execute(command);
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
