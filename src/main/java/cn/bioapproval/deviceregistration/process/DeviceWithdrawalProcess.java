package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the model {@code device-withdrawal} and this room have agreed on. */
public final class DeviceWithdrawalProcess {

    public static final String KEY = "device-withdrawal";

    private DeviceWithdrawalProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String REQUEST = "startEvent_RequestWithdrawal";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> CASE_NUMBER = Variable.ofString("caseNumber");

        private Variables() {}
    }
}
