package cn.bioapproval.deviceregistration;

/** What is applied for: a registration, or something about the certificate of one. */
public enum DeviceMatter {
    REGISTRATION("注册"),
    CHANGE("变更注册"),
    RENEWAL("延续注册"),
    CHANGE_FILING("变更备案"),
    REISSUE("注册证补发"),
    CANCELLATION("注册证注销");

    private final String label;

    DeviceMatter(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    /** Whether it is about what stands on the certificate and goes through technical review. */
    boolean isReviewed() {
        return this == REGISTRATION || this == CHANGE || this == RENEWAL;
    }
}
