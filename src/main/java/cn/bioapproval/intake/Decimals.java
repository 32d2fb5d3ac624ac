package cn.bioapproval.intake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exact numbers from whatever a browser or a REST client sends; never one too large to be written down plainly. */
final class Decimals {

    static final int INTEGER_DIGITS = 15;
    private static final int DECIMALS = 20;
    private static final int LONGEST = 64;
    private static final int LARGEST_BITS = 256;
    private static final Pattern FORM = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?");

    private Decimals() {}

    /** The number; empty when it is none, not finite, or has more digits than anything counted here. */
    static Optional<BigDecimal> of(Object value) {
        if (value instanceof BigDecimal decimal) {
            return bounded(decimal);
        }
        if (value instanceof BigInteger integer) {
            return integer.bitLength() > LARGEST_BITS ? Optional.empty() : bounded(new BigDecimal(integer));
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? bounded(new BigDecimal(value.toString())) : Optional.empty();
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return bounded(BigDecimal.valueOf(((Number) value).longValue()));
        }
        if (value instanceof String text) {
            String number = text.strip();
            return number.length() <= LONGEST && FORM.matcher(number).matches()
                    ? bounded(new BigDecimal(number))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> bounded(BigDecimal number) {
        if (number.unscaledValue().bitLength() > LARGEST_BITS || Math.abs((long) number.scale()) > LONGEST) {
            return Optional.empty();
        }
        BigDecimal shortest = number.stripTrailingZeros();
        boolean writable = shortest.precision() - shortest.scale() <= INTEGER_DIGITS && shortest.scale() <= DECIMALS;
        return writable ? Optional.of(number) : Optional.empty();
    }

    /** Without trailing zeros and without an exponent. */
    static BigDecimal shortest(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
