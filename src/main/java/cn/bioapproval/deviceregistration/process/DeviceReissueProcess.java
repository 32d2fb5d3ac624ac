package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the model {@code device-reissue} (注册证补发) and this room have agreed on. */
public final class DeviceReissueProcess {

    public static final String KEY = "device-reissue";

    private DeviceReissueProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String APPLY = "startEvent_Apply";
        public static final String DECIDE = "userTask_DecideReissue";
        public static final String DELIVER = "userTask_DeliverReissue";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<Boolean> FEE_EXEMPT = Variable.ofBoolean("feeExempt");
        public static final Variable<String> SETTLEMENT = Variable.ofString("settlement");

        private Variables() {}
    }

    /** Messages that reach a running case. */
    public static final class Messages {
        public static final String WITHDRAWN = "deviceReissue.withdrawn";

        private Messages() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String CASE_ENDED = "CASE_ENDED";

        private Errors() {}
    }
}
