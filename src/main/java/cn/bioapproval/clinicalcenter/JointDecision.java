package cn.bioapproval.clinicalcenter;

/** What both decisions amount to, by the table {@code clinical-center-joint-decision}. */
public enum JointDecision {
    AGREED("同意"),
    RETURNED("退回"),
    VETOED("否决");

    private final String label;

    JointDecision(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
