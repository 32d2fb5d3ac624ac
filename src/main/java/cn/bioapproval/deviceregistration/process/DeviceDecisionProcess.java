package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the part {@code device-decision} (行政审批) and this room have agreed on. */
public final class DeviceDecisionProcess {

    public static final String KEY = "device-decision";

    private DeviceDecisionProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String DECIDE = "userTask_Decide";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> DECISION = Variable.ofString("decision");

        private Variables() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String CASE_ENDED = "CASE_ENDED";

        private Errors() {}
    }
}
