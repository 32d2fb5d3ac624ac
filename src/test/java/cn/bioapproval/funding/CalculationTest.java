package cn.bioapproval.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of calculation, with golden cases of several measures. All figures in 万元. */
class CalculationTest {

    @ParameterizedTest(name = "{0}: {1} × {2}, cap {3} → {4}")
    @CsvSource(textBlock = """
            M01-A-01 below the cap,          600,       0.40, 400,  240
            M01-A-02 exactly at the cap,     1000,      0.40, 400,  400
            M01-A-03 just above the cap,     1000.01,   0.40, 400,  400
            M01-A-06 rounded down,           7499.9999, 0.40, 3000, 2999.9999
            M01-A-12 above the cap,          1001,      0.20, 200,  200
            M01-A-21 rounded down,           1234.5678, 0.40, 1000, 493.8271
            M01-B-04 second to pass,         500,       0.30, 300,  150
            nothing approved,                500,       0,    300,  0
            """)
    void shareOfTheBaseIsRoundedDownAndCapped(
            String name, BigDecimal base, BigDecimal rate, BigDecimal cap, BigDecimal paid) {
        AwardRequest request = request(new Basis.Share("研发投入", Yuan.ofWan(base), rate, "措施一"))
                .withItemCaps(List.of(new Cap("单项最高", Yuan.ofWan(cap), "措施一")));

        assertThat(amount(request, nothing())).isEqualTo(Yuan.ofWan(paid));
    }

    @ParameterizedTest(name = "{0}: own {1}, others {2} → {3} or forfeited {4}")
    @CsvSource(textBlock = """
            A-13 difference,        200, 120, 80,  0
            A-14 others gave more,  200, 260, 0,   0
            others gave the same,   200, 200, 0,   0
            none,                   200, 0,   200, 200
            """)
    void supportFromSimilarPoliciesIsNotDoubled(String name, long own, long others, long difference, long forfeit) {
        AwardRequest request = request(fixed(own)).withOthers(List.of(
                new OtherGrant("省级临床医学研究中心补助", Yuan.ofWan(others)), new OtherGrant("未获", Yuan.ZERO)));

        assertThat(Calculation.of(request, nothing(), Overlap.DIFFERENCE).amount()).isEqualTo(Yuan.ofWan(difference));
        assertThat(Calculation.of(request, nothing(), Overlap.FORFEIT).amount()).isEqualTo(Yuan.ofWan(forfeit));
    }

    @ParameterizedTest(name = "cap {0}, used {1}, own {2} → {3}")
    @CsvSource(textBlock = """
            10000, 8400,  2000, 1600
            10000, 10000, 500,  0
            1000,  900,   200,  100
            500,   500,   20,   0
            500,   480,   20,   20
            500,   600,   20,   0
            """)
    void lastAwardOfTheYearIsCutToWhatTheAnnualCapLeaves(long cap, long used, long own, long paid) {
        AwardRequest request = request(fixed(own)).withAnnualCap(new SharedCap("M01-A", Yuan.ofWan(cap), "措施一"));

        assertThat(amount(request, standing(0, Map.of(), null, 0, used))).isEqualTo(Yuan.ofWan(paid));
    }

    @Test
    void itemCapComesBeforeTheDeductionAndTheAnnualCapAfterIt() {
        AwardRequest request = request(fixed(1000))
                .withItemCaps(List.of(new Cap("单项最高", Yuan.ofWan(400), "措施一")))
                .withOthers(List.of(new OtherGrant("省级同类政策", Yuan.ofWan(150))))
                .withAnnualCap(new SharedCap("M01-A", Yuan.ofWan(10000), "措施一"));

        Explanation explanation = Calculation.of(request, standing(0, Map.of(), null, 0, 9800), Overlap.DIFFERENCE);

        assertThat(explanation.lines()).extracting(Explanation.Line::step).containsExactly(
                "基数", "单项上限", "就高从优不重复", "一次性检查", "年度上限", "预算", "核定金额");
        assertThat(explanation.lines()).extracting(line -> line.result().wan().intValueExact())
                .containsExactly(1000, 400, 250, 250, 200, 200, 200);
        assertThat(explanation.text()).isEqualTo("""
                1. 基数：中心验收补助定额1000万元，得1000万元（依据：措施十六）
                2. 单项上限：取1000万元与“单项最高”400万元中较低者，得400万元（依据：措施一）
                3. 就高从优不重复：省、市其他同类政策已获150万元（“省级同类政策”150万元）：400万元 − 150万元，得250万元（依据：就高从优不重复）
                4. 一次性检查：台账中没有同一事项的核定或领取记录，得250万元
                5. 年度上限：2026年度同一单位上限10000万元，已占用9800万元，余200万元；取250万元与余额中较低者，得200万元（依据：措施一）
                6. 预算：2026年度预算5000万元，已安排0万元，余5000万元，足以安排，得200万元
                7. 核定金额：验收补助核定200万元，得200万元""");
    }

    @Test
    void lowestOfSeveralItemCapsCounts() {
        AwardRequest request = request(fixed(500)).withItemCaps(List.of(
                new Cap("国家实际资助", Yuan.ofWan(500), "措施四"), new Cap("项目总投入余额", Yuan.ofWan(300), "措施四")));

        assertThat(amount(request, nothing())).isEqualTo(Yuan.ofWan(300));
    }

    @Test
    void counterpartIsDeductedOrExcludesAsItsRuleSays() {
        Standing ordinaryPaid = standing(0, Map.of("ordinary", Yuan.ofWan(100)), null, 0, 0);

        assertThat(amount(request(fixed(200)).withCounterparts(List.of(
                new Counterpart("ordinary", "普通三类", Overlap.DIFFERENCE, "措施二"))), ordinaryPaid))
                .isEqualTo(Yuan.ofWan(100));
        assertThat(amount(request(fixed(200)).withCounterparts(List.of(
                new Counterpart("ordinary", "普通三类", Overlap.FORFEIT, "措施二"))), ordinaryPaid))
                .isEqualTo(Yuan.ZERO);
        assertThat(amount(request(fixed(200)).withCounterparts(List.of(
                new Counterpart("another", "别的补助", Overlap.FORFEIT, "措施二"))), ordinaryPaid))
                .isEqualTo(Yuan.ofWan(200));
    }

    @ParameterizedTest(name = "top up to 1000 after {0} → {1}")
    @CsvSource({"0, 1000", "350, 650", "950, 50", "1000, 0", "1100, 0"})
    void topUpPaysOnlyWhatIsMissing(long received, long paid) {
        AwardRequest request = request(new Basis.TopUp("国家中心", Yuan.ofWan(1000), Set.of(), "措施十六"));

        assertThat(amount(request, standing(received, Map.of(), null, 0, 0))).isEqualTo(Yuan.ofWan(paid));
    }

    @Test
    void lifetimeCapCutsToWhatItLeaves() {
        AwardRequest request = request(fixed(200)).withLifetimeCap(new SharedCap("L", Yuan.ofWan(1000), "来源"));

        assertThat(amount(request, standing(0, Map.of(), null, 950, 0))).isEqualTo(Yuan.ofWan(50));
    }

    @Test
    void assessedAmountAboveItsCapIsRefusedAndNotCut() {
        Cap cap = new Cap("重大项目最高", Yuan.ofWan(600), "措施二");

        assertThat(amount(request(new Basis.Assessed("重大项目", Yuan.ofWan(450), "评审")).withItemCaps(List.of(cap)),
                nothing())).isEqualTo(Yuan.ofWan(450));
        assertRefused(RefusalCode.OVER_CAP, request(new Basis.Assessed("重大项目", Yuan.ofWan(700), "评审"))
                .withItemCaps(List.of(cap)), nothing());
    }

    @Test
    void repeatedClaimIsRefusedWithTheCodeOfTheRequest() {
        Standing granted = standing(0, Map.of(), "2025-03-01 60万元 已拨付", 0, 0);

        assertRefused(RefusalCode.DUPLICATE_CLAIM, request(fixed(60)), granted);
        assertRefused(
                AwardRequest.ONE_OFF_ALREADY_GRANTED,
                request(fixed(60)).refusedIfGranted(AwardRequest.ONE_OFF_ALREADY_GRANTED),
                granted);
    }

    @Test
    void baseOfZeroIsRefused() {
        assertRefused(RefusalCode.INVALID_AMOUNT, request(fixed(0)), nothing());
    }

    private static void assertRefused(RefusalCode code, AwardRequest request, Standing standing) {
        assertThatThrownBy(() -> amount(request, standing)).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Yuan amount(AwardRequest request, Standing standing) {
        return Calculation.of(request, standing, Overlap.DIFFERENCE).amount();
    }

    private static Basis fixed(long wan) {
        return new Basis.Fixed("中心验收补助", Yuan.ofWan(wan), "措施十六");
    }

    private static AwardRequest request(Basis basis) {
        return AwardRequest.of(
                CaseId.of(1), "M16", "M16/CITY/ACCEPTANCE/x", "ACCEPTANCE", "验收补助", "x", "91350200X", 2026, basis);
    }

    private static Standing nothing() {
        return standing(0, Map.of(), null, 0, 0);
    }

    private static Standing standing(
            long received, Map<String, Yuan> counterparts, String before, long lifetimeUsed, long annualUsed) {
        return new Standing(
                Yuan.ofWan(received), counterparts, before, Yuan.ofWan(lifetimeUsed), Yuan.ofWan(annualUsed),
                new BudgetBalance(2026, "M16", Yuan.ofWan(5000), Yuan.ZERO));
    }
}
