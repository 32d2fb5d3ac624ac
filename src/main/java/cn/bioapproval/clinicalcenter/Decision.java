package cn.bioapproval.clinicalcenter;

/** What one office decides. */
public enum Decision {
    AGREE("同意"),
    RETURN("退回"),
    VETO("否决");

    private final String label;

    Decision(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
