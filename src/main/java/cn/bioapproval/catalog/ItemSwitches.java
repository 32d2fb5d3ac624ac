package cn.bioapproval.catalog;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.TransactionBound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which service items are switched on, on top of what items.yaml says: an administrator's act for a day on, with reason.
 * Rows are only added. What is switched off can no longer be opened; cases that are open run on.
 */
@Transactional
public class ItemSwitches {

    private static final int LOCK = 24;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TransactionBound<Map<String, List<Switched>>> byItem = new TransactionBound<>(HashMap::new);

    ItemSwitches(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An administrator switched an item.
     *
     * @param from      first day it holds, office time
     * @param changedBy user id of the administrator
     */
    public record Switched(
            long id, String item, boolean enabled, LocalDate from, Instant changedAt, String changedBy, String reason) {}

    /** Whether cases of the item may be opened today. */
    @Transactional(readOnly = true)
    public boolean isOn(ServiceItem item) {
        return isOnAt(item, LocalDate.now(clock), of(item.code()));
    }

    /** What was switched, of all items, in the order in which it was done. */
    @Transactional(readOnly = true)
    public List<Switched> all() {
        return jdbc.query("select * from catalog_item_switch order by id", (row, n) -> switched(row));
    }

    /**
     * Switches an item on or off from a day on.
     *
     * @param from today or later, at most five years ahead
     * @param by   user id of the administrator
     * @throws Refusal {@code ERR_REQUEST_INVALID} with what is wrong; then nothing is written
     */
    public void turn(ServiceItem item, boolean enabled, LocalDate from, String reason, String by) {
        jdbc.query("select pg_advisory_xact_lock(?, 1)", row -> {}, LOCK);
        byItem.get().remove(item.code());
        UnitRegister.requireReason(reason);
        UnitRegister.requireDay(from, LocalDate.now(clock));
        if (isOnAt(item, from, of(item.code())) == enabled) {
            throw UnitRegister.invalid("“" + item.name() + "”在那一天已经是" + (enabled ? "启用" : "停用") + "的，不用调整。");
        }
        jdbc.update(
                """
                insert into catalog_item_switch (item, enabled, from_date, changed_at, changed_by, reason)
                values (?, ?, ?, ?, ?, ?)""",
                item.code(),
                enabled,
                from,
                Timestamp.from(clock.instant()),
                by,
                reason.strip());
        byItem.get().remove(item.code());
    }

    /** What was said for the latest day counts, of two for one day the later; before any, what items.yaml says. */
    static boolean isOnAt(ServiceItem item, LocalDate day, List<Switched> switches) {
        return switches.stream()
                .filter(each -> !each.from().isAfter(day))
                .max(Comparator.comparing(Switched::from).thenComparingLong(Switched::id))
                .map(Switched::enabled)
                .orElse(item.enabled());
    }

    /** Asked for once per transaction. */
    private List<Switched> of(String item) {
        return byItem.get().computeIfAbsent(item, asked -> jdbc.query(
                "select * from catalog_item_switch where item = ? order by id", (row, n) -> switched(row), asked));
    }

    private static Switched switched(ResultSet row) throws SQLException {
        return new Switched(
                row.getLong("id"),
                row.getString("item"),
                row.getBoolean("enabled"),
                row.getObject("from_date", LocalDate.class),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"),
                row.getString("reason"));
    }
}
