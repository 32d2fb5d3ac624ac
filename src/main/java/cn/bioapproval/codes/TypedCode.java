package cn.bioapproval.codes;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A code that goes with a number (查询码 of a case, 核验码 of a certificate): twelve signs of 31 that nobody mistakes for one
 * another (no 0/O, 1/I/L), in groups of four, such as {@code 7KQM-X3RA-9DTW}. 31^12 is more than 2^59.
 */
public final class TypedCode {

    static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final int LONGEST_TYPED = 60;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}_.·]+");

    private TypedCode() {}

    /** A new code as people read it. */
    public static String random() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return code.toString();
    }

    /**
     * What was meant by what was typed: full-width signs, small letters, blanks and dashes make no difference. Empty if
     * it is longer than anyone types.
     */
    public static String meant(String typed) {
        return typed.length() > LONGEST_TYPED
                ? ""
                : BETWEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                        .replaceAll("")
                        .toUpperCase(Locale.ROOT);
    }
}
