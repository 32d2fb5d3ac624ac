package cn.bioapproval.intake;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a step as it is filled in once for many cases (批量办理): the one answer that may be given to all of them,
 * and what is asked besides. Whatever differs from case to case cannot be asked once, so a form that wants amounts,
 * dates, numbers, short texts, rows or lists of the case is none. Each case is submitted by itself, and the door checks
 * the whole as it checks every submission; a case whose form asks for more than was filled in here is refused.
 */
public final class BulkForm {

    /** How a field is filled in. */
    public enum Kind {
        TEXT,
        TICK,
        ONE
    }

    /** A choice. */
    public record Choice(Object value, String label) {}

    /**
     * A field that is filled in once.
     *
     * @param note      what stands under it; may be empty
     * @param maxLength of a text, in characters; {@code null} without a limit of its own
     * @param choices   empty but for {@link Kind#ONE}
     */
    public record Asked(
            String key,
            Kind kind,
            String label,
            String note,
            boolean required,
            @Nullable Integer maxLength,
            List<Choice> choices) {}

    /** The answer that is given to all, in the words of the form. */
    public record Given(String key, String value, String label, String shown) {}

    private final FormSchema schema;
    private final ConditionEvaluator evaluator;
    private final @Nullable Given given;
    private final List<Asked> asked;
    private final String id;

    private BulkForm(FormSchema schema, ConditionEvaluator evaluator, @Nullable Given given, List<Asked> asked) {
        this.schema = schema;
        this.evaluator = evaluator;
        this.given = given;
        this.asked = asked;
        this.id = schema.sha256().substring(0, 16) + (given == null ? "" : "-" + given.value());
    }

    /**
     * The form for many cases.
     *
     * @param answer {@code field:value}, the answer that all get; {@code null} if every field is filled in by hand
     * @throws IllegalArgumentException in Chinese, if this form cannot be filled in once for many cases
     */
    public static BulkForm of(FormSchema schema, @Nullable String answer, ConditionEvaluator evaluator) {
        Given given = answer == null ? null : given(schema, answer);
        BulkForm bare = new BulkForm(schema, evaluator, given, List.of());
        Map<String, JsonNode> components = new HashMap<>();
        collect(schema.json().path("components"), components);
        List<Asked> asked = bare.wanted(Map.of()).stream()
                .map(part -> asked(part, components))
                .toList();
        Set<String> free = asked.stream().map(Asked::key).collect(Collectors.toSet());
        for (Part part : schema.parts()) {
            Set<String> named = new HashSet<>();
            part.hides().forEach(condition -> named.addAll(ContextKeys.in(condition)));
            named.retainAll(free);
            if (!named.isEmpty()) {
                throw new IllegalArgumentException("“%s”填不填取决于“%s”怎么填，批量办理须用 bulk.answer 写明唯一的答案。"
                        .formatted(part.label(), named.iterator().next()));
            }
        }
        return new BulkForm(schema, evaluator, given, asked);
    }

    private static Given given(FormSchema schema, String answer) {
        int colon = answer.indexOf(':');
        String key = colon < 0 ? answer : answer.substring(0, colon);
        String value = answer.substring(colon + 1);
        boolean choice = schema.parts().stream().anyMatch(
                part -> part instanceof Field field && field.key().equals(key) && field.type.isSingleChoice());
        List<Answer> shown =
                choice ? schema.answers(FormData.of(Map.of(key, value)), Map.of(), unknown -> "") : List.of();
        if (colon < 0 || shown.isEmpty() || shown.get(0).text().isEmpty()) {
            throw new IllegalArgumentException("bulk.answer“" + answer + "”不是本表单的单选字段及其选项，应写成“字段:选项值”。");
        }
        return new Given(key, value, shown.get(0).label(), shown.get(0).text());
    }

    /** Fields by key; in a dynamic list there is nothing to ask once. */
    private static void collect(JsonNode components, Map<String, JsonNode> into) {
        for (JsonNode component : components) {
            if (component.path("type").asText().equals("group")) {
                collect(component.path("components"), into);
            } else {
                into.put(component.path("key").asText(), component);
            }
        }
    }

    private static Asked asked(Part part, Map<String, JsonNode> components) {
        Kind kind = part instanceof Field field ? kind(field) : null;
        JsonNode component = components.get(String.join(".", part.path()));
        if (kind == null || component == null) {
            throw new IllegalArgumentException(
                    "“" + part.label() + "”每件各不相同（金额、日期、编号、列表），不能一次填写；这一步不能批量办理。");
        }
        Field field = (Field) part;
        List<Choice> choices = new ArrayList<>();
        component.path("values").forEach(value -> choices.add(new Choice(
                String.valueOf(Json.plain(value.path("value"))), value.path("label").asText())));
        JsonNode length = component.path("validate").path("maxLength");
        return new Asked(
                field.key(),
                kind,
                field.label(),
                component.path("description").asText(""),
                field.required,
                length.isInt() ? length.asInt() : null,
                choices);
    }

    private static @Nullable Kind kind(Field field) {
        return switch (field.type) {
            case TEXTAREA -> Kind.TEXT;
            case CHECKBOX -> Kind.TICK;
            case SELECT, RADIO -> field.options.values() == null ? null : Kind.ONE;
            default -> null;
        };
    }

    /**
     * What the form asks a person, apart from the given answer, when it is shown with this context and nothing else is
     * filled in.
     */
    private List<Part> wanted(Map<String, ? extends @Nullable Object> context) {
        Map<String, @Nullable Object> names = new HashMap<>(context);
        schema.inputKeys().forEach(key -> names.put(key, null));
        if (given != null) {
            names.put(given.key(), given.value());
        }
        return schema.parts().stream()
                .filter(BulkForm::isFilledIn)
                .filter(part -> given == null || !given.key().equals(String.join(".", part.path())))
                .filter(part -> part.hides().stream().noneMatch(condition -> evaluator.isTrue(condition, names)))
                .toList();
    }

    private static boolean isFilledIn(Part part) {
        return !(part instanceof Field field)
                || field.type != FieldType.EXPRESSION && !field.disabled && !field.readonly;
    }

    /** Tells whether two tasks are asked the same: the form, word for word, and the answer that is given to all. */
    public String id() {
        return id;
    }

    /** The answer that all get; {@code null} if none is fixed. */
    public @Nullable Given given() {
        return given;
    }

    /** What is filled in once, in the order of the form. */
    public List<Asked> asked() {
        return asked;
    }

    /**
     * The whole submission of one case.
     *
     * @param filledIn what was filled in once, by key
     * @param context  what the form of this case is shown with
     * @throws Refusal {@code ERR_FORM_INVALID} if something was filled in that is not asked here, or the form of this
     *                 case asks for more
     */
    public Map<String, @Nullable Object> completed(
            Map<String, ? extends @Nullable Object> filledIn, Map<String, ? extends @Nullable Object> context) {
        Set<String> keys = asked.stream().map(Asked::key).collect(Collectors.toSet());
        if (!keys.containsAll(filledIn.keySet())) {
            throw Refusal.invalid(RefusalCode.FORM_INVALID, "所提交的内容不是这一步批量办理要填的，请重新打开批量办理后再填。");
        }
        List<String> more = wanted(context).stream()
                .filter(part -> !keys.contains(String.join(".", part.path())))
                .map(Part::label)
                .toList();
        if (!more.isEmpty()) {
            throw Refusal.invalid(
                    RefusalCode.FORM_INVALID,
                    "本件还须核对或填写“%s”，不能批量办理，请打开任务单独办理。".formatted(String.join("”“", more)));
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(filledIn);
        if (given != null) {
            whole.put(given.key(), given.value());
        }
        return whole;
    }
}
