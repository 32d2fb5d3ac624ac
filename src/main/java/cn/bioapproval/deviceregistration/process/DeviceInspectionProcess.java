package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the part {@code device-inspection} (质量管理体系核查) and this room have agreed on. */
public final class DeviceInspectionProcess {

    public static final String KEY = "device-inspection";

    private DeviceInspectionProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String PLAN = "userTask_PlanInspection";
        public static final String INSPECT = "userTask_Inspect";
        public static final String SUBMIT_RECTIFICATION = "userTask_SubmitRectification";
        public static final String REINSPECT = "userTask_Reinspect";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> INSPECTION_OUTCOME = Variable.ofString("inspectionOutcome");

        private Variables() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String REVIEW_TERMINATED = "REVIEW_TERMINATED";

        private Errors() {}
    }
}
