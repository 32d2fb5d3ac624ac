package cn.bioapproval.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A component that holds one value, and the rules its schema gives it. */
final class Field implements Part {

    /** Matches nothing: a field whose pattern cannot be read lets nothing through, and the model check says why. */
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static final int TEXTFIELD_LENGTH = 200;
    private static final int TEXTAREA_LENGTH = 4000;

    /** A limit: a constant, or a FEEL expression. */
    record Limit(@Nullable Object constant, @Nullable String feel) {}

    final FieldType type;
    final boolean disabled;
    final boolean readonly;
    final @Nullable String readonlyIf;
    final boolean required;
    final @Nullable Limit min;
    final @Nullable Limit max;
    final @Nullable Limit minLength;
    final @Nullable Limit maxLength;
    final @Nullable Pattern pattern;
    final String validationType;
    final int decimalDigits;
    final @Nullable BigDecimal increment;
    final boolean serializeToString;
    final String subtype;
    final boolean disallowPassedDates;
    final Options options;
    final @Nullable Object defaultValue;
    final @Nullable String expression;
    final boolean flow;
    final @Nullable String caseField;
    final @Nullable String patternHint;
    final String check;

    private final List<String> path;
    private final String label;
    private final List<String> hides;

    Field(FieldType type, List<String> path, String label, List<String> hides, JsonNode json) {
        this.type = type;
        this.path = path;
        this.label = label;
        this.hides = hides;
        JsonNode validate = json.path("validate");
        JsonNode properties = json.path("properties");
        disabled = json.path("disabled").asBoolean();
        readonly = json.path("readonly").asBoolean();
        readonlyIf = feel(json.path("readonly"));
        required = validate.path("required").asBoolean();
        min = limit(validate.path("min"));
        max = limit(validate.path("max"));
        minLength = limit(validate.path("minLength"));
        maxLength = maxLength(type, limit(validate.path("maxLength")));
        pattern = pattern(validate.path("pattern").asText(""));
        validationType = validate.path("validationType").asText("");
        decimalDigits = json.path("decimalDigits").asInt(-1);
        increment = Optional.ofNullable(Json.plain(json.path("increment")))
                .flatMap(Decimals::of)
                .filter(step -> step.signum() > 0)
                .orElse(null);
        serializeToString = json.path("serializeToString").asBoolean();
        subtype = json.path("subtype").asText("date");
        disallowPassedDates = json.path("disallowPassedDates").asBoolean();
        options = Options.of(json);
        defaultValue = json.has("defaultValue") ? Json.plain(json.path("defaultValue")) : null;
        expression = feel(json.path("expression"));
        flow = properties.path("flow").asBoolean();
        caseField = properties.has("case") ? properties.path("case").asText() : null;
        patternHint = properties.has("patternHint") ? properties.path("patternHint").asText() : null;
        check = properties.path("check").asText("");
    }

    static @Nullable String feel(JsonNode json) {
        return json.isTextual() && json.asText().startsWith("=") ? json.asText().substring(1) : null;
    }

    private static @Nullable Limit limit(JsonNode json) {
        if (json.isMissingNode() || json.isNull() || json.asText().isEmpty()) {
            return null;
        }
        String feel = feel(json);
        return feel == null ? new Limit(Json.plain(json), null) : new Limit(null, feel);
    }

    private static @Nullable Limit maxLength(FieldType type, @Nullable Limit given) {
        if (given != null || !type.isText()) {
            return given;
        }
        return new Limit(type == FieldType.TEXTFIELD ? TEXTFIELD_LENGTH : TEXTAREA_LENGTH, null);
    }

    private static @Nullable Pattern pattern(String regex) {
        try {
            return regex.isEmpty() ? null : Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return NOTHING;
        }
    }

    /** Dotted, from the root of the form or of its row. */
    String key() {
        return String.join(".", path);
    }

    @Override
    public List<String> path() {
        return path;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public List<String> hides() {
        return hides;
    }
}
