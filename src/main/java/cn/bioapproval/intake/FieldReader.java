package cn.bioapproval.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what was sent for a field into the one form in which it is recorded, or says why it is no such value. */
final class FieldReader {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String CLOCK = "\\d{2}:\\d{2}(?::\\d{2})?";
    private static final Pattern TIME = Pattern.compile("(" + CLOCK + ")(Z|[+-]\\d{2}:\\d{2})?");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    private FieldReader() {}

    /** The value; null when it is empty. */
    static @Nullable Object read(Field field, @Nullable Object raw) throws Unfit {
        if (raw == null) {
            return null;
        }
        return switch (field.type) {
            case TEXTFIELD, TEXTAREA -> text(field, raw);
            case NUMBER -> number(field, raw);
            case DATETIME -> moment(field, raw);
            case SELECT, RADIO -> choice(raw);
            case CHECKBOX -> flag(raw);
            case CHECKLIST, TAGLIST -> choices(raw);
            case EXPRESSION -> null;
        };
    }

    private static @Nullable String text(Field field, Object raw) throws Unfit {
        if (!(raw instanceof String sent)) {
            throw new Unfit("应填写文字");
        }
        String text = Texts.clean(sent, field.type == FieldType.TEXTFIELD);
        if (text.isEmpty()) {
            return null;
        }
        return field.check.equals("creditCode") ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static @Nullable Object number(Field field, Object raw) throws Unfit {
        if (raw instanceof String sent && Texts.trim(sent).isEmpty()) {
            return null;
        }
        BigDecimal number = Decimals.of(raw)
                .orElseThrow(() -> new Unfit(
                        "应填写数字（整数部分不超过 " + Decimals.INTEGER_DIGITS + " 位），现为“" + Texts.echo(raw) + "”，请改正"));
        BigDecimal shortest = Decimals.shortest(number);
        if (field.serializeToString) {
            boolean asTyped = field.decimalDigits != 0 && number.scale() >= 0;
            return (asTyped ? number : shortest).toPlainString();
        }
        if (shortest.scale() == 0) {
            return shortest.longValueExact();
        }
        return shortest;
    }

    private static @Nullable String moment(Field field, Object raw) throws Unfit {
        String text = raw instanceof String sent ? Texts.trim(sent) : null;
        if (text == null) {
            throw new Unfit("应填写日期或时间");
        }
        if (text.isEmpty()) {
            return null;
        }
        switch (field.subtype) {
            case "time" -> requireTime(text, text);
            case "datetime" -> {
                int separator = text.indexOf('T');
                if (separator < 0) {
                    throw new Unfit("应填写日期和时间，现为“" + Texts.echo(text) + "”，请重新选择");
                }
                requireDate(text.substring(0, separator), text);
                requireTime(text.substring(separator + 1), text);
            }
            default -> requireDate(text, text);
        }
        return text;
    }

    private static void requireDate(String date, String whole) throws Unfit {
        try {
            if (DATE.matcher(date).matches()) {
                int year = LocalDate.parse(date).getYear();
                if (year < FIRST_YEAR || year > LAST_YEAR) {
                    throw new Unfit("的年份应在 " + FIRST_YEAR + " 至 " + LAST_YEAR + " 年之间，请重新选择");
                }
                return;
            }
        } catch (DateTimeException e) {
            // Looks like a date and is none, for example 2026-02-30.
        }
        throw new Unfit("不是有效日期：“" + Texts.echo(whole) + "”，请填写实际存在的日期，例如 2026-03-05");
    }

    private static void requireTime(String time, String whole) throws Unfit {
        Matcher matcher = TIME.matcher(time);
        try {
            if (matcher.matches()) {
                LocalTime.parse(matcher.group(1));
                if (matcher.group(2) != null) {
                    ZoneOffset.of(matcher.group(2));
                }
                return;
            }
        } catch (DateTimeException e) {
            // Looks like a time and is none, for example 25:00.
        }
        throw new Unfit("不是有效时间：“" + Texts.echo(whole) + "”，请填写例如 09:30 的时间");
    }

    /** The day of a date, or of a moment as the office sees it; null for a mere time of day. */
    static @Nullable LocalDate day(Field field, String moment) {
        return switch (field.subtype) {
            case "time" -> null;
            case "datetime" -> officeDay(moment);
            default -> LocalDate.parse(moment);
        };
    }

    private static LocalDate officeDay(String moment) {
        int separator = moment.indexOf('T');
        LocalDate date = LocalDate.parse(moment.substring(0, separator));
        Matcher time = TIME.matcher(moment.substring(separator + 1));
        if (!time.matches() || time.group(2) == null) {
            return date;
        }
        return OffsetDateTime.of(date, LocalTime.parse(time.group(1)), ZoneOffset.of(time.group(2)))
                .atZoneSameInstant(Door.OFFICE)
                .toLocalDate();
    }

    private static @Nullable Object choice(Object raw) throws Unfit {
        if (raw instanceof String text) {
            return text.isBlank() ? null : text;
        }
        if (raw instanceof Boolean || raw instanceof Number && Decimals.of(raw).isPresent()) {
            return raw;
        }
        throw new Unfit("应从列出的选项中选择");
    }

    private static @Nullable Boolean flag(Object raw) throws Unfit {
        if (raw instanceof Boolean ticked) {
            return ticked;
        }
        if ("".equals(raw)) {
            return null;
        }
        throw new Unfit("应为勾选或不勾选");
    }

    private static @Nullable List<Object> choices(Object raw) throws Unfit {
        List<Object> chosen = new ArrayList<>();
        for (Object entry : list(raw)) {
            Object value = entry == null ? null : choice(entry);
            if (value == null) {
                throw new Unfit("含有空的选项，请重新选择");
            }
            if (Options.find(chosen, value).isEmpty()) {
                chosen.add(value);
            }
        }
        return chosen.isEmpty() ? null : List.copyOf(chosen);
    }

    /** A list, or the JSON text of one; blank text and the text {@code null} are the empty list. */
    static Collection<?> list(Object raw) throws Unfit {
        Object list = raw;
        if (raw instanceof String json) {
            String text = Texts.trim(json);
            list = text.isEmpty() || text.equals("null") ? List.of() : Json.parse(text).orElse(raw);
        }
        if (!(list instanceof Collection<?> entries)) {
            throw new Unfit("应为列表，请刷新页面后重新填写");
        }
        if (entries.size() > Size.LIST_ENTRIES) {
            throw Size.tooLarge("一个列表最多填写 " + Size.LIST_ENTRIES + " 条，请减少后重新提交。");
        }
        return entries;
    }
}
