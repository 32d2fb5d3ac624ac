package cn.bioapproval.clinicalcenter.process;

import static cn.bioapproval.engine.CaseVariables.caseId;

import cn.bioapproval.clinicalcenter.CenterRevocations;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterRevocationProcess.Elements;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterRevocationProcess.Variables;
import cn.bioapproval.engine.StepDue;
import cn.bioapproval.intake.FormData;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of {@code clinical-center-revocation}. */
@Configuration(proxyBeanMethods = false)
class RevocationDelegates {

    private final CenterRevocations revocations;
    private final Filed filed;

    RevocationDelegates(CenterRevocations revocations, Filed filed) {
        this.revocations = revocations;
        this.filed = filed;
    }

    private FormData handedIn(DelegateExecution execution, String elementId) {
        return filed.latest(caseId(execution), elementId);
    }

    @Bean
    JavaDelegate clinicalCenterOpenRevocation() {
        return execution -> revocations.open(caseId(execution), handedIn(execution, Elements.REPORT));
    }

    @Bean
    JavaDelegate clinicalCenterDismissReport() {
        return execution -> revocations.dismiss(caseId(execution));
    }

    @Bean
    JavaDelegate clinicalCenterRevokeAward(StepDue stepDue) {
        return execution -> {
            LocalDate repayOn = stepDue.lastDay(execution, Elements.RECORD_RECOVERY);
            Variables.RECOVERY_DUE.set(execution, revocations.revoke(
                    caseId(execution),
                    handedIn(execution, Elements.VERIFY),
                    handedIn(execution, Elements.DECIDE),
                    repayOn));
        };
    }

    @Bean
    JavaDelegate clinicalCenterRecordRecovery() {
        return execution -> Variables.RECOVERY_DUE.set(
                execution,
                revocations.recordRecovery(caseId(execution), handedIn(execution, Elements.RECORD_RECOVERY)));
    }
}
