package cn.bioapproval.deviceregistration.process;

/** What the part {@code device-supplement} (发补) and this room have agreed on. */
public final class DeviceSupplementProcess {

    public static final String KEY = "device-supplement";

    private DeviceSupplementProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String RECEIVE = "userTask_ReceiveSupplement";

        private Elements() {}
    }

    /** Ways in which business ends or breaks off. */
    public static final class Errors {
        public static final String SUPPLEMENT_OVERDUE = "SUPPLEMENT_OVERDUE";

        private Errors() {}
    }
}
