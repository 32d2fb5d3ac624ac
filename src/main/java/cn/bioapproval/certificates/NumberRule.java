package cn.bioapproval.certificates;

import cn.bioapproval.cases.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a certificate number is built: {@code {year}} is the four-digit year of the first approval, {@code {category}}
 * the two-digit category, {@code {seq:4}} the number within series and year with leading zeros, for example
 * {@code 闽械注准{year}2{category}{seq:4}} (医疗器械注册与备案管理办法, 2021, art. 115).
 *
 * @param pattern each of the three exactly once
 * @param series  names the sequence; kinds that name the same one are numbered together
 */
public record NumberRule(String pattern, String series) {

    private static final Pattern SEQ = Pattern.compile("\\{seq:(\\d)}");
    private static final Pattern PART = Pattern.compile("\\{(year|category|seq)(?::(\\d))?}");
    private static final int LONGEST_SERIES = 60;

    /** The parts of a number. */
    public record Parts(int year, String category, int seq) {}

    @SuppressWarnings("ConstantValue") // read from YAML: what is not there is null
    public NumberRule {
        if (pattern == null || series == null || series.length() > LONGEST_SERIES) {
            throw new IllegalArgumentException("A number rule needs a pattern and a series of at most 60 characters");
        }
        if (!pattern.contains("{year}") || !pattern.contains("{category}") || !SEQ.matcher(pattern).find()) {
            throw new IllegalArgumentException(
                    "A certificate number needs {year}, {category} and {seq:<digits>}: " + pattern);
        }
    }

    /**
     * The number.
     *
     * @throws Refusal {@code ERR_NUMBERS_EXHAUSTED} if the sequence of the year has no number left
     */
    String format(int year, String category, int seq) {
        int digits = digits();
        if (Integer.toString(seq).length() > digits) {
            throw Refusal.conflict(
                    Refusals.NUMBERS_EXHAUSTED,
                    "%d年的证书流水号已经用完（最大 %s），不能再编号。本次决定没有作出，请联系系统管理员按编号规则处理。"
                            .formatted(year, "9".repeat(digits)));
        }
        return pattern.replace("{year}", "%04d".formatted(year))
                .replace("{category}", category)
                .replaceFirst(SEQ.pattern(), ("%0" + digits + "d").formatted(seq));
    }

    /** Whether a number is built by this rule; nothing is said about whether it was ever given. */
    boolean matches(String number) {
        return parts(number).isPresent();
    }

    Optional<Parts> parts(String number) {
        StringBuilder expression = new StringBuilder();
        Matcher part = PART.matcher(pattern);
        int at = 0;
        while (part.find()) {
            expression.append(Pattern.quote(pattern.substring(at, part.start())));
            String digits = part.group(1).equals("year") ? "4" : part.group(1).equals("category") ? "2" : part.group(2);
            expression.append("(?<").append(part.group(1)).append(">[0-9]{").append(digits).append("})");
            at = part.end();
        }
        expression.append(Pattern.quote(pattern.substring(at)));
        Matcher matcher = Pattern.compile(expression.toString()).matcher(number);
        return matcher.matches()
                ? Optional.of(new Parts(
                        Integer.parseInt(matcher.group("year")),
                        matcher.group("category"),
                        Integer.parseInt(matcher.group("seq"))))
                : Optional.empty();
    }

    private int digits() {
        Matcher matcher = SEQ.matcher(pattern);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
