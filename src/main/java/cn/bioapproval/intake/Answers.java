package cn.bioapproval.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads recorded data back into the words of their form. What was left empty is not among the answers. */
final class Answers {

    /** An option that an expression offers under a condition. */
    private static final Pattern WRITTEN_OPTION =
            Pattern.compile("\\{\\s*label:\\s*\"([^\"]*)\"\\s*,\\s*value:\\s*\"([^\"]*)\"\\s*}");

    private static final Pattern SECTION = Pattern.compile("\\*\\*([^*\\n]{1,40})\\*\\*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private final UnaryOperator<String> others;
    private final Map<String, ?> context;
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable String section;

    private Answers(Map<String, ?> context, UnaryOperator<String> others) {
        this.context = context;
        this.others = others;
    }

    static List<Answer> of(JsonNode form, FormData data, Map<String, ?> context, UnaryOperator<String> others) {
        Answers reader = new Answers(context, others);
        reader.read(form.path("components"), data.asMap(), "", "");
        return List.copyOf(reader.answers);
    }

    private void read(JsonNode components, Map<?, ?> data, String place, String row) {
        for (JsonNode component : components) {
            switch (component.path("type").asText("")) {
                case "text" -> heading(component);
                case "group" -> group(component, data, place, row);
                case "dynamiclist" -> rows(component, data, place);
                default -> field(component, data, place, row);
            }
        }
    }

    private void heading(JsonNode text) {
        Matcher bold = SECTION.matcher(text.path("text").asText("").strip());
        if (bold.matches()) {
            section = bold.group(1).strip();
        }
    }

    private void group(JsonNode group, Map<?, ?> data, String place, String row) {
        String around = section;
        String label = plain(group.path("label"));
        if (!label.isEmpty() && row.isEmpty()) {
            section = label;
        }
        String path = group.path("path").asText("");
        Object inner = path.isEmpty() ? data : find(data, path);
        if (inner instanceof Map<?, ?> values) {
            read(group.path("components"), values, path.isEmpty() ? place : place + path + ".", row);
        }
        section = around;
    }

    private void rows(JsonNode list, Map<?, ?> data, String place) {
        String path = list.path("path").asText("");
        if (find(data, path) instanceof List<?> rows) {
            String label = plain(list.path("label"));
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof Map<?, ?> values) {
                    String row = (label.isEmpty() ? "" : label + " ") + "第 " + (i + 1) + " 行：";
                    read(list.path("components"), values, place + path + "[" + i + "].", row);
                }
            }
        }
    }

    private void field(JsonNode field, Map<?, ?> data, String place, String row) {
        FieldType type = FieldType.of(field.path("type").asText(""));
        String key = field.path("key").asText("");
        Object value = type == null || type == FieldType.EXPRESSION ? null : find(data, key);
        if (type == null || value == null || "".equals(value)) {
            return;
        }
        List<String> values = value instanceof Collection<?> several
                ? several.stream().map(one -> shown(field, type, one)).toList()
                : List.of(shown(field, type, value));
        boolean decision = type.isSingleChoice() && field.path("properties").path("flow").asBoolean();
        if (!values.isEmpty()) {
            answers.add(new Answer(place + key, section, row + label(field, type), values, decision));
        }
    }

    private String shown(JsonNode field, FieldType type, Object value) {
        if (type.isChoice()) {
            return option(field, value);
        }
        if (value instanceof Boolean ticked) {
            return ticked ? "是" : "否";
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        return type == FieldType.DATETIME ? moment(text) : adorned(field, text);
    }

    private String option(JsonNode field, Object value) {
        String key = field.path("valuesKey").asText("");
        Object offered = key.isEmpty() ? Json.plain(field.path("values")) : context.get(key);
        if (offered instanceof Collection<?> options) {
            for (Object option : options) {
                if (option instanceof Map<?, ?> labelled
                        && labelled.get("value") != null
                        && Options.same(labelled.get("value"), value)
                        && labelled.get("label") != null) {
                    return labelled.get("label").toString();
                }
            }
        }
        Matcher written = WRITTEN_OPTION.matcher(field.path("valuesExpression").asText(""));
        while (written.find()) {
            if (written.group(2).equals(value.toString())) {
                return written.group(1);
            }
        }
        return others.apply(value.toString());
    }

    private static String moment(String text) {
        try {
            if (text.length() == 10) {
                return DATE.format(LocalDate.parse(text));
            }
            if (text.contains("T")) {
                return MOMENT.format(OffsetDateTime.parse(text).atZoneSameInstant(Door.OFFICE));
            }
        } catch (DateTimeException e) {
            // Recorded before the form was changed to ask for a date: shown as it is.
        }
        return text;
    }

    private static String adorned(JsonNode field, String text) {
        String before = plain(field.path("appearance").path("prefixAdorner"));
        String after = plain(field.path("appearance").path("suffixAdorner"));
        return (before.isEmpty() ? "" : before + " ") + text + (after.isEmpty() ? "" : " " + after);
    }

    private static String label(JsonNode field, FieldType type) {
        String label = plain(field.path("label"));
        if (label.isEmpty() && type == FieldType.DATETIME) {
            label = plain(field.path("dateLabel")) + plain(field.path("timeLabel"));
        }
        return label.isEmpty() ? "（未命名的栏目）" : label.replaceAll("[：:\\s]+$", "");
    }

    /** Without templates and expressions, which only the browser fills in. */
    private static String plain(JsonNode text) {
        String written = text.asText("");
        return written.startsWith("=") ? "" : written.replaceAll("\\{\\{[^}]*}}", "").strip();
    }

    private static @Nullable Object find(Map<?, ?> data, String path) {
        Object value = data;
        for (String segment : path.split("\\.")) {
            value = Optional.ofNullable(value)
                    .filter(Map.class::isInstance)
                    .map(map -> (Object) ((Map<?, ?>) map).get(segment))
                    .orElse(null);
        }
        return value;
    }
}
