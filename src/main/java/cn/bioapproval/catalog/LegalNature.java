package cn.bioapproval.catalog;

/** What kind of act a service item ends in; which time limits bind follows from it. */
public enum LegalNature {
    /** Limits are set by law (行政许可法 art. 42 to 45). */
    LICENCE("行政许可"),
    /** Grants and rewards; limits are the office's own promise. */
    BENEFIT("行政给付"),
    TITLE("职称评审"),
    /** The final decision is made outside this system. */
    RECOMMEND("推荐采认"),
    SERVICE("公共服务");

    private final String label;

    LegalNature(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
