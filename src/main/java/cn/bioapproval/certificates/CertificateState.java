package cn.bioapproval.certificates;

/** How a certificate stands on a day. Expiry needs no entry: the calendar brings it. */
public enum CertificateState {
    NOT_YET_VALID("尚未生效"),
    VALID("有效"),
    EXPIRED("有效期届满"),
    CANCELLED("已注销"),
    REVOKED("已撤销");

    private final String label;

    CertificateState(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
