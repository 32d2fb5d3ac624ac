package cn.bioapproval.clinicalcenter;

/** How a review by experts was concluded. */
public enum Conclusion {
    PASS("通过"),
    RECTIFY("限期整改"),
    FAIL("不通过");

    private final String label;

    Conclusion(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
