package cn.bioapproval.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a document number is built: {@code {year}} is the four-digit year, {@code {seq}} the number within series and
 * year, {@code {seq:4}} the same with leading zeros. Red-headed letters (公文) carry no leading zeros (GB/T 9704—2012,
 * 7.2.5); the forms of a service window usually do.
 */
record NumberPattern(String text) {

    private static final Pattern SEQ = Pattern.compile("\\{seq(?::(\\d))?}");

    NumberPattern {
        if (!text.contains("{year}") || !SEQ.matcher(text).find()) {
            throw new IllegalArgumentException("A document number needs {year} and {seq}: " + text);
        }
    }

    /** Names the series: documents with the same pattern are numbered together. */
    String series() {
        return text;
    }

    String format(int year, int seq) {
        Matcher matcher = SEQ.matcher(text);
        return matcher.replaceAll(found -> found.group(1) == null
                        ? Integer.toString(seq)
                        : ("%0" + found.group(1) + "d").formatted(seq))
                .replace("{year}", Integer.toString(year));
    }
}
