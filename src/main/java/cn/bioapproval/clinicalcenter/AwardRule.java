package cn.bioapproval.clinicalcenter;

/**
 * One row of the decision table {@code clinical-center-award}.
 *
 * @param ruleId    stable id, for example {@code M16-CITY-ACC}
 * @param mode      how the amount is meant
 * @param amountWan in whole 万元
 * @param source    the sentence of the measure, in Chinese
 */
public record AwardRule(String ruleId, Mode mode, long amountWan, String source) {

    /** How the amount of a row is meant. */
    public enum Mode {
        /** So much. */
        FIXED,
        /** Topped up to so much (补足至). */
        TOP_UP,
        /** Nothing is given. */
        NONE,
        /** There is no such award for this tier. */
        NOT_OFFERED
    }
}
