package cn.bioapproval.clinicalcenter;

/** What an award is given for: passing acceptance (or obtaining the recognition, or completion), or an evaluation. */
public enum Matter {
    ACCEPTANCE("验收"),
    EVALUATION("评估");

    private final String label;

    Matter(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
