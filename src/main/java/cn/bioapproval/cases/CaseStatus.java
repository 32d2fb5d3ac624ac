package cn.bioapproval.cases;

/** Where a case stands in the eyes of the applicant. The order of steps is the model's business, not this list's. */
public enum CaseStatus {
    RECEIVED("已收件"),
    SUPPLEMENTING("待补正"),
    ACCEPTED("已受理"),
    IN_REVIEW("评审中"),
    RECTIFYING("整改中"),
    IN_DECISION("审定中"),
    PUBLICISED("公示中"),
    DECIDED("已审定"),
    QUEUED_BUDGET("待预算"),
    IN_PAYMENT("拨付中"),
    CLOSED("已办结");

    private final String label;

    CaseStatus(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
