package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseClosed;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.StatutoryClock;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each finished case took, gross and net, in working days: one fact per case whose clock ever ran, written with
 * its closing. Speed-up ratios ({@link Speedup}) are read from it.
 */
@Component
@Transactional
public class CaseDays {

    /** @param netDays working days that count, without those during which the clock stood still */
    public record Taken(long caseId, int grossDays, int netDays) {}

    private final StatutoryClock clocks;
    private final CaseRegister cases;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    CaseDays(StatutoryClock clocks, CaseRegister cases, JdbcTemplate jdbc, Clock clock) {
        this.clocks = clocks;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void closed(CaseClosed event) {
        clocks.elapsed(event.caseId()).ifPresent(elapsed -> jdbc.update(
                """
                insert into cycletime_case_days
                    (case_id, item, outcome, gross_days, net_days, occurred_at, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                event.caseId().value(),
                cases.get(event.caseId()).item(),
                event.outcome().name(),
                elapsed.grossDays(),
                elapsed.netDays(),
                Timestamp.from(event.occurredAt()),
                Timestamp.from(clock.instant())));
    }

    /** What the finished cases of an item with that outcome took, in the order in which they ended. */
    @Transactional(readOnly = true)
    public List<Taken> of(String item, CaseOutcome outcome) {
        return jdbc.query(
                """
                select case_id, gross_days, net_days from cycletime_case_days
                where item = ? and outcome = ? order by occurred_at, case_id""",
                (row, n) -> new Taken(row.getLong(1), row.getInt(2), row.getInt(3)),
                item,
                outcome.name());
    }
}
