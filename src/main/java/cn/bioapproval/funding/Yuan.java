package cn.bioapproval.funding;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money in whole yuan (人民币元), never negative. Forms and policies speak of 万元 with up to four decimals,
 * which is whole yuan exactly.
 */
public record Yuan(@JsonValue long value) implements Comparable<Yuan> {

    public static final Yuan ZERO = new Yuan(0);

    private static final int WAN_DIGITS = 4;
    /** A million million yuan in one figure is beyond any measure: a slip of the pen. */
    private static final BigDecimal LARGEST_WAN = new BigDecimal("100000000");

    public Yuan {
        if (value < 0) {
            throw new IllegalArgumentException("An amount is not negative: " + value);
        }
    }

    @JsonCreator
    public static Yuan of(long value) {
        return new Yuan(value);
    }

    /**
     * The amount given in 万元.
     *
     * @throws Refusal {@code ERR_INVALID_AMOUNT} when negative, finer than a yuan (more than four decimals) or absurdly
     *                 large
     */
    public static Yuan ofWan(BigDecimal wan) {
        if (wan.signum() < 0 || wan.compareTo(LARGEST_WAN) > 0) {
            throw Refusal.invalid(
                    RefusalCode.INVALID_AMOUNT, "金额" + wan.toPlainString() + "万元不在允许范围内，请核对后重新填写。");
        }
        if (wan.stripTrailingZeros().scale() > WAN_DIGITS) {
            throw Refusal.invalid(
                    RefusalCode.INVALID_AMOUNT, "金额" + wan.toPlainString() + "万元精确到了元以下，请最多保留四位小数。");
        }
        return new Yuan(wan.movePointRight(WAN_DIGITS).longValueExact());
    }

    /** The amount given in whole 万元. */
    public static Yuan ofWan(long wan) {
        return ofWan(BigDecimal.valueOf(wan));
    }

    /** The same in 万元, without trailing zeros. */
    public BigDecimal wan() {
        BigDecimal wan = BigDecimal.valueOf(value, WAN_DIGITS).stripTrailingZeros();
        return wan.scale() < 0 ? wan.setScale(0, RoundingMode.UNNECESSARY) : wan;
    }

    public Yuan plus(Yuan other) {
        return new Yuan(Math.addExact(value, other.value));
    }

    /** What is left after taking the other away, at least zero. */
    public Yuan less(Yuan other) {
        return new Yuan(Math.max(0, value - other.value));
    }

    /** The share of it, rounded down to the yuan so that "不超过" is never exceeded (domain rule "rounding"). */
    public Yuan times(BigDecimal rate) {
        return new Yuan(BigDecimal.valueOf(value).multiply(rate).setScale(0, RoundingMode.DOWN).longValueExact());
    }

    public Yuan min(Yuan other) {
        return value <= other.value ? this : other;
    }

    public boolean isZero() {
        return value == 0;
    }

    @Override
    public int compareTo(Yuan other) {
        return Long.compare(value, other.value);
    }

    /** As people write it: {@code 493.8271万元}. */
    @Override
    public String toString() {
        return wan().toPlainString() + "万元";
    }
}
