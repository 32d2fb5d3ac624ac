package cn.bioapproval.funding;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The yearly budgets of the measures (年度预算): what they are and what they still bear.
 *
 * <p>What is reserved of a budget is kept in its row, so that asking for it costs the same however many awards the year
 * has seen: awards that stand, and what was paid for reversed ones and has not come back. Its row is also the lock under
 * which awards are reserved.
 */
@Service
@Transactional(noRollbackFor = Refusal.class)
public class Budgets {

    private final AwardRepository awards;
    private final Ledger ledger;
    private final FundingProperties settings;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Budgets(AwardRepository awards, Ledger ledger, FundingProperties settings, JdbcTemplate jdbc, Clock clock) {
        this.awards = awards;
        this.ledger = ledger;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The budget of a measure in a fiscal year. */
    record Key(int year, String measure) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return year == other.year ? measure.compareTo(other.measure) : Integer.compare(year, other.year);
        }
    }

    /**
     * Sets the budget of a fiscal year (calendar year). Below what is reserved already nothing more is reserved;
     * nothing is taken back.
     */
    public BudgetBalance set(int year, String measure, Yuan total) {
        jdbc.update(
                """
                insert into funding_budget (year, measure, total, changed_at, changed_by) values (?, ?, ?, ?, ?)
                on conflict (year, measure) do update
                set total = excluded.total, changed_at = excluded.changed_at, changed_by = excluded.changed_by""",
                year,
                measure,
                total.value(),
                Timestamp.from(clock.instant()),
                Acting.current().userId());
        return balance(year, measure);
    }

    /** How the budget stands; a year nobody has set a budget for starts with the configured one. */
    @Transactional(readOnly = true)
    public BudgetBalance balance(int year, String measure) {
        return jdbc
                .query(
                        "select total, reserved from funding_budget where year = ? and measure = ?",
                        (row, n) -> new BudgetBalance(
                                year, measure, Yuan.of(row.getLong("total")), Yuan.of(row.getLong("reserved"))),
                        year,
                        measure)
                .stream()
                .findFirst()
                .orElseGet(() -> new BudgetBalance(year, measure, settings.budgetOf(measure), Yuan.ZERO));
    }

    /** Paid out of the budget less what came back, added up from the ledger. */
    @Transactional(readOnly = true)
    public Yuan paid(int year, String measure) {
        return Yuan.of(ledger.paidFrom(measure, year));
    }

    /** Awards of a measure that wait for a budget, the longest waiting first. */
    @Transactional(readOnly = true)
    public List<Award> queue(String measure) {
        return awards.findByMeasureAndStatusOrderByCreatedAtAscIdAsc(measure, AwardStatus.QUEUED_BUDGET);
    }

    /**
     * Reserves all the amounts, or none of them.
     *
     * @param needed amounts above zero by measure
     * @return whether the year's budgets bear them; if so, nobody else reserves from them until the transaction ends
     */
    boolean reserve(int year, SortedMap<String, Yuan> needed) {
        SortedMap<Key, Yuan> reserved = new TreeMap<>();
        for (Map.Entry<String, Yuan> need : needed.entrySet()) {
            Key budget = new Key(year, need.getKey());
            if (!reserve(budget, need.getValue())) {
                free(reserved);
                return false;
            }
            reserved.put(budget, need.getValue());
        }
        return true;
    }

    private boolean reserve(Key budget, Yuan amount) {
        if (take(budget, amount)) {
            return true;
        }
        addIfMissing(budget);
        return take(budget, amount);
    }

    private boolean take(Key budget, Yuan amount) {
        return jdbc.update(
                        """
                        update funding_budget set reserved = reserved + ?
                        where year = ? and measure = ? and total - reserved >= ?""",
                        amount.value(),
                        budget.year(),
                        budget.measure(),
                        amount.value())
                == 1;
    }

    private void addIfMissing(Key budget) {
        jdbc.update(
                """
                insert into funding_budget (year, measure, total, changed_at) values (?, ?, ?, ?)
                on conflict do nothing""",
                budget.year(),
                budget.measure(),
                settings.budgetOf(budget.measure()).value(),
                Timestamp.from(clock.instant()));
    }

    /** Gives back what was reserved. In the order of the keys, so that two who give back never wait for each other. */
    void free(SortedMap<Key, Yuan> amounts) {
        amounts.forEach((budget, amount) -> jdbc.update(
                "update funding_budget set reserved = reserved - ? where year = ? and measure = ?",
                amount.value(),
                budget.year(),
                budget.measure()));
    }
}
