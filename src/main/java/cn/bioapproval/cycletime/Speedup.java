package cn.bioapproval.cycletime;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

/**
 * How much faster cases are than the law allows: {@code (baseline - average net days) / baseline}. Which baseline is
 * meant is said by whoever asks; none is built in.
 */
public final class Speedup {

    /** A baseline of no days. */
    public static final RefusalCode DIV_BY_ZERO = new RefusalCode("ERR_DIV_BY_ZERO");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Speedup() {}

    /**
     * The ratio.
     *
     * @param baseline   days allowed, working days
     * @param averageNet days taken on average, working days
     * @return percent with one decimal, rounded half up; negative when slower than the baseline
     * @throws Refusal {@code ERR_DIV_BY_ZERO} unless the baseline is positive
     */
    public static BigDecimal percent(BigDecimal baseline, BigDecimal averageNet) {
        if (baseline.signum() <= 0) {
            throw Refusal.invalid(DIV_BY_ZERO, "对比的法定工作日数应大于 0，不能计算提速比例。");
        }
        return baseline.subtract(averageNet).multiply(HUNDRED).divide(baseline, 1, RoundingMode.HALF_UP);
    }

    /** The ratio over finished cases by their net days, exact until it is rounded; empty if there is none. */
    public static Optional<BigDecimal> percent(int baseline, Collection<Integer> netDays) {
        if (baseline <= 0) {
            throw Refusal.invalid(DIV_BY_ZERO, "对比的法定工作日数应大于 0，不能计算提速比例。");
        }
        if (netDays.isEmpty()) {
            return Optional.empty();
        }
        // (baseline - sum / n) / baseline, as (baseline * n - sum) / (baseline * n)
        BigDecimal allowed = BigDecimal.valueOf((long) baseline * netDays.size());
        BigDecimal taken = BigDecimal.valueOf(netDays.stream().mapToLong(Integer::longValue).sum());
        return Optional.of(percent(allowed, taken));
    }
}
