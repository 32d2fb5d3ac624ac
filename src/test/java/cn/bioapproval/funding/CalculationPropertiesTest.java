package cn.bioapproval.funding;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.cases.CaseId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for every calculation, whatever the figures. */
class CalculationPropertiesTest {

    /** Figures of one claim, in yuan; the rate in percent. */
    record Claim(
            long base, int percent, long cap, long others, long lifetime, long lifetimeUsed, long annual, long used) {}

    @Property
    void amountIsWhatAClerkWouldReckonByHand(@ForAll("claims") Claim claim) {
        BigDecimal share = BigDecimal.valueOf(claim.base).multiply(BigDecimal.valueOf(claim.percent, 2));
        BigInteger expected = share.setScale(0, RoundingMode.FLOOR).toBigIntegerExact()
                .min(BigInteger.valueOf(claim.cap))
                .subtract(BigInteger.valueOf(claim.others)).max(BigInteger.ZERO)
                .min(BigInteger.valueOf(claim.lifetime - claim.lifetimeUsed).max(BigInteger.ZERO))
                .min(BigInteger.valueOf(claim.annual - claim.used).max(BigInteger.ZERO));

        assertThat(paid(claim)).isEqualTo(expected.longValueExact());
    }

    @Property
    void amountIsNeverNegativeNorAboveAnyLimit(@ForAll("claims") Claim claim) {
        assertThat(paid(claim))
                .isNotNegative()
                .isLessThanOrEqualTo(claim.base)
                .isLessThanOrEqualTo(claim.cap)
                .isLessThanOrEqualTo(Math.max(0, claim.annual - claim.used))
                .isLessThanOrEqualTo(Math.max(0, claim.lifetime - claim.lifetimeUsed));
    }

    @Property
    void moreSpentNeverPaysLessAndMoreFromOthersNeverPaysMore(
            @ForAll("claims") Claim claim, @ForAll @LongRange(min = 0, max = 1_000_000_000) long more) {
        Claim bigger = new Claim(claim.base + more, claim.percent, claim.cap, claim.others, claim.lifetime,
                claim.lifetimeUsed, claim.annual, claim.used);
        Claim doubled = new Claim(claim.base, claim.percent, claim.cap, claim.others + more, claim.lifetime,
                claim.lifetimeUsed, claim.annual, claim.used);
        Claim usedUp = new Claim(claim.base, claim.percent, claim.cap, claim.others, claim.lifetime,
                claim.lifetimeUsed, claim.annual, claim.used + more);

        assertThat(paid(bigger)).isGreaterThanOrEqualTo(paid(claim));
        assertThat(paid(doubled)).isLessThanOrEqualTo(paid(claim));
        assertThat(paid(usedUp)).isLessThanOrEqualTo(paid(claim));
    }

    @Property
    void explanationNeverGrowsAndEndsWithTheAmount(@ForAll("claims") Claim claim) {
        List<Explanation.Line> lines = explain(claim).lines();

        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i).result()).isLessThanOrEqualTo(lines.get(i - 1).result());
        }
        Explanation.Line last = lines.get(lines.size() - 1);
        assertThat(last.step()).isEqualTo("核定金额");
        assertThat(last.result()).isEqualTo(Yuan.of(paid(claim)));
        assertThat(last.formula()).endsWith("核定" + Yuan.of(paid(claim)));
    }

    @Property
    void instalmentsSumToTheAmountAndOnlyTheLastIsLarger(
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long amount,
            @ForAll @Size(min = 0, max = 6) List<@IntRange(min = 1, max = 15) Integer> shares) {
        List<Integer> percents = new ArrayList<>(shares);
        percents.add(100 - shares.stream().mapToInt(Integer::intValue).sum());

        List<Yuan> parts = Instalments.of(Yuan.of(amount), percents);

        assertThat(parts.stream().mapToLong(Yuan::value).sum()).isEqualTo(amount);
        for (int i = 0; i < shares.size(); i++) {
            assertThat(parts.get(i).value()).isEqualTo(amount * percents.get(i) / 100);
        }
    }

    @Property
    void wanAndYuanAreTheSameMoney(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long yuan) {
        assertThat(Yuan.ofWan(Yuan.of(yuan).wan())).isEqualTo(Yuan.of(yuan));
    }

    @Provide
    Arbitrary<Claim> claims() {
        Arbitrary<Long> money = Arbitraries.longs().between(0, 2_000_000_000L);
        return Combinators.combine(
                        money.map(base -> base + 1), Arbitraries.integers().between(0, 100), money, money, money, money,
                        money, money)
                .as(Claim::new);
    }

    private static long paid(Claim claim) {
        return explain(claim).amount().value();
    }

    private static Explanation explain(Claim claim) {
        AwardRequest request = AwardRequest.of(
                        CaseId.of(1), "M01", "key", "STAGE", "研发奖励", "product", "91350200X", 2026,
                        new Basis.Share("研发投入", Yuan.of(claim.base), BigDecimal.valueOf(claim.percent, 2), "措施一"))
                .withItemCaps(List.of(new Cap("单项最高", Yuan.of(claim.cap), "措施一")))
                .withOthers(List.of(new OtherGrant("同类政策", Yuan.of(claim.others))))
                .withLifetimeCap(new SharedCap("L", Yuan.of(claim.lifetime), "来源"))
                .withAnnualCap(new SharedCap("M01-A", Yuan.of(claim.annual), "措施一"));
        Standing standing = new Standing(
                Yuan.ZERO, Map.of(), null, Yuan.of(claim.lifetimeUsed), Yuan.of(claim.used),
                new BudgetBalance(2026, "M01", Yuan.ZERO, Yuan.ZERO));
        return Calculation.of(request, standing, Overlap.DIFFERENCE);
    }
}
