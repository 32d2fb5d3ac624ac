package cn.bioapproval.clinicalcenter;

/** How an evaluation ended; the policy names only 优秀, and only that is paid for. */
public enum Grade {
    EXCELLENT("优秀"),
    QUALIFIED("合格"),
    UNQUALIFIED("不合格");

    private final String label;

    Grade(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
