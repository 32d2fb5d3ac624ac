package cn.bioapproval.deviceregistration.process;

/** What the part {@code device-testing} (检验) and this room have agreed on. */
public final class DeviceTestingProcess {

    public static final String KEY = "device-testing";

    private DeviceTestingProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String TEST = "userTask_Test";

        private Elements() {}
    }
}
