package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.clinicalcenter.ApplicationStatus;
import cn.bioapproval.clinicalcenter.ClinicalCenterApplication;
import cn.bioapproval.clinicalcenter.ClinicalCenters;
import cn.bioapproval.clinicalcenter.Matter;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Elements;
import cn.bioapproval.engine.CaseCourse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Where the application stands at each step, for a case that goes back to it. */
@Component
class AcceptanceCourse implements CaseCourse {

    /** Where application and case stood while a step was open. */
    private record Standing(ApplicationStatus application, CaseStatus ofCase) {}

    private static final Map<String, Standing> STANDING = Map.of(
            Elements.CONFIRM_PANEL, new Standing(ApplicationStatus.IN_REVIEW, CaseStatus.IN_REVIEW),
            Elements.EXPERT_REVIEW, new Standing(ApplicationStatus.IN_REVIEW, CaseStatus.IN_REVIEW),
            Elements.CONCLUDE_REVIEW, new Standing(ApplicationStatus.IN_REVIEW, CaseStatus.IN_REVIEW),
            Elements.SUBMIT_RECTIFICATION, new Standing(ApplicationStatus.RECTIFYING, CaseStatus.RECTIFYING),
            Elements.RE_REVIEW, new Standing(ApplicationStatus.RECTIFYING, CaseStatus.RECTIFYING),
            Elements.DECIDE_KJJ, new Standing(ApplicationStatus.TO_DECIDE, CaseStatus.IN_DECISION),
            Elements.DECIDE_WJW, new Standing(ApplicationStatus.TO_DECIDE, CaseStatus.IN_DECISION),
            Elements.VERIFY_RECOGNITION, new Standing(ApplicationStatus.RETURNED, CaseStatus.IN_DECISION),
            Elements.EVALUATE, new Standing(ApplicationStatus.RETURNED, CaseStatus.IN_DECISION),
            Elements.INVESTIGATE_OBJECTION, new Standing(ApplicationStatus.OBJECTED, CaseStatus.IN_DECISION));

    private static final Set<String> OF_ACCEPTANCE = Set.of(
            Elements.CONFIRM_PANEL,
            Elements.EXPERT_REVIEW,
            Elements.CONCLUDE_REVIEW,
            Elements.SUBMIT_RECTIFICATION,
            Elements.RE_REVIEW,
            Elements.VERIFY_RECOGNITION);

    private final ClinicalCenters centers;

    AcceptanceCourse(ClinicalCenters centers) {
        this.centers = centers;
    }

    @Override
    public String procedure() {
        return ClinicalCenterAcceptanceProcess.KEY;
    }

    @Override
    public Optional<String> standsAgainstReturn(CaseId caseId, String elementId) {
        if (!STANDING.containsKey(elementId)) {
            return Optional.of("该步骤办完即生效，不能退回或者撤回到那里。");
        }
        ClinicalCenterApplication application = centers.get(caseId);
        boolean evaluating = application.stage().filter(Matter.EVALUATION::equals).isPresent();
        if (evaluating && OF_ACCEPTANCE.contains(elementId)) {
            return Optional.of("验收已经联合审定，评估阶段不能退回到验收阶段的步骤。");
        }
        return Optional.empty();
    }

    @Override
    public void returned(CaseId caseId, String elementId) {
        Standing standing = STANDING.get(elementId);
        if (standing == null) {
            throw new IllegalArgumentException("No way back to " + elementId);
        }
        centers.goBack(caseId, standing.application(), standing.ofCase());
    }

    @Override
    public Optional<String> standsAgainstTermination(CaseId caseId) {
        return centers.canBeBrokenOff(caseId)
                ? Optional.empty()
                : Optional.of("发文以后不能终止办理；已经作出的决定须按撤销程序处理。");
    }

    @Override
    public void terminated(CaseId caseId, String reason) {
        centers.breakOff(caseId, reason);
    }
}
