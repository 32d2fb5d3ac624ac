package cn.bioapproval.deviceregistration.process;

import static cn.bioapproval.engine.CaseVariables.caseId;

import cn.bioapproval.deviceregistration.CertificateMatters;
import cn.bioapproval.deviceregistration.DeviceMatter;
import cn.bioapproval.engine.Variable;
import cn.bioapproval.intake.Submissions;
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

    @Bean
    JavaDelegate deviceRegisterRenewal() {
        return registers(DeviceMatter.RENEWAL, DeviceRenewalProcess.Elements.APPLY);
    }

    @Bean
    JavaDelegate deviceDeemRenewed() {
        return execution -> matters.deemRenewed(caseId(execution));
    }

    @Bean
    JavaDelegate deviceRegisterChange() {
        return registers(DeviceMatter.CHANGE, DeviceChangeRegistrationProcess.Elements.APPLY);
    }

    // without technical review, and free of charge

    @Bean
    JavaDelegate deviceRegisterCancellation() {
        return free(
                registers(DeviceMatter.CANCELLATION, DeviceCancellationProcess.Elements.APPLY),
                DeviceCancellationProcess.Variables.FEE_EXEMPT);
    }

    @Bean
    JavaDelegate deviceSettleCancellation() {
        return settles(DeviceCancellationProcess.Elements.DECIDE);
    }

    @Bean
    JavaDelegate deviceRegisterReissue() {
        return free(
                registers(DeviceMatter.REISSUE, DeviceReissueProcess.Elements.APPLY),
                DeviceReissueProcess.Variables.FEE_EXEMPT);
    }

    @Bean
    JavaDelegate deviceSettleReissue() {
        return settles(DeviceReissueProcess.Elements.DECIDE);
    }

    @Bean
    JavaDelegate deviceRegisterChangeFiling() {
        return free(
                registers(DeviceMatter.CHANGE_FILING, DeviceChangeFilingProcess.Elements.APPLY),
                DeviceChangeFilingProcess.Variables.FEE_EXEMPT);
    }

    @Bean
    JavaDelegate deviceSettleFiling() {
        return settles(DeviceChangeFilingProcess.Elements.DECIDE);
    }

    @Bean
    JavaDelegate deviceRefuseMatter() {
        return execution -> matters.refuse(caseId(execution));
    }

    private JavaDelegate registers(DeviceMatter matter, String apply) {
        return execution ->
                matters.register(caseId(execution), matter, submissions.handedIn(caseId(execution), apply));
    }

    private static JavaDelegate free(JavaDelegate registers, Variable<Boolean> feeExempt) {
        return execution -> {
            registers.execute(execution);
            feeExempt.set(execution, true);
        };
    }

    private JavaDelegate settles(String decide) {
        return execution -> matters.settle(caseId(execution), submissions.handedIn(caseId(execution), decide));
    }
}
