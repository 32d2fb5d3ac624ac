package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.clinicalcenter.ClinicalCenters;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterWithdrawalProcess.Variables;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service task of {@code clinical-center-withdrawal}. */
@Configuration(proxyBeanMethods = false)
class WithdrawalDelegates {

    @Bean
    JavaDelegate clinicalCenterWithdrawApplication(ClinicalCenters centers, RunningCases running) {
        return execution ->
                running.withdrawn(centers.withdraw(Variables.CASE_NUMBER.get(execution)).number());
    }
}
