package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the part {@code device-technical-review} (技术审评) and this room have agreed on. */
public final class DeviceTechnicalReviewProcess {

    public static final String KEY = "device-technical-review";

    private DeviceTechnicalReviewProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String REVIEW = "userTask_Review";
        public static final String INVESTIGATE = "userTask_InvestigateMaterial";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> REVIEW_OUTCOME = Variable.ofString("reviewOutcome");
        public static final Variable<String> MATERIAL_FINDING = Variable.ofString("materialFinding");

        private Variables() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String REVIEW_TERMINATED = "REVIEW_TERMINATED";
        public static final String SUPPLEMENT_OVERDUE = "SUPPLEMENT_OVERDUE";

        private Errors() {}
    }
}
