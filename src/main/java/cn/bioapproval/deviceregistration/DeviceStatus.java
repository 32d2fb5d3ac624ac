package cn.bioapproval.deviceregistration;

/** Where the application for a registration stands; the aggregate alone moves it. */
public enum DeviceStatus {
    REGISTERED("待形式审查"),
    CORRECTING("待补正"),
    NOT_ACCEPTED("不予受理"),
    ACCEPTED("已受理"),
    IN_REVIEW("审评中"),
    REVIEW_TERMINATED("终止审评"),
    TO_REFUSE("拟不予注册"),
    TO_DECIDE("待审批"),
    APPROVED("准予注册"),
    REFUSED("不予注册"),
    CERTIFIED("已发证"),
    WITHDRAWN("已撤回"),
    TERMINATED("终止办理");

    private final String label;

    DeviceStatus(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
