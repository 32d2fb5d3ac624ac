package cn.bioapproval.intake;

import cn.bioapproval.cases.RefusalCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a field's schema. The browser enforces the same ones, so what Tasklist lets through passes here; the
 * e-mail and telephone patterns are form-js's own.
 */
final class FieldRules {

    private static final Pattern EMAIL = Pattern.compile("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+"
            + "@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$");

    private final Function<String, @Nullable Object> feel;
    private final Function<Options, List<Object>> offered;
    private final LocalDate today;

    FieldRules(Function<String, @Nullable Object> feel, Function<Options, List<Object>> offered, LocalDate today) {
        this.feel = feel;
        this.offered = offered;
        this.today = today;
    }

    static Unfit missing(Field field) {
        return switch (field.type) {
            case CHECKBOX -> new Unfit("必须勾选，请勾选后提交");
            case SELECT, RADIO, CHECKLIST, TAGLIST, DATETIME -> new Unfit("必填，请选择");
            default -> new Unfit("必填，请填写");
        };
    }

    /** The value as it is recorded: a choice becomes the offered value itself. */
    Object apply(Field field, Object value) throws Unfit {
        switch (field.type) {
            case TEXTFIELD, TEXTAREA -> text(field, value.toString());
            case NUMBER -> number(field, Decimals.of(value).orElseThrow());
            case DATETIME -> moment(field, value.toString());
            case CHECKBOX -> {
                if (field.required && Boolean.FALSE.equals(value)) {
                    throw missing(field);
                }
            }
            case SELECT, RADIO -> {
                return option(offered.apply(field.options), value);
            }
            case CHECKLIST, TAGLIST -> {
                return options(field, value);
            }
            case EXPRESSION -> throw new IllegalStateException("An expression is never an input");
        }
        pattern(field, value);
        if (field.check.equals("wan") && Wan.parse(value).isEmpty()) {
            throw new Unfit(RefusalCode.INVALID_AMOUNT, Wan.HINT + "，请改正");
        }
        return value;
    }

    private void text(Field field, String text) throws Unfit {
        Optional<BigDecimal> least = limit(field.minLength);
        if (least.isPresent() && least.get().compareTo(BigDecimal.valueOf(text.length())) > 0) {
            throw new Unfit("至少填写 " + plain(least.get()) + " 个字，现为 " + text.length() + " 个字，请补充");
        }
        Optional<BigDecimal> most = limit(field.maxLength);
        if (most.isPresent() && most.get().compareTo(BigDecimal.valueOf(text.length())) < 0) {
            throw new Unfit("最多填写 " + plain(most.get()) + " 个字，现为 " + text.length() + " 个字，请精简");
        }
        if (field.validationType.equals("email") && !EMAIL.matcher(text).matches()) {
            throw new Unfit("应为电子邮箱地址，例如 name@example.com，请改正");
        }
        if (field.validationType.equals("phone") && !PhonePattern.FORM_JS.matcher(text).find()) {
            throw new Unfit("应为带国家或地区代码的电话号码，例如 +865928001234，请改正");
        }
        if (field.check.equals("creditCode") && !CreditCode.isValid(text)) {
            throw new Unfit(CreditCode.HINT);
        }
    }

    private void number(Field field, BigDecimal number) throws Unfit {
        Optional<BigDecimal> least = limit(field.min);
        if (least.isPresent() && number.compareTo(least.get()) < 0) {
            throw new Unfit("不能小于 " + plain(least.get()) + "，请改为 " + plain(least.get()) + " 或以上的数");
        }
        Optional<BigDecimal> most = limit(field.max);
        if (most.isPresent() && number.compareTo(most.get()) > 0) {
            throw new Unfit("不能大于 " + plain(most.get()) + "，请改为 " + plain(most.get()) + " 或以下的数");
        }
        int decimals = Decimals.shortest(number).scale();
        if (field.decimalDigits >= 0 && decimals > field.decimalDigits) {
            throw new Unfit(field.decimalDigits == 0 ? "应为整数，请改正" : "最多 " + field.decimalDigits + " 位小数，请改正");
        }
        if (field.increment != null && number.remainder(field.increment).signum() != 0) {
            throw new Unfit("应为 " + plain(field.increment) + " 的整数倍，请改正");
        }
    }

    private void moment(Field field, String moment) throws Unfit {
        LocalDate day = FieldReader.day(field, moment);
        if (day != null && field.disallowPassedDates && day.isBefore(today)) {
            throw new Unfit("不能早于今天（" + today + "），请重新选择");
        }
        if (day != null && field.check.equals("notFuture") && day.isAfter(today)) {
            throw new Unfit(RefusalCode.INVALID_DATE, "不能晚于今天（" + today + "），请重新选择");
        }
        String least = textLimit(field.min);
        if (least != null && moment.compareTo(least) < 0) {
            throw new Unfit("不能早于 " + least + "，请重新选择");
        }
        String most = textLimit(field.max);
        if (most != null && moment.compareTo(most) > 0) {
            throw new Unfit("不能晚于 " + most + "，请重新选择");
        }
    }

    private static void pattern(Field field, Object value) throws Unfit {
        if (field.pattern != null && !(value instanceof Boolean) && !field.pattern.matcher(value.toString()).find()) {
            throw new Unfit((field.patternHint == null ? "格式不正确，请按要求填写" : field.patternHint + "，请改正")
                    + "（现为“" + Texts.echo(value) + "”）");
        }
    }

    private static Object option(List<Object> offered, Object value) throws Unfit {
        return Options.find(offered, value)
                .orElseThrow(() -> new Unfit("的选项“" + Texts.echo(value) + "”不在可选范围内，请重新选择"));
    }

    private List<Object> options(Field field, Object value) throws Unfit {
        List<Object> offer = offered.apply(field.options);
        List<Object> chosen = new ArrayList<>();
        for (Object entry : (List<?>) value) {
            chosen.add(option(offer, entry));
        }
        return List.copyOf(chosen);
    }

    private Optional<BigDecimal> limit(Field.@Nullable Limit limit) {
        return Optional.ofNullable(value(limit)).flatMap(Decimals::of);
    }

    private @Nullable String textLimit(Field.@Nullable Limit limit) {
        Object value = value(limit);
        return value == null ? null : value.toString();
    }

    private @Nullable Object value(Field.@Nullable Limit limit) {
        if (limit == null) {
            return null;
        }
        return limit.feel() == null ? limit.constant() : feel.apply(limit.feel());
    }

    private static String plain(BigDecimal number) {
        return Decimals.shortest(number).toPlainString();
    }
}
