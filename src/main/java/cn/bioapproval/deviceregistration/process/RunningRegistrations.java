package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.deviceregistration.DeviceMatter;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The gateway to running cases: tells them what happened outside their own steps. */
@Component
class RunningRegistrations {

    private final RuntimeService runtime;

    RunningRegistrations(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** The applicant has withdrawn: whatever is being done for the case is broken off. */
    void withdrawn(String caseNumber, DeviceMatter matter) {
        runtime.createMessageCorrelation(message(matter))
                .processInstanceBusinessKey(caseNumber)
                .correlate();
    }

    private static String message(DeviceMatter matter) {
        return switch (matter) {
            case REGISTRATION -> DeviceFirstRegistrationProcess.Messages.WITHDRAWN;
            case CHANGE -> DeviceChangeRegistrationProcess.Messages.WITHDRAWN;
            case RENEWAL -> DeviceRenewalProcess.Messages.WITHDRAWN;
            case CHANGE_FILING -> DeviceChangeFilingProcess.Messages.WITHDRAWN;
            case REISSUE -> DeviceReissueProcess.Messages.WITHDRAWN;
            case CANCELLATION -> DeviceCancellationProcess.Messages.WITHDRAWN;
        };
    }
}
