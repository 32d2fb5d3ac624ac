package cn.bioapproval.deviceregistration.process;

import static cn.bioapproval.engine.CaseVariables.caseId;

import cn.bioapproval.deviceregistration.CertificateMatters;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * For timers in models: {@code ${certificateExpiry.of(execution)}} is the end of the last day on which the certificate
 * of the case is valid. It is a date of the certificate, so it does not move with the clock of the case.
 */
@Component("certificateExpiry")
public class CertificateExpiry {

    private final CertificateMatters matters;

    CertificateExpiry(CertificateMatters matters) {
        this.matters = matters;
    }

    /** That moment (23:59:59 Asia/Shanghai). */
    public Date of(DelegateExecution execution) {
        return Date.from(matters.expiryOf(caseId(execution)));
    }
}
