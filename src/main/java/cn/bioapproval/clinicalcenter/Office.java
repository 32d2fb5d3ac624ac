package cn.bioapproval.clinicalcenter;

/** The two offices that decide jointly (会签). */
public enum Office {
    KJJ("市科技局"),
    WJW("市卫健委");

    private final String label;

    Office(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
