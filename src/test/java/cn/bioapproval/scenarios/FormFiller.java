package cn.bioapproval.scenarios;

import cn.bioapproval.intake.ConditionEvaluator;
import cn.bioapproval.scenarios.FormFields.Choice;
import cn.bioapproval.scenarios.FormFields.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in a form as a person in front of the browser does: what is prefilled stays, what the scenario says is typed
 * over it, and a field that is hidden is not sent, unless this very scenario fills it in.
 */
final class FormFiller {

    private static final Pattern TODAY = Pattern.compile("(?:today|今天)(?:\\s*([+-])\\s*(\\d+))?");
    private static final Pattern OPTION = Pattern.compile("<option (\\d+)>");
    private static final int ROUNDS = 5;

    private final ConditionEvaluator feel;
    private final LocalDate today;
    private final UnaryOperator<String> placeholders;
    private final UnaryOperator<String> creditCodes;
    private final boolean lenient;

    /**
     * @param placeholders replaces {@code <case>} and the like
     * @param creditCodes  the code of {@code auto} or {@code auto <name>}
     * @param lenient      whether a value that is none of the choices is typed all the same: a refusal is expected
     */
    FormFiller(
            ConditionEvaluator feel,
            LocalDate today,
            UnaryOperator<String> placeholders,
            UnaryOperator<String> creditCodes,
            boolean lenient) {
        this.feel = feel;
        this.today = today;
        this.placeholders = placeholders;
        this.creditCodes = creditCodes;
        this.lenient = lenient;
    }

    /**
     * What is submitted.
     *
     * @param data     what the form is opened with: variables and facts
     * @param defaults values of the default steps; left out where they are hidden
     * @param own      values of the scenario itself; a later layer goes over an earlier one
     */
    Map<String, Object> fill(
            FormFields form, Map<String, Object> data, Map<String, Piece> defaults, List<Map<String, Piece>> own) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : form.all()) {
            Object prefilled = FormFields.at(data, field.key());
            Object initial = prefilled == null ? field.initial() : prefilled;
            if (initial != null && !field.readonly()) {
                FormFields.put(values, field.key(), initial instanceof Temporal ? initial.toString() : initial);
            }
        }
        Map<Field, Piece> typed = new LinkedHashMap<>(named(form, defaults));
        Set<String> ownFields = new HashSet<>();
        for (Map<String, Piece> layer : own) {
            named(form, layer).forEach((field, piece) -> {
                typed.put(field, piece);
                ownFields.add(field.key());
            });
        }
        typed.forEach((field, piece) -> FormFields.put(values, field.key(), value(field, piece, data)));
        leaveOutHidden(form, data, values, ownFields);
        return values;
    }

    private static Map<Field, Piece> named(FormFields form, Map<String, Piece> layer) {
        Map<Field, Piece> named = new LinkedHashMap<>();
        layer.forEach((name, piece) -> named.put(form.find(name, piece), piece));
        return named;
    }

    private void leaveOutHidden(
            FormFields form, Map<String, Object> data, Map<String, Object> values, Set<String> typed) {
        boolean changed = true;
        for (int round = 0; changed && round < ROUNDS; round++) {
            changed = false;
            Map<String, @Nullable Object> context = new HashMap<>(data);
            form.all().forEach(field -> context.put(field.key().split("\\.")[0], null));
            context.putAll(values);
            for (Field field : form.all()) {
                boolean hidden = field.hides().stream().anyMatch(condition -> feel.isTrue(condition, context));
                if (hidden && !typed.contains(field.key()) && FormFields.at(values, field.key()) != null) {
                    FormFields.put(values, field.key(), null);
                    changed = true;
                }
            }
        }
    }

    private @Nullable Object value(Field field, Piece piece, Map<String, Object> data) {
        if (piece.isNothing()) {
            return null;
        }
        if (field.rows() != null) {
            FormFields rows = field.rows();
            List<Map<String, Object>> filled = new ArrayList<>();
            piece.items().forEach(row -> filled.add(fill(rows, Map.of(), Map.of(), List.of(row.entries()))));
            return filled;
        }
        if (field.isChoices()) {
            return choices(field, piece, data);
        }
        String text = placeholders.apply(piece.text());
        if (field.isChoice()) {
            return choice(field, text, piece, data);
        }
        return switch (field.type()) {
            case "checkbox" -> Piece.asFlag(text).<Object>map(flag -> flag).orElse(text);
            case "number" -> number(field, text);
            case "datetime" -> date(text);
            default -> field.check().equals("creditCode") && (text.equals("auto") || text.startsWith("auto "))
                    ? creditCodes.apply(text)
                    : text;
        };
    }

    private static Object number(Field field, String text) {
        if (field.asText()) {
            return text;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private String date(String text) {
        Matcher relative = TODAY.matcher(text);
        if (relative.matches()) {
            int days = relative.group(2) == null ? 0 : Integer.parseInt(relative.group(2));
            return today.plusDays("-".equals(relative.group(1)) ? -days : days).toString();
        }
        return Piece.asDate(text).map(LocalDate::toString).orElse(text);
    }

    private Object choice(Field field, String text, Piece piece, Map<String, Object> data) {
        List<Choice> offered = FormFields.offered(field, data);
        Matcher numbered = OPTION.matcher(text);
        if (numbered.matches() && Integer.parseInt(numbered.group(1)) <= offered.size()) {
            return offered.get(Integer.parseInt(numbered.group(1)) - 1).value();
        }
        List<String> exact = offered.stream()
                .filter(choice -> choice.isMeantBy(text))
                .map(Choice::value)
                .distinct()
                .toList();
        List<String> found = exact.isEmpty()
                ? offered.stream()
                        .filter(choice -> choice.label().startsWith(text) && !text.isEmpty())
                        .map(Choice::value)
                        .distinct()
                        .toList()
                : exact;
        if (found.size() == 1) {
            return found.get(0);
        }
        if (lenient) {
            return text;
        }
        throw piece.wrong("“%s”没有%s“%s”这个选项。可以选：%s。".formatted(
                field.shown(),
                found.size() > 1 ? "唯一的" : "",
                text,
                String.join("、", offered.stream().map(Choice::shown).toList())));
    }

    /** A list of values or labels; {@code all}; or {@code except:} and those that are left out. */
    private List<Object> choices(Field field, Piece piece, Map<String, Object> data) {
        List<Choice> offered = FormFields.offered(field, data);
        List<Object> all = new ArrayList<>(offered.stream().map(Choice::value).toList());
        if (piece.isTable()) {
            piece.withOnly("多选字段", Set.of("except"));
            all.removeAll(chosen(field, piece.require("except", "多选字段"), data));
            return all;
        }
        if (piece.isText() && (piece.text().equals("all") || piece.text().equals("全部"))) {
            return all;
        }
        return chosen(field, piece, data);
    }

    private List<Object> chosen(Field field, Piece piece, Map<String, Object> data) {
        List<Object> chosen = new ArrayList<>();
        piece.items().forEach(item -> chosen.add(choice(field, placeholders.apply(item.text()), item, data)));
        return chosen;
    }
}
