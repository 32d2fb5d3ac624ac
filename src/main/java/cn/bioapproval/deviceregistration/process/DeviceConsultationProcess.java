package cn.bioapproval.deviceregistration.process;

/** What the part {@code device-consultation} (专家咨询) and this room have agreed on. */
public final class DeviceConsultationProcess {

    public static final String KEY = "device-consultation";

    private DeviceConsultationProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String CONSULT = "userTask_Consult";

        private Elements() {}
    }
}
