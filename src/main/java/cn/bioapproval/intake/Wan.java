package cn.bioapproval.intake;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount in 万元 as people type it: not negative, at most twelve digits before and four after the point. */
final class Wan {

    static final String HINT = "应为以万元为单位的数，不小于 0，最多四位小数，例如 120.5";

    private static final Pattern FORM = Pattern.compile("\\d{1,12}(\\.\\d{0,4}0*)?");
    private static final int LONGEST = 40;

    private Wan() {}

    static Optional<BigDecimal> parse(Object value) {
        String text = value instanceof Number number
                ? Decimals.of(number).map(BigDecimal::toPlainString).orElse("")
                : value.toString().strip();
        return text.length() <= LONGEST && FORM.matcher(text).matches() ? Decimals.of(text) : Optional.empty();
    }

    /** Whole yuan; exact, because four decimals of 万元 are whole yuan. */
    static long yuan(BigDecimal wan) {
        return wan.movePointRight(4).longValueExact();
    }
}
