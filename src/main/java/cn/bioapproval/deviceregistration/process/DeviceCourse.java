package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.deviceregistration.DeviceRegistrations;
import cn.bioapproval.engine.CaseCourse;
import java.util.Optional;
import java.util.Set;

/**
 * What people may change in the course of a registration, or of a matter of a certificate. A case goes back only to
 * steps whose outcome is nothing but what was handed in; what gave a notice or moved the application stays done.
 */
class DeviceCourse implements CaseCourse {

    private static final Set<String> REPEATABLE = Set.of(
            DeviceTechnicalReviewProcess.Elements.REVIEW,
            DeviceTestingProcess.Elements.TEST,
            DeviceConsultationProcess.Elements.CONSULT,
            DeviceInspectionProcess.Elements.INSPECT,
            DeviceInspectionProcess.Elements.REINSPECT);

    private final String procedure;
    private final DeviceRegistrations device;

    DeviceCourse(String procedure, DeviceRegistrations device) {
        this.procedure = procedure;
        this.device = device;
    }

    @Override
    public String procedure() {
        return procedure;
    }

    @Override
    public Optional<String> standsAgainstReturn(CaseId caseId, String elementId) {
        return REPEATABLE.contains(elementId)
                ? Optional.empty()
                : Optional.of("该步骤办完即生效，不能退回或者撤回到那里。");
    }

    @Override
    public void returned(CaseId caseId, String elementId) {
        // What these steps leave in the application is written anew when they are done again.
    }

    @Override
    public Optional<String> standsAgainstTermination(CaseId caseId) {
        return device.canBeBrokenOff(caseId)
                ? Optional.empty()
                : Optional.of("作出决定以后不能终止办理。");
    }

    @Override
    public void terminated(CaseId caseId, String reason) {
        device.breakOff(caseId, reason);
    }
}
