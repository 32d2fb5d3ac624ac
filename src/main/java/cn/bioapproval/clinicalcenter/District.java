package cn.bioapproval.clinicalcenter;

/** Where the host is. The policy covers the districts of Xiamen (厦门市辖区). */
public enum District {
    SIMING("思明区"),
    HULI("湖里区"),
    JIMEI("集美区"),
    HAICANG("海沧区"),
    TONGAN("同安区"),
    XIANGAN("翔安区"),
    OTHER("厦门市辖区外");

    private final String label;

    District(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    boolean isInXiamen() {
        return this != OTHER;
    }
}
