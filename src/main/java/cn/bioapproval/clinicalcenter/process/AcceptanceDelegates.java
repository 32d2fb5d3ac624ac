package cn.bioapproval.clinicalcenter.process;

import static cn.bioapproval.engine.CaseVariables.caseId;

import cn.bioapproval.clinicalcenter.ClinicalCenters;
import cn.bioapproval.clinicalcenter.JointDecision;
import cn.bioapproval.clinicalcenter.Office;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Elements;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Errors;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Variables;
import cn.bioapproval.engine.StepDue;
import cn.bioapproval.intake.FormData;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of {@code clinical-center-acceptance}: typed reads, one call, typed writes. */
@Configuration(proxyBeanMethods = false)
class AcceptanceDelegates {

    private final ClinicalCenters centers;
    private final Filed filed;
    private final StepDue stepDue;

    AcceptanceDelegates(ClinicalCenters centers, Filed filed, StepDue stepDue) {
        this.centers = centers;
        this.filed = filed;
        this.stepDue = stepDue;
    }

    private FormData handedIn(DelegateExecution execution, String elementId) {
        return filed.latest(caseId(execution), elementId);
    }

    // reception

    @Bean
    JavaDelegate clinicalCenterRegisterApplication() {
        return execution -> centers.register(caseId(execution), handedIn(execution, Elements.APPLY));
    }

    @Bean
    JavaDelegate clinicalCenterRequestSupplement() {
        return execution -> centers.requestSupplement(
                caseId(execution),
                handedIn(execution, Elements.EXAMINE),
                stepDue.lastDay(execution, Elements.RECEIVE_SUPPLEMENT));
    }

    @Bean
    JavaDelegate clinicalCenterApplySupplement() {
        return execution -> centers.supply(caseId(execution), handedIn(execution, Elements.RECEIVE_SUPPLEMENT));
    }

    @Bean
    JavaDelegate clinicalCenterDeemWithdrawn() {
        return execution -> centers.deemWithdrawn(caseId(execution));
    }

    @Bean
    JavaDelegate clinicalCenterDeclineApplication() {
        return execution -> centers.decline(caseId(execution), handedIn(execution, Elements.EXAMINE));
    }

    @Bean
    JavaDelegate clinicalCenterAcceptApplication() {
        return execution -> {
            centers.accept(caseId(execution));
            setStage(execution);
        };
    }

    private void setStage(DelegateExecution execution) {
        Variables.STAGE.set(execution, centers.get(caseId(execution)).stage().orElseThrow().name());
    }

    // review

    @Bean
    JavaDelegate clinicalCenterDrawExperts() {
        return execution -> centers.drawExperts(caseId(execution));
    }

    @Bean
    JavaDelegate clinicalCenterReplaceExpert() {
        return execution -> centers.replaceExpert(caseId(execution), handedIn(execution, Elements.CONFIRM_PANEL));
    }

    @Bean
    JavaDelegate clinicalCenterCollectOpinions() {
        return execution -> {
            var opinions = filed.opinions(caseId(execution));
            Variables.PANEL_COMPLETE.set(
                    execution, centers.expertsAwaited(caseId(execution), opinions).isEmpty());
        };
    }

    @Bean
    JavaDelegate clinicalCenterReplaceRecusedExperts() {
        return execution -> centers.replaceRecused(caseId(execution), filed.opinions(caseId(execution)));
    }

    @Bean
    JavaDelegate clinicalCenterRecordReviewConclusion() {
        return execution -> centers.concludeReview(
                caseId(execution),
                handedIn(execution, Elements.CONCLUDE_REVIEW),
                filed.opinions(caseId(execution)));
    }

    @Bean
    JavaDelegate clinicalCenterRecordReReview() {
        return execution -> centers.concludeAgain(caseId(execution), handedIn(execution, Elements.RE_REVIEW));
    }

    @Bean
    JavaDelegate clinicalCenterRefuseNotPassed() {
        return execution -> centers.refuseNotPassed(caseId(execution));
    }

    // decision

    @Bean
    JavaDelegate clinicalCenterRecordKjjDecision() {
        return execution ->
                centers.decide(caseId(execution), Office.KJJ, handedIn(execution, Elements.DECIDE_KJJ));
    }

    @Bean
    JavaDelegate clinicalCenterRecordWjwDecision() {
        return execution ->
                centers.decide(caseId(execution), Office.WJW, handedIn(execution, Elements.DECIDE_WJW));
    }

    @Bean
    JavaDelegate clinicalCenterRecordJointDecision() {
        return execution -> centers.decideJointly(
                caseId(execution), JointDecision.valueOf(Variables.JOINT_DECISION.get(execution)));
    }

    @Bean
    JavaDelegate clinicalCenterRefuseApplication() {
        return execution -> centers.refuse(caseId(execution));
    }

    @Bean
    JavaDelegate clinicalCenterApplyVerification() {
        return execution ->
                centers.verifyRecognition(caseId(execution), handedIn(execution, Elements.VERIFY_RECOGNITION));
    }

    @Bean
    JavaDelegate clinicalCenterRecordEvaluation() {
        return execution -> {
            centers.evaluate(caseId(execution), handedIn(execution, Elements.EVALUATE));
            setStage(execution);
        };
    }

    // award and publicity

    @Bean
    JavaDelegate clinicalCenterCalculateAward(AwardTable table) {
        return execution -> centers.calculateAward(caseId(execution), table.of(execution)).ifPresent(code -> {
            throw new BpmnError(Errors.AWARD_REFUSED, code.value());
        });
    }

    @Bean
    JavaDelegate clinicalCenterRefuseAward() {
        return execution -> centers.refuse(caseId(execution));
    }

    @Bean
    JavaDelegate clinicalCenterPublishResult() {
        return execution -> centers.publicise(caseId(execution), stepDue.lastDay(execution, Elements.PUBLICISE));
    }

    @Bean
    JavaDelegate clinicalCenterRecordObjection() {
        return execution -> centers.object(caseId(execution), handedIn(execution, Elements.PUBLICISE));
    }

    // notices and payment

    @Bean
    JavaDelegate clinicalCenterIssueNotices() {
        return execution -> {
            FormData evaluation = filed.find(caseId(execution), Elements.EVALUATE).orElse(FormData.empty());
            Variables.PAYABLE.set(execution, centers.issueNotices(caseId(execution), evaluation));
        };
    }

    @Bean
    JavaDelegate clinicalCenterReserveBudget() {
        return execution -> Variables.BUDGET_RESERVED.set(
                execution, centers.reserveBudget(caseId(execution), stepDue.lastDay(execution, Elements.PAY)));
    }

    @Bean
    JavaDelegate clinicalCenterApprovePartialAmount(AwardTable table) {
        return execution -> centers.approvePartially(
                caseId(execution), handedIn(execution, Elements.AWAIT_BUDGET), table.of(execution));
    }

    @Bean
    JavaDelegate clinicalCenterTerminateForBudget() {
        return execution -> centers.terminate(caseId(execution), handedIn(execution, Elements.AWAIT_BUDGET));
    }

    @Bean
    JavaDelegate clinicalCenterRecordPayment() {
        return execution -> centers.recordPayment(caseId(execution), handedIn(execution, Elements.PAY));
    }

    @Bean
    JavaDelegate clinicalCenterAcknowledgeWithdrawal() {
        return execution -> centers.confirmWithdrawal(
                caseId(execution), handedIn(execution, ClinicalCenterWithdrawalProcess.Elements.REQUEST));
    }
}
