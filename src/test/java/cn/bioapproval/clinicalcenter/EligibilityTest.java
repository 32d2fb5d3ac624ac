package cn.bioapproval.clinicalcenter;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.clinicalcenter.PriorGrants.PriorGrant;
import cn.bioapproval.funding.Yuan;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The refusals of the golden cases. */
class EligibilityTest {

    private static List<String> codes(ApplicationDetails details, PriorGrants prior, String... missing) {
        return Eligibility.findings(details, prior, List.of(missing), Samples.POLICY).stream()
                .map(finding -> finding.code().value())
                .toList();
    }

    private static PriorGrants prior(Tier tier, Matter matter, boolean settled) {
        return new PriorGrants(List.of(new PriorGrant(tier, matter, Yuan.ofWan(200), settled)));
    }

    @Test
    void aProperApplicationMeetsNoObjection() {
        assertThat(codes(Samples.details(Tier.CITY, ApplicationType.ACCEPTANCE), PriorGrants.NONE)).isEmpty();
        assertThat(codes(Samples.details(Tier.NATIONAL, ApplicationType.ACCEPTANCE), PriorGrants.NONE)).isEmpty();
    }

    @Test
    void a15NoAwardWithoutAPassedAcceptance() {
        assertThat(Eligibility.atAward(
                        Samples.details(Tier.CITY, ApplicationType.ACCEPTANCE), PriorGrants.NONE, null, null,
                                Samples.POLICY))
                .extracting(Finding::code)
                .containsExactly(Refusals.ACCEPTANCE_NOT_PASSED);
    }

    @Test
    void a16NoEvaluationWithoutAnAcceptanceOnRecord() {
        ApplicationDetails evaluation = Samples.details(Tier.CITY, ApplicationType.EVALUATION);
        assertThat(codes(evaluation, PriorGrants.NONE)).containsExactly("ERR_EVAL_WITHOUT_ACCEPTANCE");
        assertThat(codes(evaluation, prior(Tier.CITY, Matter.ACCEPTANCE, false)))
                .containsExactly("ERR_EVAL_WITHOUT_ACCEPTANCE");
        assertThat(codes(evaluation, prior(Tier.CITY, Matter.ACCEPTANCE, true))).isEmpty();
        assertThat(codes(
                        Samples.details(Tier.CITY, ApplicationType.EVALUATION, "recognitionNo", "厦科社〔2022〕9号"),
                        PriorGrants.NONE))
                .isEmpty();
    }

    @Test
    void a18ABranchMustBeCompleted() {
        assertThat(codes(
                        Samples.details(Tier.BRANCH, ApplicationType.ACCEPTANCE, "constructionCompleted", false),
                        PriorGrants.NONE))
                .containsExactly("ERR_CONSTRUCTION_INCOMPLETE");
    }

    @ParameterizedTest
    @CsvSource({"2023-11-19, true", "2023-11-20, false", "2026-12-31, false", "2027-01-01, true"})
    void a19ToA21ThePolicyWindowIncludesBothItsEnds(LocalDate day, boolean refused) {
        List<Finding> findings = Eligibility.atAward(
                Samples.details(Tier.CITY, ApplicationType.ACCEPTANCE), PriorGrants.NONE, day, null, Samples.POLICY);
        assertThat(findings).hasSize(refused ? 1 : 0);
        assertThat(codes(
                        Samples.details(Tier.PROV, ApplicationType.ACCEPTANCE, "eventOn", day.toString()),
                        PriorGrants.NONE))
                .isEqualTo(refused ? List.of("ERR_OUT_OF_POLICY_WINDOW") : List.of());
    }

    @Test
    void a22TheSameAwardIsNotClaimedTwice() {
        ApplicationDetails again = Samples.details(Tier.CITY, ApplicationType.ACCEPTANCE);
        assertThat(codes(again, prior(Tier.CITY, Matter.ACCEPTANCE, true))).containsExactly("ERR_DUPLICATE_CLAIM");
        assertThat(codes(again, prior(Tier.CITY, Matter.ACCEPTANCE, false))).containsExactly("ERR_DUPLICATE_CLAIM");
        assertThat(codes(again, prior(Tier.PROV, Matter.ACCEPTANCE, true))).isEmpty();
    }

    @Test
    void onlyMedicalInstitutionsOfXiamenWithAllTheirMaterials() {
        assertThat(codes(
                        Samples.details(
                                Tier.CITY, ApplicationType.ACCEPTANCE, "institutionType", "NOT_MEDICAL",
                                        "district", "OTHER"),
                        PriorGrants.NONE,
                        "信用承诺书"))
                .containsExactly("ERR_WRONG_BENEFICIARY", "ERR_OUT_OF_JURISDICTION", "ERR_MATERIAL_MISSING");
    }
}
