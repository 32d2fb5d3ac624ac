package cn.bioapproval.clinicalcenter;

/** Where the application of a centre stands; the aggregate alone moves it. */
public enum ApplicationStatus {
    REGISTERED("待形式审查"),
    SUPPLEMENTING("待补正"),
    NOT_ACCEPTED("不予受理"),
    ACCEPTED("已受理"),
    IN_REVIEW("评审中"),
    RECTIFYING("整改中"),
    NOT_PASSED("验收不通过"),
    TO_DECIDE("待联合审定"),
    RETURNED("审定退回"),
    VETOED("审定否决"),
    AGREED("审定同意"),
    AWARD_REFUSED("不符合补助条件"),
    CALCULATED("已计算"),
    PUBLICISED("公示中"),
    OBJECTED("异议核查"),
    NOTIFIED("已发文"),
    QUEUED_BUDGET("待预算"),
    IN_PAYMENT("拨付中"),
    GRANTED("已办结"),
    REFUSED("不予支持"),
    WITHDRAWN("已撤回"),
    TERMINATED("终止发放"),
    REVOKED("已撤销");

    private final String label;

    ApplicationStatus(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
