package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Forms.DeployedForm;
import cn.bioapproval.intake.BulkForm;
import cn.bioapproval.intake.ConditionEvaluator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 批量办理: a person claims, assigns or completes several like tasks in one go. Each task goes the way of the single act,
 * by the same {@link Desk} and {@link Verbs}, in a transaction of its own, and has a result of its own; beside its
 * records stands the mark of the batch. The same row of a batch asked for again is not done again: the first answer is
 * given.
 */
@Service
public class Bulk {

    /** Element property: the form of this step may be handed in for many cases in one go. */
    static final String COMPLETE = "bulk.complete";

    /** Element property, {@code field:value}: the one answer that may be given in bulk. */
    static final String ANSWER = "bulk.answer";

    private static final Logger log = LoggerFactory.getLogger(Bulk.class);
    private static final int LISTED = 200;

    /** What is done to each of the tasks. */
    public enum Act {
        CLAIM,
        ASSIGN,
        COMPLETE
    }

    /** A filter of Tasklist that the person may choose from. */
    public record Shelf(String id, String name) {}

    /**
     * Like tasks: of one step, with one form.
     *
     * @param id         tells it from the others in the same answer
     * @param process    Chinese name of the process
     * @param step       Chinese name of the step
     * @param form       {@code null} if the step can only be done case by case
     * @param colleagues to whom such a task can be assigned; for one case or another somebody among them may not do it
     */
    public record Group(
            String id,
            String process,
            String step,
            @Nullable BulkForm form,
            List<Verbs.Option> colleagues,
            List<Desk.OpenTask> tasks) {}

    /**
     * The tasks of a filter.
     *
     * @param more whether there are more than are told, which are those due first
     */
    public record Found(List<Group> groups, boolean more) {}

    /**
     * A task of a batch, before the deed.
     *
     * @param actor in whose name she does what the desk will let her do
     */
    record Row(String taskId, CaseId caseId, String elementId, String step, Actor actor, boolean unassigned) {}

    private final ProcessEngine engine;
    private final Desk desk;
    private final Verbs verbs;
    private final TaskRights rights;
    private final Forms forms;
    private final FactsOfForms facts;
    private final Colleagues colleagues;
    private final SignedIn signedIn;
    private final InstanceLock lock;
    private final BulkActs acts;
    private final ConditionEvaluator evaluator;
    private final PlatformTransactionManager transactions;

    Bulk(
            ProcessEngine engine,
            Desk desk,
            Verbs verbs,
            TaskRights rights,
            Forms forms,
            FactsOfForms facts,
            Colleagues colleagues,
            SignedIn signedIn,
            InstanceLock lock,
            BulkActs acts,
            ConditionEvaluator evaluator,
            PlatformTransactionManager transactions) {
        this.engine = engine;
        this.desk = desk;
        this.verbs = verbs;
        this.rights = rights;
        this.forms = forms;
        this.facts = facts;
        this.colleagues = colleagues;
        this.signedIn = signedIn;
        this.lock = lock;
        this.acts = acts;
        this.evaluator = evaluator;
        this.transactions = transactions;
    }

    /** How many tasks are handled in one go at most. */
    public int most() {
        return acts.most();
    }

    /** The filters of open tasks that the person may use, in the order of Tasklist. */
    public List<Shelf> shelves() {
        return engine.getFilterService().createFilterQuery().filterResourceType("Task").list().stream()
                .filter(filter -> !Boolean.TRUE.equals(filter.getProperties().get(OfficeGrants.DONE)))
                .sorted(Comparator.comparing(Bulk::priority).thenComparing(Filter::getName))
                .map(filter -> new Shelf(filter.getId(), filter.getName()))
                .toList();
    }

    private static int priority(Filter filter) {
        return filter.getProperties().get("priority") instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
    }

    /**
     * The person's own tasks, like ones together; those due first come first.
     *
     * @param filterId one of {@link #shelves}; {@code null} for all
     * @throws Refusal {@code ERR_REQUEST_INVALID} if there is no such filter for her
     */
    public Found tasks(@Nullable String filterId) {
        if (filterId != null && shelves().stream().noneMatch(shelf -> shelf.id().equals(filterId))) {
            throw Refusal.notFound(RefusalCode.REQUEST_INVALID, "没有这个筛选器，请重新选择。");
        }
        return run(command -> {
            TaskQuery dueFirst = engine.getTaskService().createTaskQuery().orderByDueDate().asc();
            List<Task> tasks = filterId == null
                    ? dueFirst.listPage(0, LISTED + 1)
                    : engine.getFilterService().listPage(filterId, dueFirst, 0, LISTED + 1);
            List<Task> told = tasks.stream().limit(LISTED).toList();
            Map<String, Desk.OpenTask> open = desk.openTasks(told.stream().map(Task::getId).toList());
            return command.runWithoutAuthorization(() -> new Found(groups(command, told, open), tasks.size() > LISTED));
        });
    }

    private List<Group> groups(CommandContext command, List<Task> tasks, Map<String, Desk.OpenTask> open) {
        Map<String, Group> groups = new LinkedHashMap<>();
        Map<List<String>, String> known = new HashMap<>();
        String user = signedIn.person().id();
        for (Task task : tasks) {
            if (open.containsKey(task.getId())) {
                List<String> place = List.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
                String id = known.get(place);
                if (id == null) {
                    Group group = group(command, (TaskEntity) task, user);
                    id = group.id();
                    known.put(place, id);
                    groups.putIfAbsent(id, group);
                }
                groups.get(id).tasks().add(open.get(task.getId()));
            }
        }
        return List.copyOf(groups.values());
    }

    private Group group(CommandContext command, TaskEntity task, String user) {
        ProcessDefinitionEntity process = process(command, task);
        String elementId = task.getTaskDefinitionKey();
        BulkForm form = formOf(command, process, elementId).orElse(null);
        return new Group(
                process.getKey() + "/" + elementId + "/" + (form == null ? "" : form.id()),
                String.valueOf(process.getName()),
                task.getName(),
                form,
                colleagues.offeredTo(task, user),
                new ArrayList<>());
    }

    /** A task that came from a query knows its process by id only. */
    private static ProcessDefinitionEntity process(CommandContext command, TaskEntity task) {
        return command.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(task.getProcessDefinitionId());
    }

    /** Empty if the model does not let the step be done in one go. */
    private Optional<BulkForm> formOf(CommandContext command, ProcessDefinitionEntity process, String elementId) {
        Map<String, String> properties = StepProperties.of(process, elementId);
        if (!"true".equals(properties.get(COMPLETE))) {
            return Optional.empty();
        }
        try {
            return forms.ofTask(command, process, elementId)
                    .map(DeployedForm::schema)
                    .map(schema -> BulkForm.of(schema, properties.get(ANSWER), evaluator));
        } catch (IllegalArgumentException unfit) {
            log.warn("{} of {} cannot be done in bulk: {}", elementId, process.getKey(), unfit.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Claims one task of a batch.
     *
     * @param batch the same for all that is done together
     * @return what was done, in Chinese
     * @throws Refusal with the reason; then this task is as it was, and so are the others
     */
    public String claim(UUID batch, String taskId) {
        return once(batch, Act.CLAIM, taskId, row -> {
            if (!row.unassigned() && row.actor().onBehalfOf() == null) {
                throw Refusal.conflict(RefusalCode.CHANGED_MEANWHILE, "任务“" + row.step() + "”已在您名下，不用再认领。");
            }
            desk.claim(taskId);
            return "已认领";
        });
    }

    /**
     * Assigns one task of a batch to a colleague (转办); an unassigned one is claimed first.
     *
     * @param arguments of the verb: {@code user} and {@code reason}
     * @return what was done, in Chinese
     * @throws Refusal with the reason; then this task is as it was, and so are the others
     */
    public String assign(UUID batch, String taskId, Map<String, Object> arguments) {
        return once(batch, Act.ASSIGN, taskId, row -> {
            requireAble(taskId, arguments.get("user"));
            if (row.unassigned()) {
                desk.claim(taskId);
            }
            verbs.apply(taskId, Verb.REASSIGN, arguments);
            return "已分派给" + signedIn.nameOf(String.valueOf(arguments.get("user")));
        });
    }

    /** The verb would say no more than that somebody cannot do it. */
    private void requireAble(String taskId, @Nullable Object user) {
        run(command -> {
            TaskEntity task = concerning(command, taskId);
            if (user instanceof String id
                    && command.runWithoutAuthorization(() -> colleagues.whoMayDo(task)).stream()
                            .noneMatch(option -> option.value().equals(id))) {
                throw VerbArguments.invalid(
                        "user", signedIn.nameOf(id) + "不能办理本件（已在其名下、不在办理部门，或者须回避、违反四眼原则），请另选同事。");
            }
            return null;
        });
    }

    /**
     * Hands in the form of one task of a batch; an unassigned one is claimed first.
     *
     * @param formId   {@link BulkForm#id} of the form that was filled in
     * @param filledIn what was filled in once for all, by key
     * @return what was done, in Chinese
     * @throws Refusal with the reason; then this task is as it was, and so are the others
     */
    public String complete(UUID batch, String taskId, String formId, Map<String, Object> filledIn) {
        return once(batch, Act.COMPLETE, taskId, row -> {
            desk.claimAndSubmit(taskId, wholeForm(taskId, formId, filledIn));
            return desk.isGone(taskId) ? "已办理" : "已提交，等加签人签署意见后办结";
        });
    }

    private Map<String, Object> wholeForm(String taskId, String formId, Map<String, Object> filledIn) {
        return run(command -> {
            TaskEntity task = concerning(command, taskId);
            ProcessDefinitionEntity process = process(command, task);
            String elementId = task.getTaskDefinitionKey();
            return command.runWithoutAuthorization(() -> {
                BulkForm form = formOf(command, process, elementId)
                        .orElseThrow(() -> Refusal.conflict(
                                RefusalCode.CASE_STATE, "“" + task.getName() + "”须逐件办理，请打开任务单独办理。"));
                if (!form.id().equals(formId)) {
                    throw Refusal.conflict(
                            RefusalCode.CHANGED_MEANWHILE, "所填的不是本件这一步的表单（可能刚刚更新），请重新打开批量办理后再填。");
                }
                Map<String, Object> context = new HashMap<>(task.getProcessInstance().getVariables());
                context.putAll(facts.of(process.getKey(), CaseVariables.caseId(task), elementId));
                return form.completed(filledIn, context);
            });
        });
    }

    /** The tasks of the case whose forms were handed in together with others. */
    public Set<String> completedOf(CaseId caseId) {
        return acts.completedOf(caseId);
    }

    private interface Deed {
        String of(Row row);
    }

    private String once(UUID batch, Act act, String taskId, Deed deed) {
        String user = signedIn.person().id();
        Supplier<Optional<String>> before = () -> acts.result(batch, act, taskId, user);
        return before.get().orElseGet(() -> {
            acts.requireRoom(batch, user);
            try {
                return desk.unlessGone(taskId, () -> Objects.requireNonNull(
                        new TransactionTemplate(transactions).execute(status -> done(batch, act, taskId, deed))));
            } catch (RuntimeException failure) {
                // Sent twice at once: this one comes second and finds it done by the first.
                return before.get().orElseThrow(() -> failure);
            }
        });
    }

    private String done(UUID batch, Act act, String taskId, Deed deed) {
        lock.ofTask(taskId);
        Row row = run(command -> row(concerning(command, taskId)));
        String result = deed.of(row);
        acts.record(batch, act, row, result);
        return result;
    }

    private Row row(TaskEntity task) {
        String user = signedIn.person().id();
        String assignee = task.getAssignee();
        return new Row(
                task.getId(),
                CaseVariables.caseId(task),
                task.getTaskDefinitionKey(),
                task.getName(),
                new Actor(user, assignee == null || assignee.equals(user) ? null : assignee),
                assignee == null);
    }

    /** The open task, if it is any of her business: to everyone else it does not exist. */
    private TaskEntity concerning(CommandContext command, String taskId) {
        Authentication person = engine.getIdentityService().getCurrentAuthentication();
        return command.runWithoutAuthorization(() -> {
            TaskEntity task = command.getTaskManager().findTaskById(taskId);
            if (task == null || CaseVariables.findCaseId(task).isEmpty() || !rights.isConcerned(task, person)) {
                throw Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "任务不存在或已办结，请刷新任务列表。");
            }
            return task;
        });
    }

    private <T> T run(Command<T> command) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }
}
