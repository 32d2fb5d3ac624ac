package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the model {@code device-first-registration} and this room have agreed on; a test compares both ways. */
public final class DeviceFirstRegistrationProcess {

    public static final String KEY = "device-first-registration";

    private DeviceFirstRegistrationProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String APPLY = "startEvent_Apply";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> DEVICE_CLASS = Variable.ofString("deviceClass");
        public static final Variable<String> ORIGIN = Variable.ofString("origin");
        public static final Variable<String> COMBINATION = Variable.ofString("combination");
        public static final Variable<Boolean> FEE_EXEMPT = Variable.ofBoolean("feeExempt");
        public static final Variable<String> JURISDICTION = Variable.ofString("jurisdiction");

        private Variables() {}
    }

    /** Messages that reach a running case. */
    public static final class Messages {
        public static final String WITHDRAWN = "deviceFirstRegistration.withdrawn";

        private Messages() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String CASE_ENDED = "CASE_ENDED";

        private Errors() {}
    }
}
