package cn.bioapproval.deviceregistration.process;

import cn.bioapproval.engine.Variable;

/** What the part {@code device-receipt} (受理) and this room have agreed on. */
public final class DeviceReceiptProcess {

    public static final String KEY = "device-receipt";

    private DeviceReceiptProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String EXAMINE = "userTask_ExamineApplication";
        public static final String RECEIVE_CORRECTIONS = "userTask_ReceiveCorrections";
        public static final String CONFIRM_FEE = "userTask_ConfirmFee";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> EXAMINATION_OUTCOME = Variable.ofString("examinationOutcome");
        public static final Variable<Boolean> FEE_EXEMPT = Variable.ofBoolean("feeExempt");

        private Variables() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String CASE_ENDED = "CASE_ENDED";

        private Errors() {}
    }
}
