package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.RefusalCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of measure 16 that can be compared with an application before anybody reviews it. */
final class Eligibility {

    private final PolicySettings policy;
    private final List<Finding> findings = new ArrayList<>();

    private Eligibility(PolicySettings policy) {
        this.policy = policy;
    }

    /**
     * What stands against accepting the application; empty when nothing does.
     *
     * @param missing Chinese names of required materials that were not received
     */
    static List<Finding> findings(
            ApplicationDetails application, PriorGrants prior, List<String> missing, PolicySettings policy) {
        Eligibility eligibility = new Eligibility(policy);
        eligibility.beneficiary(application);
        eligibility.window("事项发生日期", application.eventOn());
        eligibility.construction(application);
        eligibility.acceptanceBeforeEvaluation(application, prior);
        eligibility.repetition(application, prior);
        eligibility.materials(missing);
        return List.copyOf(eligibility.findings);
    }

    /** What stands against an award once the day of what is claimed for is known; empty when nothing does. */
    static List<Finding> atAward(
            ApplicationDetails application,
            PriorGrants prior,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate evaluatedOn,
            PolicySettings policy) {
        Eligibility eligibility = new Eligibility(policy);
        eligibility.acceptancePassed(application, acceptedOn);
        eligibility.window("验收通过、取得资质或者建成日期", acceptedOn);
        eligibility.window("评估结论日期", evaluatedOn);
        eligibility.construction(application);
        eligibility.acceptanceBeforeEvaluation(application, prior);
        return List.copyOf(eligibility.findings);
    }

    private void beneficiary(ApplicationDetails application) {
        if (!application.institutionType().isMedical()) {
            add(Refusals.WRONG_BENEFICIARY, "依托单位不是医疗机构。本补助支持医疗机构建设的临床医学研究中心。", false);
        }
        if (!application.district().isInXiamen()) {
            add(Refusals.OUT_OF_JURISDICTION, "依托单位不在厦门市辖区内。", false);
        }
    }

    private void window(String what, @Nullable LocalDate day) {
        if (day != null && !policy.covers(day)) {
            add(
                    RefusalCode.OUT_OF_POLICY_WINDOW,
                    "%s %s 不在政策有效期 %s 至 %s（含首尾两日）之内。"
                            .formatted(what, day, policy.windowFrom(), policy.windowUntil()),
                    false);
        }
    }

    private void construction(ApplicationDetails application) {
        if (application.tier() == Tier.BRANCH
                && application.type().includes(Matter.ACCEPTANCE)
                && !application.constructionCompleted()) {
            add(Refusals.CONSTRUCTION_INCOMPLETE, "国家分中心取得资质但尚未完成建设，完成建设后再申请。", false);
        }
    }

    private void acceptancePassed(ApplicationDetails application, @Nullable LocalDate acceptedOn) {
        if (application.type().includes(Matter.ACCEPTANCE) && acceptedOn == null) {
            add(Refusals.ACCEPTANCE_NOT_PASSED, "没有通过验收的结论。", false);
        }
    }

    private void acceptanceBeforeEvaluation(ApplicationDetails application, PriorGrants prior) {
        boolean recorded =
                application.recognitionNo() != null || prior.hasSettled(application.tier(), Matter.ACCEPTANCE);
        if (application.type() == ApplicationType.EVALUATION && !recorded) {
            add(
                    Refusals.EVALUATION_WITHOUT_ACCEPTANCE,
                    "没有本中心通过验收的记录，不能只申请评估。以前验收不在本系统办理的，请填写验收文件号。",
                    true);
        }
    }

    private void repetition(ApplicationDetails application, PriorGrants prior) {
        for (Matter matter : Matter.values()) {
            boolean again = matter == Matter.EVALUATION
                    && policy.evaluationRepetition() == PolicySettings.EvaluationRepetition.ONCE_PER_YEAR;
            if (application.type().includes(matter) && !again && prior.has(application.tier(), matter)) {
                add(
                        RefusalCode.DUPLICATE_CLAIM,
                        "同一中心的“%s”已经核定、领取或者正在办理，不能重复申请。"
                                .formatted(GrantKey.label(application.tier(), matter)),
                        false);
            }
        }
    }

    private void materials(List<String> missing) {
        if (!missing.isEmpty()) {
            add(RefusalCode.MATERIAL_MISSING, "缺少材料：" + String.join("、", missing) + "。", true);
        }
    }

    private void add(RefusalCode code, String message, boolean supplementable) {
        findings.add(new Finding(code, message, supplementable));
    }
}
