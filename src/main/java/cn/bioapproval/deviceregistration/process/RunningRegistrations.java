package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.deviceregistration.process.DeviceFirstRegistrationProcess.Messages;
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
    void withdrawn(String caseNumber) {
        runtime.createMessageCorrelation(Messages.WITHDRAWN)
                .processInstanceBusinessKey(caseNumber)
                .correlate();
    }
}
