package cn.bioapproval.deviceregistration.process;

import static cn.bioapproval.engine.CaseVariables.caseId;

import cn.bioapproval.cases.Case;
import cn.bioapproval.deviceregistration.DeviceRegistrations;
import cn.bioapproval.engine.StepDue;
import cn.bioapproval.intake.FormData;
import cn.bioapproval.intake.Submissions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of device registration and its parts: typed reads, one call. */
@Configuration(proxyBeanMethods = false)
class DeviceDelegates {

    private final DeviceRegistrations device;
    private final Submissions submissions;
    private final StepDue stepDue;

    DeviceDelegates(DeviceRegistrations device, Submissions submissions, StepDue stepDue) {
        this.device = device;
        this.submissions = submissions;
        this.stepDue = stepDue;
    }

    private FormData handedIn(DelegateExecution execution, String elementId) {
        return submissions.handedIn(caseId(execution), elementId);
    }

    // reception

    @Bean
    JavaDelegate deviceRegisterApplication() {
        return execution -> device.register(
                caseId(execution), handedIn(execution, DeviceFirstRegistrationProcess.Elements.APPLY));
    }

    @Bean
    JavaDelegate deviceDeclineJurisdiction() {
        return execution -> device.declineJurisdiction(
                caseId(execution), DeviceFirstRegistrationProcess.Variables.JURISDICTION.get(execution));
    }

    @Bean
    JavaDelegate deviceRequestCorrections() {
        return execution -> device.requestCorrections(
                caseId(execution),
                handedIn(execution, DeviceReceiptProcess.Elements.EXAMINE),
                stepDue.lastDay(execution, DeviceReceiptProcess.Elements.RECEIVE_CORRECTIONS));
    }

    @Bean
    JavaDelegate deviceApplyCorrections() {
        return execution -> device.correct(
                caseId(execution), handedIn(execution, DeviceReceiptProcess.Elements.RECEIVE_CORRECTIONS));
    }

    @Bean
    JavaDelegate deviceCorrectApplication() {
        return execution -> device.correctOnTheSpot(
                caseId(execution), handedIn(execution, DeviceReceiptProcess.Elements.EXAMINE));
    }

    @Bean
    JavaDelegate deviceAcceptApplication() {
        return execution -> device.accept(caseId(execution));
    }

    @Bean
    JavaDelegate deviceDeemAccepted() {
        return execution -> device.deemAccepted(caseId(execution));
    }

    @Bean
    JavaDelegate deviceDeclineApplication() {
        return execution -> device.decline(
                caseId(execution), handedIn(execution, DeviceReceiptProcess.Elements.EXAMINE));
    }

    @Bean
    JavaDelegate deviceDeemWithdrawn() {
        return execution -> device.deemWithdrawn(caseId(execution));
    }

    @Bean
    JavaDelegate deviceFeeNotPaid() {
        return execution -> device.feeNotPaid(caseId(execution));
    }

    // review and inspection

    @Bean
    JavaDelegate deviceBeginReview() {
        return execution -> device.beginReview(caseId(execution));
    }

    @Bean
    JavaDelegate deviceIssueSupplementNotice() {
        return execution -> device.requestSupplement(
                caseId(execution),
                handedIn(execution, DeviceTechnicalReviewProcess.Elements.REVIEW),
                stepDue.lastDay(execution, DeviceSupplementProcess.Elements.RECEIVE));
    }

    @Bean
    JavaDelegate deviceRecordReviewOpinion() {
        return execution -> device.recordReview(
                caseId(execution), handedIn(execution, DeviceTechnicalReviewProcess.Elements.REVIEW));
    }

    @Bean
    JavaDelegate deviceSuspectFalseMaterial() {
        return execution -> device.suspect(caseId(execution));
    }

    @Bean
    JavaDelegate deviceRecordInvestigation() {
        return execution -> device.recordInvestigation(
                caseId(execution), handedIn(execution, DeviceTechnicalReviewProcess.Elements.INVESTIGATE));
    }

    @Bean
    JavaDelegate deviceTerminateReview() {
        return execution -> device.terminateReview(caseId(execution));
    }

    @Bean
    JavaDelegate deviceAnnounceInspection() {
        return execution -> device.announceInspection(
                caseId(execution), handedIn(execution, DeviceInspectionProcess.Elements.PLAN));
    }

    @Bean
    JavaDelegate deviceTerminateForRefusal() {
        return execution -> device.terminateReview(caseId(execution));
    }

    @Bean
    JavaDelegate deviceRecordInspection() {
        return execution -> device.recordInspection(
                caseId(execution), handedIn(execution, DeviceInspectionProcess.Elements.INSPECT));
    }

    @Bean
    JavaDelegate deviceRecordReinspection() {
        return execution -> device.recordReinspection(
                caseId(execution), handedIn(execution, DeviceInspectionProcess.Elements.REINSPECT));
    }

    @Bean
    JavaDelegate deviceLapseRectification() {
        return execution -> device.lapseRectification(caseId(execution));
    }

    // conclusion and decision

    @Bean
    JavaDelegate deviceRecordConclusion() {
        return execution -> device.conclude(
                caseId(execution), handedIn(execution, DeviceAssessmentProcess.Elements.CONCLUDE));
    }

    @Bean
    JavaDelegate deviceNotifyIntendedRefusal() {
        return execution -> device.notifyIntendedRefusal(
                caseId(execution), stepDue.lastDay(execution, DeviceAssessmentProcess.Elements.AWAIT_OBJECTION));
    }

    @Bean
    JavaDelegate deviceRecordObjection() {
        return execution -> device.recordObjection(
                caseId(execution), handedIn(execution, DeviceAssessmentProcess.Elements.HANDLE_OBJECTION));
    }

    @Bean
    JavaDelegate deviceRecordDecision() {
        return execution -> device.decide(
                caseId(execution), handedIn(execution, DeviceDecisionProcess.Elements.DECIDE));
    }

    @Bean
    JavaDelegate deviceRefuseRegistration() {
        return execution -> device.refuse(
                caseId(execution), handedIn(execution, DeviceDecisionProcess.Elements.DECIDE));
    }

    @Bean
    JavaDelegate deviceIssueCertificate() {
        return execution ->
                device.deliver(caseId(execution), handedIn(execution, DeviceCertificateProcess.Elements.ISSUE));
    }

    @Bean
    JavaDelegate deviceCompleteCase() {
        return execution -> device.complete(caseId(execution));
    }

    // withdrawal

    @Bean
    JavaDelegate deviceWithdrawApplication(RunningRegistrations running) {
        return execution -> {
            Case withdrawn = device.withdraw(DeviceWithdrawalProcess.Variables.CASE_NUMBER.get(execution));
            running.withdrawn(withdrawn.number(), device.get(withdrawn.id()).matter());
        };
    }

    @Bean
    JavaDelegate deviceConfirmWithdrawal() {
        return execution -> device.confirmWithdrawal(
                caseId(execution), handedIn(execution, DeviceWithdrawalProcess.Elements.REQUEST));
    }
}
