package cn.bioapproval.clinicalcenter;

/** What a case asks for. */
public enum ApplicationType {
    ACCEPTANCE("验收"),
    EVALUATION("评估"),
    BOTH("验收与评估同批");

    private final String label;

    ApplicationType(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    /** Whether the case asks for an award of that matter. */
    public boolean includes(Matter matter) {
        return this == BOTH || name().equals(matter.name());
    }
}
