package cn.bioapproval.funding;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Refusal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The yearly budgets of the measures (年度预算): what they are and what they still bear. */
@Service
@Transactional(noRollbackFor = Refusal.class)
public class Budgets {

    static final Set<AwardStatus> ENDED = EnumSet.of(AwardStatus.REPLACED, AwardStatus.REVERSED);

    private final BudgetRepository budgets;
    private final AwardRepository awards;
    private final Ledger ledger;
    private final FundingProperties settings;
    private final Clock clock;

    Budgets(
            BudgetRepository budgets,
            AwardRepository awards,
            Ledger ledger,
            FundingProperties settings,
            Clock clock) {
        this.budgets = budgets;
        this.awards = awards;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sets the budget of a fiscal year (calendar year). Below what is reserved already nothing more is reserved;
     * nothing is taken back.
     */
    public BudgetBalance set(int year, String measure, Yuan total) {
        lock(year, measure).set(total, clock.instant(), Acting.current().userId());
        return balance(year, measure);
    }

    /** How the budget stands; a year nobody has set a budget for starts with the configured one. */
    @Transactional(readOnly = true)
    public BudgetBalance balance(int year, String measure) {
        Yuan total = budgets.findById(new Budget.Key(year, measure))
                .map(Budget::total)
                .orElseGet(() -> settings.budgetOf(measure));
        return balance(year, measure, total);
    }

    /** Awards of a measure that wait for a budget, the longest waiting first. */
    @Transactional(readOnly = true)
    public List<Award> queue(String measure) {
        return awards.findByMeasureAndStatusOrderByCreatedAtAscIdAsc(measure, AwardStatus.QUEUED_BUDGET);
    }

    /** Whether the budget still bears the amount; nobody else can reserve from it until the transaction ends. */
    boolean bears(int year, String measure, Yuan amount) {
        Budget budget = lock(year, measure);
        return amount.compareTo(balance(year, measure, budget.total()).available()) <= 0;
    }

    private BudgetBalance balance(int year, String measure, Yuan total) {
        long standing = awards.reservedFrom(measure, year, ENDED);
        long stillOut = ledger.stillOutOfReversed(measure, year);
        return new BudgetBalance(
                year, measure, total, Yuan.of(standing + stillOut), Yuan.of(ledger.paidFrom(measure, year)));
    }

    private Budget lock(int year, String measure) {
        budgets.addIfMissing(year, measure, settings.budgetOf(measure).value(), clock.instant());
        return budgets.lock(new Budget.Key(year, measure)).orElseThrow();
    }
}
