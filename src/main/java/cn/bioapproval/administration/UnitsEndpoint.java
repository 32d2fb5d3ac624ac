package cn.bioapproval.administration;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.OrgUnit;
import cn.bioapproval.catalog.Responsibility;
import cn.bioapproval.catalog.Route;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.catalog.UnitFunction;
import cn.bioapproval.catalog.UnitRegister;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.engine.UnitTasks;
import cn.bioapproval.engine.UnitTasks.UnitTask;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/units}: administrators see which unit has which function, give a function to another unit from a day on, and
 * move the open tasks along. What they write is in Chinese, what they get is ready to be shown.
 */
@RestController
@RequestMapping("/api/units")
class UnitsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(UnitsEndpoint.class);
    private static final int MOST_AT_ONCE = 200;
    private static final int CHANGES_SHOWN = 100;
    private static final int REASON_LENGTH = 500;

    private final UnitRegister units;
    private final UnitTasks tasks;
    private final Catalog catalog;
    private final SignedIn signedIn;

    UnitsEndpoint(UnitRegister units, UnitTasks tasks, Catalog catalog, SignedIn signedIn) {
        this.units = units;
        this.tasks = tasks;
        this.catalog = catalog;
        this.signedIn = signedIn;
    }

    /**
     * How things stand today.
     *
     * @param astray how many open tasks are not with the unit that has their function today
     */
    record Overview(
            LocalDate today, List<Unit> units, List<Duty> functions, List<Change> changes, int astray) {}

    /** @param functions what it does today for all items, in Chinese */
    record Unit(
            String code,
            String name,
            String kind,
            String group,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            boolean confirmed,
            String source,
            List<String> functions) {}

    /**
     * A function and who has it.
     *
     * @param unit       name of the unit that has it today; {@code null}: nobody
     * @param exceptions items for which another unit does it today
     * @param planned    what changes later, the earliest first
     * @param items      items that have a step of this function
     */
    record Duty(
            UnitFunction function,
            String label,
            @Nullable String unit,
            @Nullable String unitCode,
            List<OfItem> exceptions,
            List<Change> planned,
            List<OfItem> items) {}

    /** @param unit name of the unit; {@code null} where it does not matter */
    record OfItem(String item, String name, @Nullable String unit) {}

    /**
     * Something that was said about a function.
     *
     * @param item name of the item it is an exception for; {@code null}: for all
     * @param unit name of the unit; {@code null}: the exception ends
     * @param by   name of the administrator; {@code null}: shipped with the application
     */
    record Change(
            String function,
            @Nullable String item,
            @Nullable String unit,
            LocalDate from,
            Instant at,
            @Nullable String by,
            String reason) {}

    /** @param more whether there are more than are shown */
    record Concerned(List<Task> tasks, boolean more) {}

    /**
     * An open task.
     *
     * @param with the groups that have it now, in Chinese
     * @param due  the group that should have it, in Chinese
     */
    record Task(
            String taskId,
            String caseNumber,
            String item,
            String function,
            String step,
            String with,
            String due,
            @Nullable String assignee) {}

    /** A move as the administrator asks for it. */
    record Move(
            @Nullable UnitFunction function,
            @Nullable String item,
            @Nullable String unit,
            @Nullable LocalDate from,
            @Nullable String reason) {}

    /** Tasks to be moved along. */
    record Along(@Nullable List<@Nullable String> taskIds, @Nullable Boolean unassign, @Nullable String reason) {}

    /** What became of one task. */
    record Result(String taskId, boolean moved, String message) {}

    @GetMapping
    Overview overview() {
        signedIn.administrator();
        LocalDate today = units.today();
        List<Responsibility> known = units.responsibilities();
        Map<String, OrgUnit> byCode = byCode();
        List<Duty> duties = new ArrayList<>();
        for (UnitFunction function : UnitFunction.values()) {
            duties.add(duty(function, today, known, byCode));
        }
        List<Unit> shown = byCode.values().stream()
                .map(unit -> new Unit(
                        unit.code(),
                        unit.name(),
                        unit.kind().label(),
                        signedIn.groupName(unit.group()),
                        unit.validFrom(),
                        unit.validTo(),
                        unit.confirmed(),
                        unit.source(),
                        duties.stream()
                                .filter(duty -> unit.code().equals(duty.unitCode()))
                                .map(Duty::label)
                                .toList()))
                .toList();
        List<Change> changes = known.stream()
                .sorted(Comparator.comparingLong(Responsibility::id).reversed())
                .limit(CHANGES_SHOWN)
                .map(each -> change(each, byCode))
                .toList();
        return new Overview(today, shown, duties, changes, tasks.astray().size());
    }

    /** Open tasks that a move would concern, before it is made. */
    @GetMapping("/concerned")
    Concerned concerned(
            @RequestParam(required = false) @Nullable UnitFunction function,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable LocalDate from) {
        signedIn.administrator();
        if (function == null) {
            throw invalid("请选择职能。");
        }
        String ofItem = item == null || item.isBlank() ? null : item;
        LocalDate day = from == null ? units.today() : from;
        Optional<OrgUnit> target = unit == null || unit.isBlank()
                ? units.responsible(function, null, day)
                : Optional.ofNullable(byCode().get(unit));
        return shown(tasks.concerned(
                function, ofItem, target.orElseThrow(() -> invalid("没有这个单位，请重新选择。")), day));
    }

    /** Open tasks that are not with the unit that has their function today. */
    @GetMapping("/astray")
    Concerned astray() {
        signedIn.administrator();
        return shown(tasks.astray());
    }

    @PostMapping("/moves")
    Overview move(@RequestBody Move sent) {
        String administrator = signedIn.administrator().id();
        if (sent.function() == null || sent.from() == null) {
            throw invalid("请选择职能和生效日期。");
        }
        units.move(
                sent.function(),
                emptyToNull(sent.item()),
                emptyToNull(sent.unit()),
                sent.from(),
                Objects.requireNonNullElse(sent.reason(), ""),
                administrator);
        return overview();
    }

    /** Moves each task on its own; what cannot be moved is said, and the others are moved all the same. */
    @PostMapping("/tasks")
    List<Result> moveAlong(@RequestBody Along sent) {
        String administrator = signedIn.administrator().id();
        if (sent.taskIds() == null || sent.taskIds().isEmpty() || sent.taskIds().contains(null)) {
            throw invalid("请选择要移交的任务。");
        }
        Set<String> taskIds = new LinkedHashSet<>(sent.taskIds());
        if (taskIds.size() > MOST_AT_ONCE) {
            throw invalid("一次最多移交" + MOST_AT_ONCE + "项任务，请分次移交。");
        }
        String reason = sent.reason() == null ? "" : sent.reason().strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH) {
            throw invalid("请写明理由和依据（不超过" + REASON_LENGTH + "字）。");
        }
        boolean unassign = Boolean.TRUE.equals(sent.unassign());
        return taskIds.stream()
                .map(taskId -> moveAlong(taskId, unassign, reason, administrator))
                .toList();
    }

    private Result moveAlong(String taskId, boolean unassign, String reason, String administrator) {
        try {
            return new Result(taskId, true, tasks.moveAlong(taskId, unassign, reason, administrator));
        } catch (Refusal refusal) {
            return new Result(taskId, false, Objects.requireNonNull(refusal.getMessage()));
        } catch (RuntimeException failure) {
            // One task that somebody works on at this moment must not hide what became of the others.
            log.warn("Task {} was not moved along", taskId, failure);
            return new Result(taskId, false, "没有移交成功，可能有人正在办理，请刷新后重试。");
        }
    }

    private Duty duty(
            UnitFunction function, LocalDate today, List<Responsibility> known, Map<String, OrgUnit> byCode) {
        Optional<OrgUnit> unit = units.responsible(function, null, today);
        List<ServiceItem> items = catalog.all().stream()
                .filter(item -> item.routing().values().stream()
                        .anyMatch(route -> route instanceof Route.ByFunction by
                                && by.function() == function))
                .toList();
        List<OfItem> exceptions = items.stream()
                .filter(item -> units.isException(function, item.code(), today))
                .map(item -> new OfItem(
                        item.code(),
                        item.name(),
                        units.responsible(function, item.code(), today).map(OrgUnit::name).orElse(null)))
                .toList();
        List<Change> planned = known.stream()
                .filter(each -> each.function() == function && each.from().isAfter(today))
                .sorted(Comparator.comparing(Responsibility::from).thenComparingLong(Responsibility::id))
                .map(each -> change(each, byCode))
                .toList();
        return new Duty(
                function,
                function.label(),
                unit.map(OrgUnit::name).orElse(null),
                unit.map(OrgUnit::code).orElse(null),
                exceptions,
                planned,
                items.stream().map(item -> new OfItem(item.code(), item.name(), null)).toList());
    }

    private Change change(Responsibility said, Map<String, OrgUnit> byCode) {
        return new Change(
                said.function().label(),
                said.item() == null ? null : itemName(said.item()),
                said.unit() == null ? null : unitName(said.unit(), byCode),
                said.from(),
                said.changedAt(),
                said.changedBy() == null ? null : signedIn.nameOf(said.changedBy()),
                said.reason());
    }

    private static String unitName(String code, Map<String, OrgUnit> byCode) {
        OrgUnit unit = byCode.get(code);
        return unit == null ? code : unit.name();
    }

    private String itemName(String code) {
        return catalog.find(code).map(ServiceItem::name).orElse(code);
    }

    private Map<String, OrgUnit> byCode() {
        return units.units().stream()
                .collect(Collectors.toMap(OrgUnit::code, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    private Concerned shown(List<UnitTask> found) {
        return new Concerned(
                found.stream()
                        .limit(UnitTasks.MOST)
                        .map(task -> new Task(
                                task.taskId(),
                                task.caseNumber(),
                                itemName(task.item()),
                                task.function().label(),
                                task.step(),
                                task.groups().stream().map(signedIn::groupName).collect(Collectors.joining("、")),
                                signedIn.groupName(task.due()),
                                task.assignee() == null ? null : signedIn.nameOf(task.assignee())))
                        .toList(),
                found.size() > UnitTasks.MOST);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static Refusal invalid(String message) {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, message);
    }
}
