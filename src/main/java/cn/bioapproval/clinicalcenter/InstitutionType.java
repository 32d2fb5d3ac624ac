package cn.bioapproval.clinicalcenter;

/** What the host is. The policy supports medical institutions (医疗机构) only. */
public enum InstitutionType {
    HOSPITAL("医院"),
    MATERNAL("妇幼保健机构"),
    SPECIALIST("专科疾病防治机构"),
    OTHER_MEDICAL("其他医疗机构"),
    NOT_MEDICAL("非医疗机构");

    private final String label;

    InstitutionType(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    boolean isMedical() {
        return this != NOT_MEDICAL;
    }
}
