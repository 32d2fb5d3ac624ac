package cn.bioapproval.engine;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.StepMoved;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.OrgUnit;
import cn.bioapproval.catalog.Route;
import cn.bioapproval.catalog.Routing;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.catalog.UnitFunction;
import cn.bioapproval.catalog.UnitRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * The open tasks of steps that a function does (items.yaml: {@code {function: REVIEW}}), and moving them along when another
 * unit has the function. For administrators; the caller sees to that.
 */
@Service
public class UnitTasks {

    /** More than this many are not shown at once. */
    public static final int MOST = 500;

    private final ProcessEngine engine;
    private final Catalog catalog;
    private final UnitRegister units;
    private final InstanceLock lock;
    private final Entrusting entrusting;
    private final SignedIn names;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    UnitTasks(
            ProcessEngine engine,
            Catalog catalog,
            UnitRegister units,
            InstanceLock lock,
            Entrusting entrusting,
            SignedIn names,
            JdbcTemplate jdbc,
            Clock clock,
            ApplicationEventPublisher events) {
        this.engine = engine;
        this.catalog = catalog;
        this.units = units;
        this.lock = lock;
        this.entrusting = entrusting;
        this.names = names;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * An open task of a step that a function does.
     *
     * @param item     code of the service item
     * @param groups   candidate groups it is offered to now
     * @param due      candidate group of the unit that should have it
     * @param assignee who has claimed it; {@code null}: nobody
     */
    public record UnitTask(
            String taskId,
            String caseNumber,
            String item,
            UnitFunction function,
            String step,
            List<String> groups,
            String due,
            @Nullable String assignee) {}

    /** A step of an item that a function does, and the group of the unit that should have its tasks. */
    private record Step(String item, String elementId, UnitFunction function, String group) {}

    /**
     * Open tasks that would go along if the unit had the function, the oldest first, at most {@link #MOST} and one more.
     *
     * @param item only of this item; {@code null}: of all that are no exception on that day
     * @param unit the unit; tasks that are with it already are left out
     * @param day  from which the unit would have it
     */
    public List<UnitTask> concerned(UnitFunction function, @Nullable String item, OrgUnit unit, LocalDate day) {
        return read(steps(function, each -> item == null
                ? !units.isException(function, each, day)
                : each.equals(item), each -> Optional.of(unit)));
    }

    /** Open tasks that are not with the unit that has their function today, at most {@link #MOST} and one more. */
    public List<UnitTask> astray() {
        List<Step> steps = new ArrayList<>();
        for (UnitFunction function : UnitFunction.values()) {
            steps.addAll(steps(function, each -> true, each -> units.responsible(function, each, units.today())));
        }
        return read(steps);
    }

    /**
     * Gives an open task to the unit that has its function today, in a transaction of its own, with a record in the case.
     *
     * @param unassign whether who has claimed it loses it; otherwise she finishes it
     * @param reason   what the record says
     * @param by       user id of the administrator
     * @return what became of it, a Chinese sentence
     * @throws Refusal with the reason; then nothing was touched
     */
    public String moveAlong(String taskId, boolean unassign, String reason, String by) {
        return Acting.as(Actor.user(by), () -> ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequiresNew()
                .execute(command -> command.runWithoutAuthorization(() -> {
                    lock.ofTask(taskId);
                    return move(command, taskId, unassign, reason);
                })));
    }

    private String move(CommandContext command, String taskId, boolean unassign, String reason) {
        jdbc.queryForList("select 1 from act_ru_task where id_ = ? for update", taskId);
        TaskEntity task = command.getTaskManager().findTaskById(taskId);
        CaseId caseId = task == null ? null : CaseVariables.findCaseId(task).orElse(null);
        if (task == null || caseId == null) {
            throw Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "任务不存在或已经办结，不用移交。");
        }
        if (task.isSuspended()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件已挂起，恢复办理后才能移交。");
        }
        String item = CaseVariables.ITEM.get(Objects.requireNonNull(task.getProcessInstance()));
        if (!(catalog.find(item).map(ServiceItem::routing).orElse(Map.of()).get(task.getTaskDefinitionKey())
                instanceof Route.ByFunction route)) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "这一步不按职能派办，不能移交。");
        }
        OrgUnit unit = units.responsible(route.function(), item, units.today())
                .orElseThrow(() -> Refusal.conflict(
                        RefusalCode.CASE_STATE, "今天没有单位承担“" + route.function().label() + "”，不能移交。"));
        if (route.lead() && unit.leadGroup() == null) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, unit.name() + "没有设置负责人组，这一步不能移交给它。");
        }
        String target = Routing.groupOf(unit, route);
        List<String> before = groupsOf(task);
        String loser = unassign ? task.getAssignee() : null;
        if (before.equals(List.of(target)) && loser == null) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "任务已经在" + unit.name() + "，不用移交。");
        }
        if (loser != null) {
            entrusting.requireUnsigned(task);
            task.setOwner(null);
            task.setAssignee(null);
        }
        if (!before.contains(target)) {
            task.addCandidateGroup(target);
        }
        before.stream().filter(group -> !group.equals(target)).forEach(task::deleteCandidateGroup);
        events.publishEvent(new StepMoved(
                caseId,
                task.getProcessDefinition().getKey(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getId(),
                Steps.propertiesOf(task),
                before,
                List.of(target),
                route.function().label(),
                unit.name(),
                loser,
                reason,
                clock.instant(),
                Acting.current()));
        return told(unit, loser, task.getAssignee());
    }

    private String told(OrgUnit unit, @Nullable String loser, @Nullable String keeper) {
        String moved = "已移交" + unit.name();
        if (loser != null) {
            return moved + "，" + names.nameOf(loser) + "名下的任务已退回，待重新认领。";
        }
        return keeper == null ? moved + "，待认领。" : moved + "，由" + names.nameOf(keeper) + "继续办完。";
    }

    private static List<String> groupsOf(TaskEntity task) {
        return task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    private List<Step> steps(
            UnitFunction function, Predicate<String> items, Function<String, Optional<OrgUnit>> unitOf) {
        List<Step> steps = new ArrayList<>();
        for (ServiceItem item : catalog.all()) {
            boolean asked = item.routing().values().stream()
                            .anyMatch(route -> route instanceof Route.ByFunction by && by.function() == function)
                    && items.test(item.code());
            if (asked) {
                unitOf.apply(item.code()).ifPresent(unit -> item.routing().forEach((elementId, route) -> {
                    if (route instanceof Route.ByFunction by
                            && by.function() == function
                            && (!by.lead() || unit.leadGroup() != null)) {
                        steps.add(new Step(item.code(), elementId, function, Routing.groupOf(unit, by)));
                    }
                }));
            }
        }
        return steps;
    }

    private List<UnitTask> read(List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        steps.forEach(step ->
                Collections.addAll(values, step.item(), step.elementId(), step.function().name(), step.group()));
        String rows = String.join(", ", Collections.nCopies(steps.size(), "(?, ?, ?, ?)"));
        return jdbc.query(
                """
                with step (item, element_id, function, due_group) as (values %s)
                select * from (
                    select task.id_, task.name_, task.assignee_, task.create_time_, instance.business_key_,
                           step.item, step.function, step.due_group,
                           (select string_agg(distinct link.group_id_, ',' order by link.group_id_)
                            from act_ru_identitylink link
                            where link.task_id_ = task.id_ and link.type_ = 'candidate') as offered
                    from act_ru_task task
                    join act_ru_execution instance on instance.id_ = task.proc_inst_id_
                    join act_ru_variable item on item.execution_id_ = task.proc_inst_id_ and item.name_ = 'item'
                    join step on step.item = item.text_ and step.element_id = task.task_def_key_) found
                where offered is distinct from due_group
                order by create_time_, id_ limit %d""".formatted(rows, MOST + 1),
                (row, n) -> {
                    String offered = row.getString("offered");
                    return new UnitTask(
                            row.getString("id_"),
                            row.getString("business_key_"),
                            row.getString("item"),
                            UnitFunction.valueOf(row.getString("function")),
                            row.getString("name_"),
                            offered == null ? List.of() : List.of(offered.split(",")),
                            row.getString("due_group"),
                            row.getString("assignee_"));
                },
                values.toArray());
    }
}
