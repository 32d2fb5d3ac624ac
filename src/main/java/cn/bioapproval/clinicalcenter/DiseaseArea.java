package cn.bioapproval.clinicalcenter;

/** The field of disease; host and field together make a centre (同一中心). */
public enum DiseaseArea {
    CARDIOVASCULAR("心血管疾病"),
    NEUROLOGY("神经系统疾病"),
    NEPHROLOGY("肾脏疾病"),
    ONCOLOGY("恶性肿瘤"),
    RESPIRATORY("呼吸系统疾病"),
    METABOLIC("代谢性疾病"),
    PSYCHIATRY("精神心理疾病"),
    OBSTETRICS("妇产疾病"),
    DIGESTIVE("消化系统疾病"),
    STOMATOLOGY("口腔疾病"),
    GERIATRICS("老年疾病"),
    PAEDIATRICS("儿童健康与疾病"),
    INFECTIOUS("感染性疾病"),
    ORTHOPAEDICS("骨科与运动康复"),
    OPHTHALMOLOGY("眼耳鼻喉疾病"),
    DERMATOLOGY("皮肤与免疫疾病"),
    HAEMATOLOGY("血液系统疾病"),
    EMERGENCY("急危重症"),
    TCM("中医优势病种"),
    OTHER("其他");

    private final String label;

    DiseaseArea(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
