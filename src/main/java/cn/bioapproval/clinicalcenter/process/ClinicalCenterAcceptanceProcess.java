package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.engine.Variable;

/** What the model {@code clinical-center-acceptance} and this room have agreed on; a test compares both ways. */
public final class ClinicalCenterAcceptanceProcess {

    public static final String KEY = "clinical-center-acceptance";

    private ClinicalCenterAcceptanceProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String APPLY = "startEvent_Apply";
        public static final String EXAMINE = "userTask_ExamineApplication";
        public static final String RECEIVE_SUPPLEMENT = "userTask_ReceiveSupplement";
        public static final String CONFIRM_PANEL = "userTask_ConfirmPanel";
        public static final String EXPERT_REVIEW = "userTask_ExpertReview";
        public static final String CONCLUDE_REVIEW = "userTask_ConcludeReview";
        public static final String SUBMIT_RECTIFICATION = "userTask_SubmitRectification";
        public static final String RE_REVIEW = "userTask_ReReview";
        public static final String DECIDE_KJJ = "userTask_DecideKjj";
        public static final String DECIDE_WJW = "userTask_DecideWjw";
        public static final String VERIFY_RECOGNITION = "userTask_VerifyRecognition";
        public static final String EVALUATE = "userTask_Evaluate";
        public static final String PUBLICISE = "userTask_Publicise";
        public static final String INVESTIGATE_OBJECTION = "userTask_InvestigateObjection";
        public static final String ISSUE_NOTICES = "userTask_IssueNotices";
        public static final String CHECK_BUDGET = "userTask_CheckBudget";
        public static final String AWAIT_BUDGET = "userTask_AwaitBudget";
        public static final String PAY = "userTask_Pay";

        private Elements() {}
    }

    /** What the flow turns on; everything else is read from what was recorded. */
    public static final class Variables {
        public static final Variable<String> TIER = Variable.ofString("tier");
        public static final Variable<String> APPLICATION_TYPE = Variable.ofString("applicationType");
        public static final Variable<String> EXAMINATION_OUTCOME = Variable.ofString("examinationOutcome");
        public static final Variable<String> ROUTE = Variable.ofString("route");
        public static final Variable<String> PANEL_OUTCOME = Variable.ofString("panelOutcome");
        public static final Variable<String> EXPERT = Variable.ofString("expert");
        public static final Variable<Boolean> PANEL_COMPLETE = Variable.ofBoolean("panelComplete");
        public static final Variable<String> REVIEW_CONCLUSION = Variable.ofString("reviewConclusion");
        public static final Variable<String> RE_REVIEW_CONCLUSION = Variable.ofString("reReviewConclusion");
        public static final Variable<String> STAGE = Variable.ofString("stage");
        public static final Variable<String> KJJ_DECISION = Variable.ofString("kjjDecision");
        public static final Variable<String> WJW_DECISION = Variable.ofString("wjwDecision");
        public static final Variable<String> JOINT_DECISION = Variable.ofString("jointDecision");
        public static final Variable<Boolean> PAYABLE = Variable.ofBoolean("payable");
        public static final Variable<Boolean> BUDGET_RESERVED = Variable.ofBoolean("budgetReserved");
        public static final Variable<String> BUDGET_OUTCOME = Variable.ofString("budgetOutcome");

        private Variables() {}
    }

    /** Decision tables that Java asks. */
    public static final class Decisions {
        public static final String AWARD = "clinical-center-award";

        private Decisions() {}
    }

    /** Messages that reach a running case. */
    public static final class Messages {
        public static final String WITHDRAWN = "clinicalCenterAcceptance.withdrawn";

        private Messages() {}
    }

    /** BPMN errors, each a way that business can go. */
    public static final class Errors {
        public static final String AWARD_REFUSED = "AWARD_REFUSED";

        private Errors() {}
    }
}
