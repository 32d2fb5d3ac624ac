package cn.bioapproval.clinicalcenter;

/** Which kind of centre it is (中心层级); a higher one is recognised by a higher authority. */
public enum Tier {
    CITY("市级临床医学研究中心"),
    PROV("省级临床医学研究中心"),
    BRANCH("国家临床医学研究中心福建省分中心"),
    NATIONAL("国家临床医学研究中心");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
