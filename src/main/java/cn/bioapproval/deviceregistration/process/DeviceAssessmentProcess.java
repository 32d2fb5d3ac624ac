package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the part {@code device-assessment} (审评与结论) and this room have agreed on. */
public final class DeviceAssessmentProcess {

    public static final String KEY = "device-assessment";

    private DeviceAssessmentProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String TRANSFER = "userTask_Transfer";
        public static final String CONCLUDE = "userTask_ConcludeReview";
        public static final String AWAIT_OBJECTION = "userTask_AwaitObjection";
        public static final String HANDLE_OBJECTION = "userTask_HandleObjection";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> INSPECTION_REQUIRED = Variable.ofString("inspectionRequired");
        public static final Variable<String> CONCLUSION = Variable.ofString("conclusion");

        private Variables() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String REVIEW_TERMINATED = "REVIEW_TERMINATED";

        private Errors() {}
    }
}
