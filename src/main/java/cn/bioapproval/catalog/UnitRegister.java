package cn.bioapproval.catalog;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * The organisational units and who has which function on which day. Rows are only added: a change says from which day on,
 * who made it and why, and never reaches into the past, because tasks were routed by it.
 */
@Transactional
public class UnitRegister {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int REASON_LENGTH = 500;
    private static final int YEARS_AHEAD = 5;
    private static final int LOCK = 24;

    private final JdbcTemplate jdbc;
    private final Catalog catalog;
    private final Clock clock;

    UnitRegister(JdbcTemplate jdbc, Catalog catalog, Clock clock) {
        this.jdbc = jdbc;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Writes the shipped units and functions of which the database knows nothing yet. */
    void ship(UnitsFile.Shipped shipped) {
        lock();
        for (OrgUnit unit : shipped.units()) {
            if (find(unit.code()).isEmpty()) {
                write(unit, null, "系统初始数据");
            }
        }
        for (UnitsFile.Assigned assigned : shipped.functions()) {
            boolean known = responsibilities().stream()
                    .anyMatch(each -> each.function() == assigned.function()
                            && Objects.equals(each.item(), assigned.item()));
            if (!known) {
                write(assigned.function(), assigned.item(), assigned.unit(), assigned.from(), null, assigned.reason());
            }
        }
    }

    /** All units as they are now, by code. */
    @Transactional(readOnly = true)
    public List<OrgUnit> units() {
        return jdbc.query("select distinct on (code) * from catalog_unit order by code, id desc", (row, n) -> unit(row));
    }

    /** The unit as it is now. */
    @Transactional(readOnly = true)
    public Optional<OrgUnit> find(String code) {
        return jdbc.query(
                        "select * from catalog_unit where code = ? order by id desc limit 1", (row, n) -> unit(row), code)
                .stream()
                .findFirst();
    }

    /** Everything that was ever said about functions, in the order in which it was said. */
    @Transactional(readOnly = true)
    public List<Responsibility> responsibilities() {
        return jdbc.query(
                "select * from catalog_unit_function order by id", (row, n) -> responsibility(row));
    }

    /**
     * The unit that has the function on that day.
     *
     * @param item code of the service item; {@code null}: where no item is an exception
     * @param day  office date
     * @return empty if nobody has it, or the unit does not exist on that day
     */
    @Transactional(readOnly = true)
    public Optional<OrgUnit> responsible(UnitFunction function, @Nullable String item, LocalDate day) {
        List<Responsibility> known = jdbc.query(
                "select * from catalog_unit_function where function = ?",
                (row, n) -> responsibility(row),
                function.name());
        return Responsibility.on(known, function, item, day)
                .flatMap(found -> Optional.ofNullable(found.unit()))
                .flatMap(this::find)
                .filter(unit -> unit.isValidOn(day));
    }

    /** Whether the item is an exception on that day: its function does not move with that of all items. */
    @Transactional(readOnly = true)
    public boolean isException(UnitFunction function, String item, LocalDate day) {
        return Responsibility.on(responsibilities(), function, item, day)
                .filter(found -> found.item() != null)
                .isPresent();
    }

    /** Today in the office. */
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /**
     * Gives a function to another unit from a day on, for all items or as an exception for one. Tasks that are open stay
     * where they are.
     *
     * @param item {@code null}: for all items
     * @param unit code; {@code null}: the exception for this item ends
     * @param from today or later, at most five years ahead
     * @param by   user id of the administrator
     * @throws Refusal {@code ERR_REQUEST_INVALID} with what is wrong; then nothing is written
     */
    public void move(
            UnitFunction function,
            @Nullable String item,
            @Nullable String unit,
            LocalDate from,
            String reason,
            String by) {
        lock();
        requireReason(reason);
        requireDay(from, today());
        if (item != null && catalog.find(item).isEmpty()) {
            throw invalid("事项目录中没有这个事项，请重新选择。");
        }
        if (unit == null) {
            requireException(function, item, from);
        } else {
            requireAble(function, item, unit, from);
        }
        write(function, item, unit, from, by, reason.strip());
    }

    private void requireException(UnitFunction function, @Nullable String item, LocalDate from) {
        if (item == null) {
            throw invalid("请选择接办的单位。");
        }
        if (!isException(function, item, from)) {
            throw invalid("该事项的“" + function.label() + "”没有另行指定单位，不用取消。");
        }
    }

    private void requireAble(UnitFunction function, @Nullable String item, String unit, LocalDate from) {
        OrgUnit target = find(unit).orElseThrow(() -> invalid("没有这个单位，请重新选择。"));
        if (!target.isValidOn(from)) {
            throw invalid(target.name() + "在" + DAY.format(from) + "尚未设立或者已经撤销，请另选单位或者日期。");
        }
        if (target.leadGroup() == null && needsHeads(function, item)) {
            throw invalid(target.name() + "没有设置负责人组，而“" + function.label() + "”有须由负责人办理的步骤，不能由它承担。");
        }
        boolean same = Responsibility.on(responsibilities(), function, item, from)
                .filter(standing -> unit.equals(standing.unit()) && Objects.equals(standing.item(), item))
                .isPresent();
        if (same) {
            throw invalid("从" + DAY.format(from) + "起，“" + function.label() + "”已经由" + target.name() + "承担，不用调整。");
        }
    }

    /** Whether a step of the function is for heads; then a unit without heads would get tasks that nobody sees. */
    private boolean needsHeads(UnitFunction function, @Nullable String item) {
        return catalog.all().stream()
                .filter(each -> item == null || item.equals(each.code()))
                .flatMap(each -> each.routing().values().stream())
                .anyMatch(route -> route instanceof Route.ByFunction byFunction
                        && byFunction.function() == function
                        && byFunction.lead());
    }

    static void requireReason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.strip().length() > REASON_LENGTH) {
            throw invalid("请写明理由和依据（不超过" + REASON_LENGTH + "字）。");
        }
    }

    static void requireDay(LocalDate from, LocalDate today) {
        if (from.isBefore(today)) {
            throw invalid("生效日期不能早于今天（" + DAY.format(today) + "）：已经派出的任务按当时的分工派出，不能更改。");
        }
        if (from.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw invalid("生效日期最晚为" + YEARS_AHEAD + "年以内，请核对年份。");
        }
    }

    static Refusal invalid(String message) {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, message);
    }

    /** One change at a time, so that each is checked against the one before. */
    private void lock() {
        jdbc.query("select pg_advisory_xact_lock(?, 0)", row -> {}, LOCK);
    }

    private void write(OrgUnit unit, @Nullable String by, String reason) {
        jdbc.update(
                """
                insert into catalog_unit (code, name, kind, parent, candidate_group, lead_group, valid_from, valid_to,
                                          confirmed, source, changed_at, changed_by, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                unit.code(),
                unit.name(),
                unit.kind().name(),
                unit.parent(),
                unit.group(),
                unit.leadGroup(),
                unit.validFrom(),
                unit.validTo(),
                unit.confirmed(),
                unit.source(),
                Timestamp.from(clock.instant()),
                by,
                reason);
    }

    private void write(
            UnitFunction function,
            @Nullable String item,
            @Nullable String unit,
            LocalDate from,
            @Nullable String by,
            String reason) {
        jdbc.update(
                """
                insert into catalog_unit_function (function, item, unit, from_date, changed_at, changed_by, reason)
                values (?, ?, ?, ?, ?, ?, ?)""",
                function.name(),
                item,
                unit,
                from,
                Timestamp.from(clock.instant()),
                by,
                reason);
    }

    private static OrgUnit unit(ResultSet row) throws SQLException {
        return new OrgUnit(
                row.getString("code"),
                row.getString("name"),
                OrgUnit.Kind.valueOf(row.getString("kind")),
                row.getString("parent"),
                row.getString("candidate_group"),
                row.getString("lead_group"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getBoolean("confirmed"),
                row.getString("source"));
    }

    private static Responsibility responsibility(ResultSet row) throws SQLException {
        return new Responsibility(
                row.getLong("id"),
                UnitFunction.valueOf(row.getString("function")),
                row.getString("item"),
                row.getString("unit"),
                row.getObject("from_date", LocalDate.class),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"),
                row.getString("reason"));
    }
}
