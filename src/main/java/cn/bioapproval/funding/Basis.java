package cn.bioapproval.funding;

import java.math.BigDecimal;
import java.util.Set;

/** What an award starts from, before anything limits it. */
public sealed interface Basis {

    /** Where the figure comes from, in Chinese, as the clerk would cite it (article of the measure). */
    String source();

    /**
     * An amount the policy fixes (定额), for example 200万元 for a municipal centre that passed its acceptance.
     *
     * @param what what it is given for, in Chinese
     */
    record Fixed(String what, Yuan amount, String source) implements Basis {}

    /**
     * A share of what was spent or earned (基数×比例), rounded down to the yuan.
     *
     * @param what what the base is, in Chinese, for example 研发投入
     * @param rate between 0 and 1, for example {@code 0.40}
     */
    record Share(String what, Yuan base, BigDecimal rate, String source) implements Basis {
        public Share {
            if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("A rate lies between 0 and 1: " + rate);
            }
        }
    }

    /**
     * A top-up (补足至): the total less everything the same beneficiary key has received of the measure; never negative,
     * nothing is claimed back when more was received.
     *
     * @param what   what it is given for, in Chinese
     * @param total  up to which it is topped up
     * @param kinds  kinds of award that count as received; empty means all of the measure
     */
    record TopUp(String what, Yuan total, Set<String> kinds, String source) implements Basis {
        public TopUp {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * An amount that a review settled (核定额) within a maximum. Beyond an item cap it is refused with
     * {@code ERR_OVER_CAP} and not cut: the reviewers must settle another.
     *
     * @param what what it is given for, in Chinese
     */
    record Assessed(String what, Yuan amount, String source) implements Basis {}
}
