package cn.bioapproval.clinicalcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ClinicalCenterApplicationTest {

    private static void refused(String code, ThrowingCallable action) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(action)
                .satisfies(refusal -> assertThat(refusal.code().value()).isEqualTo(code));
    }

    private static void bothAgree(ClinicalCenterApplication application) {
        application.decide(Office.KJJ, Decision.AGREE, null, false, false);
        application.decide(Office.WJW, Decision.AGREE, null, false, false);
        application.decideJointly(JointDecision.AGREED);
    }

    private static ClinicalCenterApplication publicised() {
        ClinicalCenterApplication application = Samples.accepted(Tier.PROV, ApplicationType.ACCEPTANCE);
        bothAgree(application);
        application.calculated();
        application.publicise();
        return application;
    }

    @Test
    void aSupplementIsAskedForOnce() {
        ClinicalCenterApplication application = Samples.registered(Tier.CITY, ApplicationType.ACCEPTANCE);
        application.requestSupplement();
        application.supply(application.details());
        refused("ERR_CASE_STATE", application::requestSupplement);
    }

    @Test
    void acceptanceNamesEveryFindingAndTheWayOut() {
        ClinicalCenterApplication application = Samples.registered(Tier.CITY, ApplicationType.ACCEPTANCE);
        Finding missing = new Finding(RefusalCode.MATERIAL_MISSING, "缺少材料。", true);
        Finding outside = new Finding(Refusals.OUT_OF_JURISDICTION, "不在辖区。", false);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> application.accept(List.of(missing), 7))
                .withMessageContaining("缺少材料")
                .withMessageContaining("一次性告知补正");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> application.accept(List.of(missing, outside), 7))
                .withMessageContaining("不在辖区")
                .withMessageContaining("不予受理");
        assertThat(application.status()).isEqualTo(ApplicationStatus.REGISTERED);
    }

    @Test
    void afterTheOneSupplementWhatIsStillMissingLeadsToRejection() {
        ClinicalCenterApplication application = Samples.registered(Tier.CITY, ApplicationType.ACCEPTANCE);
        application.requestSupplement();
        application.supply(application.details());
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> application.accept(
                        List.of(new Finding(RefusalCode.MATERIAL_MISSING, "缺少材料。", true)), 7))
                .withMessageContaining("不予受理");
    }

    @Test
    void aCentreRecognisedElsewherePassedOnThatDay() {
        assertThat(Samples.accepted(Tier.PROV, ApplicationType.ACCEPTANCE).passedOn())
                .hasValue(LocalDate.of(2026, 2, 10));
        assertThat(Samples.accepted(Tier.CITY, ApplicationType.ACCEPTANCE).passedOn()).isEmpty();
        assertThat(Samples.accepted(Tier.PROV, ApplicationType.EVALUATION).passedOn()).isEmpty();
    }

    @Test
    void rectificationIsGrantedOnceEvenWhenTheConclusionIsReachedAnew() {
        ClinicalCenterApplication application = Samples.accepted(Tier.CITY, ApplicationType.ACCEPTANCE);
        application.beginReview();
        application.conclude(Conclusion.RECTIFY, Samples.MARCH_2);
        application.concludeAgain(true, Samples.MARCH_2);
        application.decide(Office.KJJ, Decision.RETURN, "材料不足", false, false);
        application.decideJointly(JointDecision.RETURNED);
        refused("ERR_CASE_STATE", () -> application.conclude(Conclusion.RECTIFY, Samples.MARCH_2));
        application.conclude(Conclusion.PASS, Samples.MARCH_2);
        assertThat(application.status()).isEqualTo(ApplicationStatus.TO_DECIDE);
    }

    @Test
    void aFailedReviewCarriesItsCode() {
        ClinicalCenterApplication application = Samples.accepted(Tier.CITY, ApplicationType.ACCEPTANCE);
        application.beginReview();
        application.conclude(Conclusion.FAIL, Samples.MARCH_2);
        application.refuse();
        assertThat(application.refusalCode()).hasValue(Refusals.ACCEPTANCE_NOT_PASSED);
    }

    @Test
    void rectificationThatNeverCameFails() {
        ClinicalCenterApplication application = Samples.accepted(Tier.CITY, ApplicationType.ACCEPTANCE);
        application.beginReview();
        application.conclude(Conclusion.RECTIFY, Samples.MARCH_2);
        application.rectificationOverdue();
        application.refuse();
        assertThat(application.refusalReason()).contains("逾期");
    }

    @Test
    void stackingIsAgreedToOnlyInSoManyWords() {
        ClinicalCenterApplication application = Samples.accepted(Tier.BRANCH, ApplicationType.ACCEPTANCE);
        refused("ERR_REVIEW_REQUIRED", () -> application.decide(Office.KJJ, Decision.AGREE, null, true, false));
        application.decide(Office.WJW, Decision.AGREE, null, true, false);
        application.decide(Office.KJJ, Decision.AGREE, null, true, true);
        assertThat(application.stackingWasConfirmed()).isTrue();
    }

    @Test
    void aReturnOrVetoNeedsAReason() {
        ClinicalCenterApplication application = Samples.accepted(Tier.PROV, ApplicationType.ACCEPTANCE);
        refused("ERR_FORM_INVALID", () -> application.decide(Office.KJJ, Decision.RETURN, null, false, false));
        refused("ERR_FORM_INVALID", () -> application.decide(Office.WJW, Decision.VETO, " ", false, false));
    }

    @Test
    void aVetoKeepsTheReasonsOfThoseWhoVetoed() {
        ClinicalCenterApplication application = Samples.accepted(Tier.PROV, ApplicationType.ACCEPTANCE);
        application.decide(Office.KJJ, Decision.AGREE, "同意", false, false);
        application.decide(Office.WJW, Decision.VETO, "不符合规划", false, false);
        application.decideJointly(JointDecision.VETOED);
        application.refuse();
        assertThat(application.refusalReason()).isEqualTo("市卫健委：不符合规划");
    }

    @Test
    void evaluationFollowsTheAcceptance() {
        ClinicalCenterApplication application = Samples.accepted(Tier.PROV, ApplicationType.BOTH);
        assertThat(application.stage()).hasValue(Matter.ACCEPTANCE);
        bothAgree(application);
        application.evaluate(Grade.EXCELLENT, Samples.MARCH_2);
        assertThat(application.stage()).hasValue(Matter.EVALUATION);
        bothAgree(application);
        application.calculated();
        assertThat(application.status()).isEqualTo(ApplicationStatus.CALCULATED);
    }

    @Test
    void anObjectionLeadsBackToTheDecision() {
        ClinicalCenterApplication application = publicised();
        application.object();
        bothAgree(application);
        application.calculated();
        application.publicise();
        assertThat(application.status()).isEqualTo(ApplicationStatus.PUBLICISED);
    }

    @Test
    void withdrawalIsPossibleUntilTheNoticesAreIssued() {
        for (Consumer<ClinicalCenterApplication> step : List.<Consumer<ClinicalCenterApplication>>of(
                any -> {}, ClinicalCenterApplication::object)) {
            ClinicalCenterApplication application = publicised();
            step.accept(application);
            application.withdraw();
            assertThat(application.status()).isEqualTo(ApplicationStatus.WITHDRAWN);
        }
        ClinicalCenterApplication notified = publicised();
        notified.issueNotices();
        refused("ERR_WITHDRAW_FORBIDDEN", notified::withdraw);
        notified.grant();
        refused("ERR_WITHDRAW_FORBIDDEN", notified::withdraw);
    }

    @Test
    void whatWaitsForBudgetIsPaidOrGivenUp() {
        ClinicalCenterApplication application = publicised();
        application.issueNotices();
        application.budget(false);
        application.budget(false);
        application.budget(true);
        refused("ERR_CASE_STATE", () -> application.terminate("预算取消"));
        application.grant();
        application.revoke();
        assertThat(application.status()).isEqualTo(ApplicationStatus.REVOKED);
    }

    @Test
    void nothingHappensOutOfTurn() {
        ClinicalCenterApplication application = Samples.registered(Tier.PROV, ApplicationType.ACCEPTANCE);
        refused("ERR_CASE_STATE", application::publicise);
        refused("ERR_CASE_STATE", application::issueNotices);
        refused("ERR_CASE_STATE", application::grant);
        refused("ERR_CASE_STATE", application::revoke);
        refused("ERR_CASE_STATE", () -> application.decideJointly(JointDecision.AGREED));
    }

    @Test
    void aNationalCentreCannotAskForAnEvaluation() {
        refused("ERR_INVALID_COMBINATION", () -> Samples.details(Tier.NATIONAL, ApplicationType.EVALUATION));
        refused("ERR_INVALID_COMBINATION", () -> Samples.details(Tier.NATIONAL, ApplicationType.BOTH));
    }

    @Test
    void aCentreRecognisedElsewhereNamesDayAndDocument() {
        refused("ERR_FORM_INVALID", () -> Samples.details(Tier.PROV, ApplicationType.ACCEPTANCE, "eventOn", null));
        refused("ERR_FORM_INVALID", () -> Samples.details(Tier.BRANCH, ApplicationType.EVALUATION, "recognitionNo",
                null));
        assertThat(Samples.details(Tier.CITY, ApplicationType.ACCEPTANCE).eventOn()).isNull();
    }

    @Test
    void amountsInWanBecomeWholeYuan() {
        ApplicationDetails details = Samples.details(
                Tier.NATIONAL, ApplicationType.ACCEPTANCE, "otherAid", "120.5", "historyCityAcceptance", "200");
        assertThat(details.otherAidFor(Matter.ACCEPTANCE)).isEqualTo(1_205_000);
        assertThat(details.priorGrants())
                .containsExactly(new ApplicationDetails.DeclaredGrant(Tier.CITY, Matter.ACCEPTANCE, 2_000_000));
    }
}
