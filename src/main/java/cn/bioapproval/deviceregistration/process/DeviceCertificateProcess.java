package cn.bioapproval.deviceregistration.process;

/** What the part {@code device-certificate} (制证与公布) and this room have agreed on. */
public final class DeviceCertificateProcess {

    public static final String KEY = "device-certificate";

    private DeviceCertificateProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String ISSUE = "userTask_IssueCertificate";
        public static final String PUBLISH = "userTask_Publish";

        private Elements() {}
    }
}
