package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.engine.FormFacts;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the facts to each of the processes whose forms show them. */
@Configuration(proxyBeanMethods = false)
class DeviceFactsOfParts {

    private record OfPart(String procedure, DeviceFacts facts) implements FormFacts {

        @Override
        public Map<String, Object> facts(CaseId caseId, String elementId) {
            return facts.facts(caseId, elementId);
        }
    }

    @Bean
    FormFacts deviceFirstRegistrationFacts(DeviceFacts facts) {
        return new OfPart(DeviceFirstRegistrationProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceReceiptFacts(DeviceFacts facts) {
        return new OfPart(DeviceReceiptProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceTechnicalReviewFacts(DeviceFacts facts) {
        return new OfPart(DeviceTechnicalReviewProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceSupplementFacts(DeviceFacts facts) {
        return new OfPart(DeviceSupplementProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceConsultationFacts(DeviceFacts facts) {
        return new OfPart(DeviceConsultationProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceTestingFacts(DeviceFacts facts) {
        return new OfPart(DeviceTestingProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceInspectionFacts(DeviceFacts facts) {
        return new OfPart(DeviceInspectionProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceDecisionFacts(DeviceFacts facts) {
        return new OfPart(DeviceDecisionProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceCertificateFacts(DeviceFacts facts) {
        return new OfPart(DeviceCertificateProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceAssessmentFacts(DeviceFacts facts) {
        return new OfPart(DeviceAssessmentProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceRenewalFacts(DeviceFacts facts) {
        return new OfPart(DeviceRenewalProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceChangeRegistrationFacts(DeviceFacts facts) {
        return new OfPart(DeviceChangeRegistrationProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceCancellationFacts(DeviceFacts facts) {
        return new OfPart(DeviceCancellationProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceReissueFacts(DeviceFacts facts) {
        return new OfPart(DeviceReissueProcess.KEY, facts);
    }

    @Bean
    FormFacts deviceChangeFilingFacts(DeviceFacts facts) {
        return new OfPart(DeviceChangeFilingProcess.KEY, facts);
    }
}
