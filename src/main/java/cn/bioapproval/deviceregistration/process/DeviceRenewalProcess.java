package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the model {@code device-renewal} (延续注册) and this room have agreed on. */
public final class DeviceRenewalProcess {

    public static final String KEY = "device-renewal";

    private DeviceRenewalProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String APPLY = "startEvent_Apply";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<Boolean> FEE_EXEMPT = Variable.ofBoolean("feeExempt");

        private Variables() {}
    }

    /** Messages that reach a running case. */
    public static final class Messages {
        public static final String WITHDRAWN = "deviceRenewal.withdrawn";

        private Messages() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String CASE_ENDED = "CASE_ENDED";

        private Errors() {}
    }
}
