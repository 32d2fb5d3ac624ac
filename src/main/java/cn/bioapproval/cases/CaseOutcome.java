package cn.bioapproval.cases;

/** How a case ended. */
public enum CaseOutcome {
    GRANTED("准予"),
    NOT_ACCEPTED("不予受理"),
    REFUSED("不予支持"),
    /** A licence was refused (行政许可法 art. 38). */
    DENIED("不予许可"),
    WITHDRAWN("申请人撤回"),
    DEEMED_WITHDRAWN("逾期视为撤回"),
    TERMINATED("终止办理"),
    REVOKED("已撤销");

    private final String label;

    CaseOutcome(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
