package cn.bioapproval.catalog;

/** What a unit does in a procedure (职能); steps are routed to whoever has the function on that day. */
public enum UnitFunction {
    ACCEPT("受理"),
    GUIDE("前期指导"),
    TEST("检验检测"),
    INSPECT("审核查验"),
    REVIEW("技术审评"),
    MONITOR("监测评价"),
    DECIDE("审批决定"),
    ISSUE("制证送达");

    private final String label;

    UnitFunction(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
