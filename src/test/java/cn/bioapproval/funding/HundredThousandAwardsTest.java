package cn.bioapproval.funding;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.NewCase;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

/** A year with a hundred thousand awards, each granted and paid: one more costs what the first one did. */
@SpringBootTest
@ActiveProfiles("test")
@Transactional
class HundredThousandAwardsTest {

    private static final String MEASURE = "M-FULL";
    private static final int AWARDS = 100_000;

    /** Rows that the beneficiary and the enterprise have in the books themselves, read a few times each. */
    private static final int FEW = 1_000;

    @Autowired
    Awards awards;

    @Autowired
    Budgets budgets;

    @Autowired
    CaseRegister cases;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate database;

    private record Read(long byScan, long byIndex) {}

    @Test
    void wholeLifeOfAnAwardReadsNoMoreThanItsOwnBooks() {
        fillTheBooks();
        LocalDate today = LocalDate.now(clock);
        budgets.set(today.getYear(), MEASURE, Yuan.ofWan(1_000));
        CaseId caseId = cases.open(new NewCase(
                        "M16", "XM-LCZX", "test", "测试办件", "厦门市测试医院", "91350200TEST000001", null))
                .id();
        Read before = read();

        awards.received(MEASURE, "beneficiary-7");
        awards.propose(AwardRequest.of(
                        caseId, MEASURE, MEASURE + "/new", "NEW", "补助", "beneficiary-7", "enterprise-7", today.getYear(),
                        new Basis.TopUp("补助", Yuan.ofWan(500), Set.of(), "来源"))
                .withCounterparts(List.of(
                        new Counterpart(MEASURE + "/7", "其他补助", Overlap.DIFFERENCE, "来源")))
                .withLifetimeCap(new SharedCap("LIFE", Yuan.ofWan(500), "来源"))
                .withAnnualCap(new SharedCap("YEAR", Yuan.ofWan(500), "来源")));
        awards.confirm(caseId);
        assertThat(awards.reserveBudget(caseId)).isTrue();
        awards.pay(caseId, today, "BK-1");
        awards.reverse(caseId, "举报成立");
        awards.recordRecovery(awards.of(caseId).get(0).id(), Yuan.ofWan(1), today, "SK-1", "追回");
        budgets.balance(today.getYear(), MEASURE);

        Read after = read();
        assertThat(after.byScan() - before.byScan()).isZero();
        assertThat(after.byIndex() - before.byIndex()).isLessThan(FEW);
    }

    /** Twenty thousand beneficiaries with five awards each, a thousand enterprises with a hundred each. */
    private void fillTheBooks() {
        int year = LocalDate.now(clock).getYear();
        database.execute("set local session_replication_role = replica");
        database.update(
                """
                insert into funding_award (id, measure, grant_key, kind, name, beneficiary_key, enterprise_code, year,
                    annual_scope, lifetime_scope, amount, explanation, status, budget_year, awarded_on, created_at, version)
                select -n, ?, ? || '/' || n, 'OLD', '补助', 'beneficiary-' || n % 20000, 'enterprise-' || n % 1000, ?,
                    'YEAR', 'LIFE', 1, '{"lines": []}', 'PAID', ?, current_date, now(), 0
                from generate_series(1, ?) n""",
                MEASURE,
                MEASURE,
                year,
                year,
                AWARDS);
        for (EntryKind kind : List.of(EntryKind.GRANT, EntryKind.PAYMENT)) {
            database.update(
                    """
                    insert into funding_entry (id, award_id, kind, amount, measure, grant_key, award_kind, beneficiary_key,
                        enterprise_code, year, annual_scope, lifetime_scope, happened_on, voucher, recorded_at)
                    select id * 2 - ?, id, ?, amount, measure, grant_key, kind, beneficiary_key, enterprise_code, year,
                        annual_scope, lifetime_scope, current_date, 'BK', now()
                    from funding_award where measure = ?""",
                    kind.ordinal() == 0 ? 0 : 1,
                    kind.name(),
                    MEASURE);
        }
        database.execute("set local session_replication_role = origin");
        database.execute("analyze funding_award");
        database.execute("analyze funding_entry");
    }

    /** Rows of the books that this transaction has read so far. */
    private Read read() {
        return database.queryForObject(
                """
                select sum(seq_tup_read), sum(idx_tup_fetch) from pg_stat_xact_user_tables
                where relname in ('funding_award', 'funding_entry')""",
                (row, n) -> new Read(row.getLong(1), row.getLong(2)));
    }
}
