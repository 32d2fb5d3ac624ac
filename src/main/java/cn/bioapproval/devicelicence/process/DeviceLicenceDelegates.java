package cn.bioapproval.devicelicence.process;

import static cn.bioapproval.engine.CaseVariables.caseId;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.devicelicence.DeviceLicences;
import cn.bioapproval.devicelicence.process.DeviceLicenceMatterProcess.Elements;
import cn.bioapproval.engine.StepDue;
import cn.bioapproval.intake.FormData;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of {@code device-licence-matter}. */
@Configuration(proxyBeanMethods = false)
class DeviceLicenceDelegates {

    private final DeviceLicences matters;
    private final Submissions submissions;

    DeviceLicenceDelegates(DeviceLicences matters, Submissions submissions) {
        this.matters = matters;
        this.submissions = submissions;
    }

    private FormData handedIn(DelegateExecution execution, String elementId) {
        return submissions.latest(caseId(execution), elementId).map(Submission::data).orElseThrow();
    }

    @Bean
    JavaDelegate deviceLicenceRegister() {
        return execution -> matters.register(caseId(execution), handedIn(execution, Elements.APPLY));
    }

    @Bean
    JavaDelegate deviceLicenceRequestSupplement(StepDue stepDue) {
        return execution -> matters.requestSupplement(
                caseId(execution),
                handedIn(execution, Elements.EXAMINE),
                LocalDate.ofInstant(
                        stepDue.of(execution, Elements.RECEIVE_SUPPLEMENT).toInstant(), OfficeClock.ZONE));
    }

    @Bean
    JavaDelegate deviceLicenceApplySupplement() {
        return execution -> matters.supply(caseId(execution), handedIn(execution, Elements.RECEIVE_SUPPLEMENT));
    }

    @Bean
    JavaDelegate deviceLicenceDeemWithdrawn() {
        return execution -> matters.deemWithdrawn(caseId(execution));
    }

    @Bean
    JavaDelegate deviceLicenceDecline() {
        return execution -> matters.decline(caseId(execution), handedIn(execution, Elements.EXAMINE));
    }

    @Bean
    JavaDelegate deviceLicenceAccept() {
        return execution -> matters.accept(caseId(execution));
    }

    @Bean
    JavaDelegate deviceLicenceDeemAccepted() {
        return execution -> matters.deemAccepted(caseId(execution));
    }

    @Bean
    JavaDelegate deviceLicenceConclude() {
        return execution -> matters.conclude(caseId(execution));
    }

    @Bean
    JavaDelegate deviceLicenceReturn() {
        return execution -> matters.returnToAssessment(caseId(execution));
    }

    @Bean
    JavaDelegate deviceLicenceIssueDecision() {
        return execution -> matters.decide(caseId(execution), handedIn(execution, Elements.DECIDE));
    }

    @Bean
    JavaDelegate deviceLicenceClose() {
        return execution -> matters.close(caseId(execution), handedIn(execution, Elements.DELIVER));
    }
}
