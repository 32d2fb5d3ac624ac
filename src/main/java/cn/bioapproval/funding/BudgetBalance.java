package cn.bioapproval.funding;

/**
 * What the budget of a measure bears in a year.
 *
 * @param year     fiscal year (calendar year)
 * @param measure  the measure
 * @param total    the budget
 * @param reserved reserved for awards, including what of it is paid
 */
public record BudgetBalance(int year, String measure, Yuan total, Yuan reserved) {

    /** What may still be reserved. */
    public Yuan available() {
        return total.less(reserved);
    }
}
