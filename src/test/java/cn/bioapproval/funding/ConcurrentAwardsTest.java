package cn.bioapproval.funding;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** Thirty-two clerks at the same moment, on the real PostgreSQL: no limit is ever exceeded and nobody waits forever. */
@SpringBootTest
@ActiveProfiles("test")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConcurrentAwardsTest {

    private static final int CLERKS = 32;

    @Autowired
    Awards awards;

    @Autowired
    Budgets budgets;

    @Autowired
    CaseRegister cases;

    @Autowired
    Clock clock;


    private final String measure = "M-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void annualCapIsUsedUpExactlyAndNeverExceeded() throws Exception {
        SharedCap cap = new SharedCap(measure, Yuan.ofWan(500), "措施二");

        List<Yuan> amounts = atOnce(i -> {
            AwardRequest request = request(newCase(), "product-" + i, "product-" + i, fixed(40)).withAnnualCap(cap);
            return () -> awards.propose(request).amount();
        });

        assertThat(amounts).hasSize(CLERKS);
        assertThat(sum(amounts)).isEqualTo(Yuan.ofWan(500));
        assertThat(amounts).filteredOn(amount -> amount.equals(Yuan.ofWan(20))).hasSize(1);
    }

    @Test
    void lifetimeCapIsUsedUpExactlyAndNeverExceeded() throws Exception {
        SharedCap cap = new SharedCap(measure, Yuan.ofWan(1000), "来源");

        List<Yuan> amounts = atOnce(i -> {
            AwardRequest request = request(newCase(), "grant-" + i, "centre", fixed(150)).withLifetimeCap(cap);
            return () -> awards.propose(request).amount();
        });

        assertThat(sum(amounts)).isEqualTo(Yuan.ofWan(1000));
    }

    @Test
    void topUpIsPaidOnceInAll() throws Exception {
        List<Yuan> amounts = atOnce(i -> {
            AwardRequest request = request(newCase(), "grant-" + i, "centre",
                    new Basis.TopUp("国家中心", Yuan.ofWan(1000), Set.of(), "措施十六"));
            return () -> awards.propose(request).amount();
        });

        assertThat(sum(amounts)).isEqualTo(Yuan.ofWan(1000));
    }

    @Test
    void oneOfManyClaimsForTheSameGrantWinsAndTheOthersAreRefusedPolitely() throws Exception {
        List<RefusalCode> refusals = atOnce(i -> {
            AwardRequest request = request(newCase(), "acceptance", "centre", fixed(200));
            return () -> {
                try {
                    awards.propose(request);
                    return null;
                } catch (Refusal refusal) {
                    return refusal.code();
                }
            };
        });

        assertThat(refusals).filteredOn(code -> code == null).hasSize(1);
        assertThat(refusals).filteredOn(RefusalCode.DUPLICATE_CLAIM::equals).hasSize(CLERKS - 1);
    }

    @Test
    void counterpartsInTwoCasesArePaidOnlyOnce() throws Exception {
        Counterpart city = new Counterpart(key("city"), "市级验收补助", Overlap.FORFEIT, "措施十六");
        Counterpart province = new Counterpart(key("province"), "省级验收补助", Overlap.FORFEIT, "措施十六");

        List<Yuan> amounts = atOnce(2, i -> {
            AwardRequest request = request(newCase(), i == 0 ? "city" : "province", "centre", fixed(200))
                    .withCounterparts(List.of(i == 0 ? province : city));
            return () -> awards.propose(request).amount();
        });

        assertThat(sum(amounts)).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void casesThatTouchTheSameLimitsInOppositeOrderDoNotBlockEachOther() throws Exception {
        SharedCap first = new SharedCap(measure + "-1", Yuan.ofWan(300), "来源");
        SharedCap second = new SharedCap(measure + "-2", Yuan.ofWan(300), "来源");

        List<Yuan> amounts = atOnce(i -> {
            CaseId caseId = newCase();
            AwardRequest one = request(caseId, "one-" + i, "centre-1", fixed(20)).withAnnualCap(first);
            AwardRequest two = request(caseId, "two-" + i, "centre-2", fixed(20)).withAnnualCap(second);
            List<AwardRequest> requests = i % 2 == 0 ? List.of(one, two) : List.of(two, one);
            return () -> sum(awards.propose(requests).stream().map(Award::amount).toList());
        });

        assertThat(sum(amounts)).isEqualTo(Yuan.ofWan(600));
    }

    @Test
    void budgetIsNeverReservedTwice() throws Exception {
        int year = LocalDate.now(clock).getYear();
        budgets.set(year, measure, Yuan.ofWan(500));

        List<Boolean> reserved = atOnce(i -> {
            CaseId caseId = newCase();
            awards.propose(request(caseId, "product-" + i, "product-" + i, fixed(40)));
            awards.confirm(caseId);
            return () -> awards.reserveBudget(caseId);
        });

        assertThat(reserved).filteredOn(Boolean::booleanValue).hasSize(12);
        assertThat(budgets.balance(year, measure).reserved()).isEqualTo(Yuan.ofWan(480));
        assertThat(budgets.queue(measure)).hasSize(CLERKS - 12);
    }

    @Test
    void configuredBudgetThatNobodyHasTouchedServesAllWhoComeFirstAtOnce() throws Exception {
        int year = 2500 + ThreadLocalRandom.current().nextInt(1_000_000);

        List<Boolean> reserved = atOnce(i -> {
            CaseId caseId = newCase();
            awards.propose(AwardRequest.of(
                    caseId, "M16", key("grant-" + i), "KIND", "补助", measure + i, "91350200" + measure, 2026, fixed(150)));
            awards.confirm(caseId);
            return () -> awards.reserveBudget(caseId, year);
        });

        assertThat(reserved).filteredOn(Boolean::booleanValue).hasSize(CLERKS);
        assertThat(budgets.balance(year, "M16").available()).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void awardIsPaidOnceThoughManyPressTheButton() throws Exception {
        int year = LocalDate.now(clock).getYear();
        budgets.set(year, measure, Yuan.ofWan(500));
        CaseId caseId = newCase();
        Award award = awards.propose(request(caseId, "acceptance", "centre", fixed(200)));
        awards.confirm(caseId);
        awards.reserveBudget(caseId);

        List<Boolean> paid = atOnce(i -> () -> {
            try {
                awards.pay(award.id(), LocalDate.now(clock), "BK-" + i);
                return true;
            } catch (Refusal refusal) {
                return false;
            }
        });

        assertThat(paid).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(budgets.paid(year, measure)).isEqualTo(Yuan.ofWan(200));
    }

    private <T> List<T> atOnce(IntFunction<Callable<T>> clerk) throws Exception {
        return atOnce(CLERKS, clerk);
    }

    /** Prepares all clerks one by one, then lets them loose at the same moment; any exception fails the test. */
    private static <T> List<T> atOnce(int clerks, IntFunction<Callable<T>> clerk) throws Exception {
        CyclicBarrier start = new CyclicBarrier(clerks);
        ExecutorService office = Executors.newFixedThreadPool(clerks);
        try {
            List<Future<T>> doings = new ArrayList<>();
            for (int i = 0; i < clerks; i++) {
                Callable<T> action = clerk.apply(i);
                doings.add(office.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> doing : doings) {
                results.add(resultOf(doing));
            }
            return results;
        } finally {
            office.shutdownNow();
        }
    }

    private static <T> T resultOf(Future<T> doing) throws Exception {
        try {
            return doing.get();
        } catch (ExecutionException e) {
            throw new AssertionError("A clerk failed", e.getCause());
        }
    }

    private AwardRequest request(CaseId caseId, String grant, String beneficiary, Basis basis) {
        return AwardRequest.of(
                caseId, measure, key(grant), "KIND", grant, beneficiary, "91350200" + measure, 2026, basis);
    }

    private String key(String grant) {
        return measure + "/" + grant;
    }

    private static Basis fixed(long wan) {
        return new Basis.Fixed("奖励", Yuan.ofWan(wan), "来源");
    }

    private CaseId newCase() {
        return cases.open(new NewCase(
                "M16", "XM-LCZX", "test", "测试办件", "厦门市测试医院", "91350200TEST000001", null)).id();
    }

    private static Yuan sum(List<Yuan> amounts) {
        return amounts.stream().reduce(Yuan.ZERO, Yuan::plus);
    }
}
