package cn.bioapproval.clock;

/**
 * Why the statutory clock of a case may stand still. What is not counted has to be told to the applicant in writing
 * (行政许可法 art. 45).
 */
public enum StopReason {
    SUPPLEMENT("补正材料", "本事项办事指南"),
    EXPERT_REVIEW("专家评审", "《行政许可法》第四十五条"),
    INSPECTION("现场核查", "本事项办事指南"),
    TEST("检验检测", "《行政许可法》第四十五条"),
    QUARANTINE("检疫", "《行政许可法》第四十五条"),
    HEARING("听证", "《行政许可法》第四十五条"),
    SUSPENDED("中止办理", "本事项办事指南"),
    OBJECTION("异议核查", "本事项办事指南（公示异议处理）"),
    RECTIFICATION("限期整改", "本事项办事指南（限期整改）");

    private final String label;
    private final String legalBasis;

    StopReason(String label, String legalBasis) {
        this.label = label;
        this.legalBasis = legalBasis;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    /**
     * The rule that allows it, in Chinese. Where a law says it for one procedure only, the model of that procedure names
     * the law ({@code clock.basis}), such as 医疗器械注册与备案管理办法 art. 98 for device registration.
     */
    public String legalBasis() {
        return legalBasis;
    }
}
