package cn.bioapproval.engine;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** Markdown for the facts at the top of forms ({@link FormFacts}). What people typed is shown as text, never as markup. */
public final class FactText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final Pattern MARKUP = Pattern.compile("([\\\\`*_{}\\[\\]<>#|~])");

    private final StringBuilder text = new StringBuilder();

    /** The heading. */
    public FactText title(String title) {
        text.append("### ").append(plain(title)).append("\n\n");
        return this;
    }

    /** A bullet with a label; left out if the value is blank. Dates are written as people read them. */
    public FactText line(String label, Object value) {
        String shown = value instanceof LocalDate day ? day(day) : value.toString();
        if (!shown.isBlank()) {
            text.append("- **").append(label).append("**：").append(plain(shown)).append('\n');
        }
        return this;
    }

    /** A labelled list; left out if there is nothing in it. */
    public FactText lines(String label, List<String> values) {
        if (!values.isEmpty()) {
            text.append("\n**").append(label).append("**\n\n");
            // Another bullet than in line(): a line that follows begins a list of its own.
            values.forEach(value -> text.append("* ").append(plain(value)).append('\n'));
        }
        return this;
    }

    /** A paragraph. */
    public FactText say(String sentence) {
        text.append('\n').append(plain(sentence)).append('\n');
        return this;
    }

    /** The day as people read it: 2026年3月5日. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static String plain(String typed) {
        return MARKUP.matcher(typed.strip().replace("\n", " ")).replaceAll("\\\\$1");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
