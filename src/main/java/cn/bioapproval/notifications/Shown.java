package cn.bioapproval.notifications;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fact as a message shows it: dates as 2026年3月5日, amounts with separators or in 万元, lists with 、 between. */
final class Shown {

    private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Shown() {}

    static String of(@Nullable Object value, @Nullable String format) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return number(number, format);
        }
        if (value instanceof LocalDate day) {
            return DAY.format(day);
        }
        if (value instanceof Instant moment) {
            return MOMENT.format(moment.atZone(OFFICE));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(each -> of(each, format)).collect(Collectors.joining("、"));
        }
        if (value instanceof Map<?, ?> row) {
            Object name = row.get("name");
            return name == null ? row.toString() : name.toString();
        }
        String text = value.toString();
        return ISO_DATE.matcher(text).matches() ? DAY.format(LocalDate.parse(text)) : text;
    }

    private static String number(Number number, @Nullable String format) {
        BigDecimal exact = new BigDecimal(number.toString());
        if ("yuan".equals(format)) {
            return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(exact);
        }
        return ("wan".equals(format) ? exact.movePointLeft(4) : exact).stripTrailingZeros().toPlainString();
    }
}
