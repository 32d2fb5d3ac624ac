package cn.bioapproval.deviceregistration.process;

import static cn.bioapproval.engine.CaseVariables.caseId;

import cn.bioapproval.deviceregistration.CertificateMatters;
import cn.bioapproval.deviceregistration.DeviceMatter;
import cn.bioapproval.intake.FormData;
import cn.bioapproval.intake.Submissions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of what is applied for about a certificate: typed reads, one call. */
@Configuration(proxyBeanMethods = false)
class CertificateMatterDelegates {

    private final CertificateMatters matters;
    private final Submissions submissions;

    CertificateMatterDelegates(CertificateMatters matters, Submissions submissions) {
        this.matters = matters;
        this.submissions = submissions;
    }

    private FormData handedIn(DelegateExecution execution, String elementId) {
        return submissions.handedIn(caseId(execution), elementId);
    }

    @Bean
    JavaDelegate deviceRegisterRenewal() {
        return execution -> matters.register(
                caseId(execution), DeviceMatter.RENEWAL, handedIn(execution, DeviceRenewalProcess.Elements.APPLY));
    }

    @Bean
    JavaDelegate deviceDeemRenewed() {
        return execution -> matters.deemRenewed(caseId(execution));
    }

    @Bean
    JavaDelegate deviceRegisterChange() {
        return execution -> matters.register(
                caseId(execution),
                DeviceMatter.CHANGE,
                handedIn(execution, DeviceChangeRegistrationProcess.Elements.APPLY));
    }

    // without technical review, and free of charge

    @Bean
    JavaDelegate deviceRegisterCancellation() {
        return execution -> {
            matters.register(
                    caseId(execution),
                    DeviceMatter.CANCELLATION,
                    handedIn(execution, DeviceCancellationProcess.Elements.APPLY));
            DeviceCancellationProcess.Variables.FEE_EXEMPT.set(execution, true);
        };
    }

    @Bean
    JavaDelegate deviceSettleCancellation() {
        return execution -> matters.settle(
                caseId(execution), handedIn(execution, DeviceCancellationProcess.Elements.DECIDE));
    }

    @Bean
    JavaDelegate deviceRegisterReissue() {
        return execution -> {
            matters.register(
                    caseId(execution),
                    DeviceMatter.REISSUE,
                    handedIn(execution, DeviceReissueProcess.Elements.APPLY));
            DeviceReissueProcess.Variables.FEE_EXEMPT.set(execution, true);
        };
    }

    @Bean
    JavaDelegate deviceSettleReissue() {
        return execution -> matters.settle(
                caseId(execution), handedIn(execution, DeviceReissueProcess.Elements.DECIDE));
    }

    @Bean
    JavaDelegate deviceRegisterChangeFiling() {
        return execution -> {
            matters.register(
                    caseId(execution),
                    DeviceMatter.CHANGE_FILING,
                    handedIn(execution, DeviceChangeFilingProcess.Elements.APPLY));
            DeviceChangeFilingProcess.Variables.FEE_EXEMPT.set(execution, true);
        };
    }

    @Bean
    JavaDelegate deviceSettleFiling() {
        return execution -> matters.settle(
                caseId(execution), handedIn(execution, DeviceChangeFilingProcess.Elements.DECIDE));
    }

    @Bean
    JavaDelegate deviceRefuseMatter() {
        return execution -> matters.refuse(caseId(execution));
    }
}
