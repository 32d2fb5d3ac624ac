package cn.bioapproval.intake;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of a checked form, read by type. Keys may be dotted paths ({@code contact.name}). A field that was left
 * empty or was hidden is not there. A getter that finds no value or one of another type refuses with
 * {@code ERR_FORM_INVALID}: the form was changed and no longer asks what the procedure needs.
 */
public final class FormData {

    private static final FormData EMPTY = new FormData(Map.of());

    private final Map<String, Object> values;

    private FormData(Map<String, Object> values) {
        this.values = values;
    }

    /** Wraps values that were checked before: JSON-like maps, lists, strings, numbers and booleans. */
    public static FormData of(Map<String, ?> values) {
        return new FormData(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    public static FormData empty() {
        return EMPTY;
    }

    /** Everything, as it is recorded. */
    public Map<String, Object> asMap() {
        return values;
    }

    /** Whether the field was filled in. */
    public boolean has(String key) {
        return find(key) != null;
    }

    /** @throws Refusal {@code ERR_FORM_INVALID} when it is empty */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    public Optional<String> optionalText(String key) {
        Object value = find(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return Optional.of(value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
        }
        throw wrong(key, RefusalCode.FORM_INVALID, "应为文字");
    }

    /** A calendar date ({@code yyyy-MM-dd}). */
    public LocalDate date(String key) {
        return optionalDate(key).orElseThrow(() -> missing(key));
    }

    /** A calendar date, if it was given. */
    public Optional<LocalDate> optionalDate(String key) {
        return optionalText(key).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw wrong(key, RefusalCode.INVALID_DATE, "应为日期，例如 2026-03-05");
            }
        });
    }

    /** An exact number, whether it came as text or as a number. */
    public BigDecimal decimal(String key) {
        return optionalDecimal(key).orElseThrow(() -> missing(key));
    }

    /** An exact number, if it was given. */
    public Optional<BigDecimal> optionalDecimal(String key) {
        Object value = find(key);
        return value == null
                ? Optional.empty()
                : Optional.of(Decimals.of(value).orElseThrow(() -> wrong(key, RefusalCode.FORM_INVALID, "应为数字")));
    }

    /** A whole number. */
    public long integer(String key) {
        try {
            return decimal(key).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(key, RefusalCode.FORM_INVALID, "应为整数");
        }
    }

    /** A whole number, if it was given. */
    public Optional<Long> optionalInteger(String key) {
        return has(key) ? Optional.of(integer(key)) : Optional.empty();
    }

    /**
     * An amount given in 万元 with up to four decimals.
     *
     * @return whole yuan
     * @throws Refusal {@code ERR_INVALID_AMOUNT} when it is empty or is not such an amount
     */
    public long wan(String key) {
        Object value = find(key);
        if (value == null) {
            throw wrong(key, RefusalCode.INVALID_AMOUNT, "未填写，" + Wan.HINT);
        }
        return Wan.yuan(Wan.parse(value).orElseThrow(() -> wrong(key, RefusalCode.INVALID_AMOUNT, Wan.HINT)));
    }

    /** An amount given in 万元, in whole yuan, if it was given. */
    public Optional<Long> optionalWan(String key) {
        return has(key) ? Optional.of(wan(key)) : Optional.empty();
    }

    /** Whether the box was ticked; false when it was not, or was hidden. */
    public boolean flag(String key) {
        Object value = find(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(key, RefusalCode.FORM_INVALID, "应为是或否");
    }

    /** The values chosen in a checklist or tag list; empty when none was. */
    public List<String> choices(String key) {
        return list(key).stream().map(Object::toString).toList();
    }

    /** The rows of a dynamic list; empty when there is none. */
    public List<FormData> rows(String key) {
        return list(key).stream().map(row -> nested(key, row)).toList();
    }

    private static FormData nested(String key, Object row) {
        if (row instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
            return of(values);
        }
        throw wrong(key, RefusalCode.FORM_INVALID, "应为列表");
    }

    private List<?> list(String key) {
        Object value = find(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(key, RefusalCode.FORM_INVALID, "应为列表");
    }

    private @Nullable Object find(String key) {
        Object value = values;
        for (String segment : key.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(segment) : null;
        }
        return value;
    }

    private static Refusal missing(String key) {
        return wrong(key, RefusalCode.FORM_INVALID, "未填写，请补充后再提交");
    }

    private static Refusal wrong(String key, RefusalCode code, String what) {
        String message = "“" + key + "”" + what + "。";
        return Refusal.fields(code, message, Map.of(key, message));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FormData that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "FormData" + values.keySet();
    }
}
