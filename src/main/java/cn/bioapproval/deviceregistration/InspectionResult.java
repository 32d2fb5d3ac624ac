package cn.bioapproval.deviceregistration;

/** How the inspection of the quality system (质量管理体系核查) ended, or where it stands. */
public enum InspectionResult {
    PASS("通过核查"),
    RECTIFY("整改后复查"),
    FAIL("未通过核查"),
    REFUSED("拒绝核查");

    private final String label;

    InspectionResult(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
