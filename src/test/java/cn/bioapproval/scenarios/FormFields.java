package cn.bioapproval.scenarios;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a form as a person sees them: label, kind, choices, what hides them. */
final class FormFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A choice that an expression lists. */
    private static final Pattern LISTED = Pattern.compile("\\{label: \"([^\"]*)\", value: \"([^\"]*)\"}");

    /**
     * One field.
     *
     * @param key      dotted path
     * @param hides    FEEL conditions, any of which hides it
     * @param readonly whether it cannot be filled in, always or sometimes
     * @param rows     the fields of a row, for a dynamic list
     */
    record Field(
            String key,
            String label,
            String type,
            String subtype,
            List<Choice> choices,
            @Nullable String choicesFrom,
            List<String> hides,
            boolean readonly,
            boolean asText,
            String check,
            @Nullable Object initial,
            @Nullable FormFields rows) {

        boolean isChoice() {
            return type.equals("select") || type.equals("radio");
        }

        boolean isChoices() {
            return type.equals("checklist") || type.equals("taglist");
        }

        String shown() {
            return label.isEmpty() ? key : label;
        }
    }

    /** One of the values of a choice. */
    record Choice(String value, String label) {

        boolean isMeantBy(String text) {
            return value.equals(text) || label.equals(text);
        }

        String shown() {
            return label + "（" + value + "）";
        }
    }

    private final List<Field> fields = new ArrayList<>();

    private FormFields() {}

    static FormFields read(InputStream form) {
        try (form) {
            FormFields read = new FormFields();
            read.add(JSON.readTree(form).path("components"), "", List.of());
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("The form cannot be read", e);
        }
    }

    private void add(JsonNode components, String path, List<String> outerHides) {
        for (JsonNode json : components) {
            String type = json.path("type").asText();
            List<String> hides = new ArrayList<>(outerHides);
            String hide = json.path("conditional").path("hide").asText("");
            if (hide.startsWith("=")) {
                hides.add(hide.substring(1));
            }
            if (type.equals("group")) {
                add(json.path("components"), join(path, json.path("path").asText("")), hides);
            } else if (type.equals("dynamiclist")) {
                FormFields rows = new FormFields();
                rows.add(json.path("components"), "", List.of());
                fields.add(field(json, join(path, json.path("path").asText("")), type, hides, rows));
            } else if (json.hasNonNull("key") && !type.equals("expression")) {
                fields.add(field(json, join(path, json.path("key").asText()), type, hides, null));
            }
        }
    }

    private static String join(String path, String own) {
        return path.isEmpty() ? own : own.isEmpty() ? path : path + "." + own;
    }

    private static Field field(
            JsonNode json, String key, String type, List<String> hides, @Nullable FormFields rows) {
        String label = json.path("label").asText(json.path("dateLabel").asText(json.path("timeLabel").asText("")));
        List<Choice> choices = new ArrayList<>();
        json.path("values").forEach(choice -> choices.add(
                new Choice(choice.path("value").asText(), choice.path("label").asText())));
        LISTED.matcher(json.path("valuesExpression").asText("")).results()
                .map(choice -> new Choice(choice.group(2), choice.group(1)))
                .filter(choice -> !choices.contains(choice))
                .forEach(choices::add);
        return new Field(
                key,
                label.replaceAll("\\{\\{[^}]*}}", "").replaceAll("[：:*＊\\s]+$", "").strip(),
                type,
                json.path("subtype").asText(""),
                choices,
                json.hasNonNull("valuesKey") ? json.path("valuesKey").asText() : null,
                hides,
                json.path("disabled").asBoolean()
                        || json.path("readonly").asBoolean()
                        || json.path("readonly").asText("").startsWith("="),
                json.path("serializeToString").asBoolean(),
                json.path("properties").path("check").asText(""),
                json.hasNonNull("defaultValue") ? JSON.convertValue(json.path("defaultValue"), Object.class) : null,
                rows);
    }

    List<Field> all() {
        return fields;
    }

    /** The field that a scenario names by key or by label. */
    Field find(String name, Piece at) {
        String bare = name.replaceAll("[：:*＊\\s]+$", "").strip();
        List<Field> found = fields.stream()
                .filter(field -> field.key().equals(name) || field.label().equals(bare))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        Optional<Field> byKey = found.stream().filter(field -> field.key().equals(name)).findFirst();
        if (byKey.isPresent()) {
            return byKey.get();
        }
        if (found.size() > 1) {
            throw at.wrong("表单里有 %d 个字段叫“%s”，请写字段的键：%s。"
                    .formatted(found.size(), name, String.join("、", found.stream().map(Field::key).toList())));
        }
        List<String> known = new ArrayList<>();
        fields.forEach(field -> {
            known.add(field.key());
            known.add(field.shown());
        });
        throw at.wrong("表单里没有“%s”这个字段。%s这张表单的字段有：%s。".formatted(
                name,
                Nearest.hint(name, known),
                String.join("、", fields.stream().map(Field::shown).toList())));
    }

    /** The choices of a field whose list comes with the form's data. */
    static List<Choice> offered(Field field, Map<String, Object> data) {
        Object list = field.choicesFrom() == null ? null : data.get(field.choicesFrom());
        if (list == null) {
            return field.choices();
        }
        List<Choice> choices = new ArrayList<>();
        for (Object option : JSON.convertValue(list, new TypeReference<List<Object>>() {})) {
            if (option instanceof Map<?, ?> labelled) {
                Object label = labelled.get("label");
                choices.add(new Choice(String.valueOf(labelled.get("value")), label == null ? "" : label.toString()));
            } else {
                choices.add(new Choice(String.valueOf(option), String.valueOf(option)));
            }
        }
        return choices;
    }

    static void put(Map<String, Object> data, String path, @Nullable Object value) {
        String[] parts = path.split("\\.");
        Map<String, Object> place = data;
        for (int i = 0; i < parts.length - 1; i++) {
            @SuppressWarnings("unchecked")
            Map<String, Object> next =
                    (Map<String, Object>) place.computeIfAbsent(parts[i], any -> new LinkedHashMap<String, Object>());
            place = next;
        }
        if (value == null) {
            place.remove(parts[parts.length - 1]);
        } else {
            place.put(parts[parts.length - 1], value);
        }
    }

    static @Nullable Object at(Map<String, Object> data, String path) {
        Object value = data;
        for (String part : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value;
    }
}
