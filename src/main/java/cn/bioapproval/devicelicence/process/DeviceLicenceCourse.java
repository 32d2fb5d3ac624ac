package cn.bioapproval.devicelicence.process;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.devicelicence.DeviceLicences;
import cn.bioapproval.devicelicence.process.DeviceLicenceMatterProcess.Elements;
import cn.bioapproval.engine.CaseCourse;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where the matter stands at each step, for a case that goes back to it. */
@Component
class DeviceLicenceCourse implements CaseCourse {

    private static final Map<String, CaseStatus> STANDING = Map.of(
            Elements.ASSESS, CaseStatus.IN_REVIEW,
            Elements.INSPECT, CaseStatus.IN_REVIEW,
            Elements.DECIDE, CaseStatus.IN_DECISION);

    private final DeviceLicences matters;

    DeviceLicenceCourse(DeviceLicences matters) {
        this.matters = matters;
    }

    @Override
    public String procedure() {
        return DeviceLicenceMatterProcess.KEY;
    }

    @Override
    public Optional<String> standsAgainstReturn(CaseId caseId, String elementId) {
        return STANDING.containsKey(elementId) && matters.canBeTerminated(caseId)
                ? Optional.empty()
                : Optional.of("该步骤办完即生效，不能退回或者撤回到那里。");
    }

    @Override
    public void returned(CaseId caseId, String elementId) {
        CaseStatus standing = STANDING.get(elementId);
        if (standing == null) {
            throw new IllegalArgumentException("No way back to " + elementId);
        }
        matters.goBack(caseId, standing);
    }

    @Override
    public Optional<String> standsAgainstTermination(CaseId caseId) {
        return matters.canBeTerminated(caseId)
                ? Optional.empty()
                : Optional.of("已经作出决定的，不能终止办理。");
    }

    @Override
    public void terminated(CaseId caseId, String reason) {
        matters.terminate(caseId, reason);
    }
}
