package cn.bioapproval.clock;

/** In whose hands a case is during a step ({@code clock.custody}): where reports say that it waits. */
public enum Custody {
    APPLICANT("申请人"),
    WINDOW("受理窗口"),
    REVIEW("评审"),
    INSPECTION("核查"),
    DECISION("审定"),
    FINANCE("财政");

    private final String label;

    Custody(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
