package cn.bioapproval.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A form-js schema ({@code .form}, up to schemaVersion 16), read once and kept: what the door checks submissions
 * against and what the model check looks at. Immutable.
 */
public final class FormSchema {

    static final Set<String> PRESENTATION = Set.of("text", "html", "image", "spacer", "separator", "button", "table");

    private final String id;
    private final JsonNode json;
    private final List<Part> parts;
    private final Shape shape;
    private final List<FormComponent> components;
    private final List<String> conditions;
    private final List<String> expressions;
    private final Set<String> checkKeys;

    private FormSchema(JsonNode json, Reader reader, List<Part> parts) {
        this.id = json.path("id").asText("");
        this.json = json;
        this.parts = List.copyOf(parts);
        this.shape = Shape.of(parts);
        this.components = List.copyOf(reader.components);
        this.conditions = List.copyOf(reader.conditions);
        this.expressions = List.copyOf(reader.expressions);
        this.checkKeys = Set.copyOf(ContextKeys.ofChecks(json, inputKeys()));
    }

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException in Chinese, when it is no form or uses a component that Tasklist or the door
     *     cannot serve ({@code filepicker} and {@code documentPreview} break the whole form in Tasklist)
     */
    public static FormSchema parse(String source) {
        JsonNode json;
        try {
            json = Json.tree(source);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("表单不是有效的 JSON：" + e.getOriginalMessage(), e);
        }
        if (!json.path("components").isArray()) {
            throw new IllegalArgumentException("表单缺少 components，不是 form-js 表单。");
        }
        Reader reader = new Reader();
        List<Part> parts = new ArrayList<>();
        reader.read(json.path("components"), List.of(), "", List.of(), parts);
        return new FormSchema(json, reader, parts);
    }

    /** Id of the form. */
    public String id() {
        return id;
    }

    /** Paths of the fields that a person can fill in ({@code contact.name}; in a dynamic list {@code staff[].name}). */
    public Set<String> inputKeys() {
        return keys(parts, "", field -> field.type != FieldType.EXPRESSION && !field.disabled && !field.readonly);
    }

    /** Paths of the fields that become process variables. */
    public Set<String> flowKeys() {
        return keys(parts, "", field -> field.flow);
    }

    /** Which field fills which attribute of a new case: {@code applicantName} and so on to path. */
    public Map<String, String> caseKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part instanceof Field field && field.caseField != null) {
                keys.putIfAbsent(field.caseField, field.key());
            }
        }
        return keys;
    }

    /** FEEL conditions under which something is hidden, without the leading {@code =}. */
    public List<String> conditions() {
        return conditions;
    }

    /** All FEEL expressions of fields and lists, conditions included, without the leading {@code =}. */
    public List<String> expressions() {
        return expressions;
    }

    /**
     * Names that the form reads from outside: option lists, texts, conditions, and fields that are shown but cannot be
     * filled in. Best effort: found by scanning FEEL, not by understanding it.
     */
    public Set<String> contextKeys() {
        return ContextKeys.of(json, inputKeys());
    }

    /**
     * Names that a check of this form reads from outside: in conditions, option lists, and fields that cannot be changed.
     * What only texts show is not among them.
     */
    public Set<String> checkKeys() {
        return checkKeys;
    }

    /**
     * What was filled in, in the words of this form and in its order; what was left empty is left out.
     *
     * @param context lists of options that the form reads from outside, as far as they are known
     * @param others  how to show a chosen value whose option is not known any more
     */
    public List<Answer> answers(FormData data, Map<String, ?> context, UnaryOperator<String> others) {
        return Answers.of(json, data, context, others);
    }

    /** SHA-256 of the schema in canonical JSON, as hexadecimal text: equal for the same form of two deployments. */
    public String sha256() {
        return HexFormat.of().formatHex(Json.sha256(Json.canonical(Json.object(json.toString()))));
    }

    /** All components in the order of the form. */
    public List<FormComponent> components() {
        return components;
    }

    /** What is wrong with the form though it can be read: one Chinese sentence each. Empty when it is fine. */
    public List<String> lint() {
        return new FormLint(json).problems();
    }

    JsonNode json() {
        return json;
    }

    List<Part> parts() {
        return parts;
    }

    Shape shape() {
        return shape;
    }

    private interface Choice {
        boolean takes(Field field);
    }

    private static Set<String> keys(List<Part> parts, String prefix, Choice choice) {
        Set<String> keys = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Rows rows) {
                keys.addAll(keys(rows.parts(), prefix + String.join(".", rows.path()) + "[].", choice));
            } else if (part instanceof Field field && choice.takes(field)) {
                keys.add(prefix + field.key());
            }
        }
        return keys;
    }

    /** Walks the components, dissolves groups, and remembers what the model check wants to know. */
    private static final class Reader {

        private final List<FormComponent> components = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();
        private final List<String> expressions = new ArrayList<>();

        void read(JsonNode list, List<String> path, String prefix, List<String> hides, List<Part> into) {
            for (JsonNode component : list) {
                readOne(component, path, prefix, hides, into);
            }
        }

        private void readOne(
                JsonNode json, List<String> path, String prefix, List<String> outerHides, List<Part> into) {
            String type = json.path("type").asText("");
            List<String> hides = hides(json, outerHides);
            FieldType fieldType = FieldType.of(type);
            List<String> ownPath = append(path, json.path(fieldType == null ? "path" : "key"));
            if (fieldType != null) {
                require(ownPath.size() > path.size(), json, "没有填写键名（key）");
                collect(json);
                Field field = new Field(fieldType, ownPath, label(json, ownPath), hides, json);
                into.add(field);
                remember(json, type, prefix + field.key());
            } else if (type.equals("group")) {
                remember(json, type, ownPath.isEmpty() ? null : prefix + String.join(".", ownPath));
                read(json.path("components"), ownPath, prefix, hides, into);
            } else if (type.equals("dynamiclist")) {
                require(ownPath.size() > path.size(), json, "没有填写路径（path）");
                String place = prefix + String.join(".", ownPath);
                remember(json, type, place);
                List<Part> rowParts = new ArrayList<>();
                read(json.path("components"), List.of(), place + "[].", List.of(), rowParts);
                boolean fixed = !json.path("allowAddRemove").asBoolean(true);
                Integer fixedCount = fixed ? Integer.valueOf(json.path("defaultRepetitions").asInt(1)) : null;
                into.add(new Rows(
                        ownPath, label(json, ownPath), hides, fixedCount, List.copyOf(rowParts), Shape.of(rowParts)));
            } else {
                require(PRESENTATION.contains(type), json, unsupported(type));
                remember(json, type, null);
            }
        }

        private List<String> hides(JsonNode json, List<String> outer) {
            String hide = Field.feel(json.path("conditional").path("hide"));
            if (hide == null) {
                return outer;
            }
            conditions.add(hide);
            expressions.add(hide);
            List<String> all = new ArrayList<>(outer);
            all.add(hide);
            return List.copyOf(all);
        }

        private void collect(JsonNode json) {
            JsonNode validate = json.path("validate");
            for (JsonNode candidate : List.of(
                    json.path("readonly"),
                    json.path("expression"),
                    json.path("valuesExpression"),
                    validate.path("min"),
                    validate.path("max"),
                    validate.path("minLength"),
                    validate.path("maxLength"))) {
                String feel = Field.feel(candidate);
                if (feel != null) {
                    expressions.add(feel);
                }
            }
        }

        private void remember(JsonNode json, String type, @Nullable String path) {
            Map<String, String> properties = new LinkedHashMap<>();
            json.path("properties")
                    .properties()
                    .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
            components.add(new FormComponent(
                    json.path("id").asText(""), type, path, json.path("label").asText(""), properties));
        }

        private static List<String> append(List<String> path, JsonNode own) {
            List<String> all = new ArrayList<>(path);
            for (String segment : own.asText("").split("\\.")) {
                if (!segment.isBlank()) {
                    all.add(segment);
                }
            }
            return List.copyOf(all);
        }

        /** Without templates, which only the browser fills in; the key when nothing is left. */
        private static String label(JsonNode json, List<String> path) {
            String type = json.path("type").asText();
            String label = json.path("label").asText("");
            if (label.isBlank() && type.equals("datetime")) {
                label = json.path("dateLabel").asText(json.path("timeLabel").asText(""));
            }
            String plain = label.startsWith("=") ? "" : label.replaceAll("\\{\\{[^}]*}}", "").strip();
            String bare = plain.replaceAll("[：:*＊\\s]+$", "");
            return bare.isEmpty() ? String.join(".", path) : bare;
        }

        private static void require(boolean condition, JsonNode json, String problem) {
            if (!condition) {
                String name = json.path("label").asText(json.path("id").asText(json.path("type").asText("")));
                throw new IllegalArgumentException("表单组件“" + name + "”" + problem + "。");
            }
        }

        private static String unsupported(String type) {
            return switch (type) {
                case "filepicker" -> "的类型 filepicker 会使任务列表中的整个表单无法使用，请改用“材料”页签上传文件";
                case "documentPreview" -> "的类型 documentPreview 会使任务列表中的整个表单无法使用，请改用“材料”页签查看文件";
                default -> "的类型“" + type + "”不受支持";
            };
        }
    }
}
