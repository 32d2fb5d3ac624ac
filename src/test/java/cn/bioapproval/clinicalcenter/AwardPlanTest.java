package cn.bioapproval.clinicalcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.funding.AwardRequest;
import cn.bioapproval.funding.Basis;
import cn.bioapproval.funding.Counterpart;
import cn.bioapproval.funding.Yuan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwardPlanTest {

    private static final AwardRules RULES = (tier, matter, grade) -> new AwardRule(
            "R", tier == Tier.NATIONAL ? AwardRule.Mode.TOP_UP : AwardRule.Mode.FIXED, 100, "依据");

    private static List<AwardRequest> plan(ApplicationDetails details, PolicySettings policy) {
        return AwardPlan.requests(
                Samples.CASE, details, 7, Grade.EXCELLENT, Samples.MARCH_2, 2026, RULES, policy);
    }

    private static PolicySettings policy(
            PolicySettings.DedupScope scope,
            PolicySettings.BranchStacking stacking,
            PolicySettings.TopUpCounts topUp,
            PolicySettings.EvaluationRepetition repetition) {
        return new PolicySettings(
                Samples.POLICY.windowFrom(), Samples.POLICY.windowUntil(), scope, stacking, topUp, repetition);
    }

    private static final PolicySettings STRICT = policy(
            PolicySettings.DedupScope.ACCEPT_AND_EXCELLENT,
            PolicySettings.BranchStacking.DEDUCT,
            PolicySettings.TopUpCounts.ACCEPTANCE_ONLY,
            PolicySettings.EvaluationRepetition.ONCE_PER_YEAR);

    private static List<String> counterparts(AwardRequest request) {
        return request.counterparts().stream().map(Counterpart::grantKey).toList();
    }

    @Test
    void bothMattersAreTwoGrantsOfOneCentre() {
        assertThat(plan(Samples.details(Tier.PROV, ApplicationType.BOTH, "otherAidEvaluation", "1"), Samples.POLICY))
                .extracting(AwardRequest::grantKey)
                .containsExactly("M16/PROV/ACCEPTANCE/7", "M16/PROV/EVALUATION/7");
    }

    @Test
    void onlyTheAcceptanceIsNotEnjoyedTwiceUnlessConfiguredOtherwise() {
        ApplicationDetails both = Samples.details(Tier.PROV, ApplicationType.BOTH);
        assertThat(counterparts(plan(both, Samples.POLICY).get(0))).containsExactly("M16/CITY/ACCEPTANCE/7");
        assertThat(counterparts(plan(both, Samples.POLICY).get(1))).isEmpty();
        assertThat(counterparts(plan(both, STRICT).get(1))).containsExactly("M16/CITY/EVALUATION/7");
    }

    @Test
    void aBranchStacksUnlessConfiguredOtherwise() {
        ApplicationDetails branch = Samples.details(Tier.BRANCH, ApplicationType.ACCEPTANCE);
        assertThat(counterparts(plan(branch, Samples.POLICY).get(0))).isEmpty();
        assertThat(counterparts(plan(branch, STRICT).get(0)))
                .containsExactly("M16/CITY/ACCEPTANCE/7", "M16/PROV/ACCEPTANCE/7");
    }

    @Test
    void aTopUpCountsEverythingUnlessConfiguredOtherwise() {
        ApplicationDetails national = Samples.details(Tier.NATIONAL, ApplicationType.ACCEPTANCE);
        assertThat(((Basis.TopUp) plan(national, Samples.POLICY).get(0).basis()).kinds()).isEmpty();
        assertThat(((Basis.TopUp) plan(national, STRICT).get(0).basis()).kinds()).isEqualTo(Set.of("ACCEPTANCE"));
    }

    @Test
    void anEvaluationComesOncePerTierUnlessConfiguredYearly() {
        ApplicationDetails evaluation = Samples.details(Tier.PROV, ApplicationType.EVALUATION);
        assertThat(plan(evaluation, STRICT).get(0).grantKey()).isEqualTo("M16/PROV/EVALUATION/7/2026");
        assertThat(GrantKey.parse("M16/PROV/EVALUATION/7/2026").year()).isEqualTo(2026);
    }

    @Test
    void theExplanationCitesTheMeasureAsTheTableDoesWithoutIdsOfItsRows() {
        assertThat(plan(Samples.details(Tier.CITY, ApplicationType.ACCEPTANCE), Samples.POLICY).get(0).basis().source())
                .isEqualTo("依据");
    }

    @Test
    void whatTheTableDoesNotOfferIsRefused() {
        AwardRules none = (tier, matter, grade) -> new AwardRule("R", AwardRule.Mode.NOT_OFFERED, 0, "依据");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> AwardPlan.requests(
                        Samples.CASE,
                        Samples.details(Tier.CITY, ApplicationType.ACCEPTANCE),
                        7,
                        null,
                        null,
                        2026,
                        none,
                        Samples.POLICY))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Refusals.INVALID_COMBINATION));
    }

    @Test
    void whatIsCutByTheBudgetIsCutAlikeAndToTheYuan() {
        assertThat(Reduction.shares(List.of(Yuan.ofWan(200), Yuan.ofWan(150)), Yuan.ofWan(100)))
                .containsExactly(Yuan.of(571_428), Yuan.of(428_572));
    }
}
