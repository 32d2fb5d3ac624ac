package cn.bioapproval.intake;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form as an applicant fills it in on a public page: what of it she sees, and what the office keeps or fills in
 * itself. The form says so with custom properties: {@code applicant = hidden} (a field keeps its value, a text is not
 * shown), {@code applicant = today} (a date that the office fills in), {@code applicantLabel} and {@code applicantNote}
 * (other words for her than for a clerk, of a field or of a text). The door checks the whole as it checks every
 * submission.
 */
public final class ApplicantForm {

    static final String APPLICANT = "applicant";
    static final String HIDDEN = "hidden";
    static final String TODAY = "today";
    static final String LABEL = "applicantLabel";
    static final String NOTE = "applicantNote";

    private static final Set<String> FIELDS =
            Set.of("textfield", "textarea", "number", "datetime", "select", "radio", "checkbox", "checklist");
    private static final Set<String> CHOICES = Set.of("select", "radio", "checklist");
    private static final Set<String> LEFT_OUT = Set.of("spacer", "separator", "button", "html", "image");
    private static final Pattern NAME = Pattern.compile("\\b[A-Za-z]\\w*\\b");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    private final List<JsonNode> components;

    private ApplicantForm(List<JsonNode> components) {
        this.components = components;
    }

    /** The form for an applicant; empty if it has a component that is only for Tasklist, such as rows. */
    public static Optional<ApplicantForm> of(FormSchema schema) {
        List<JsonNode> components = new ArrayList<>();
        for (JsonNode component : schema.json().path("components")) {
            String type = component.path("type").asText();
            boolean field = FIELDS.contains(type)
                    && !component.path("key").asText().contains(".")
                    && (!type.equals("datetime") || component.path("subtype").asText("date").equals("date"))
                    && (!CHOICES.contains(type)
                            || component.path("values").isArray()
                            || component.hasNonNull("valuesKey"));
            if (!field && !type.equals("text") && !LEFT_OUT.contains(type)) {
                return Optional.empty();
            }
            components.add(component);
        }
        return Optional.of(new ApplicantForm(List.copyOf(components)));
    }

    /**
     * What she sees, in order: texts ({@code type}, {@code text}, {@code hide}) and fields ({@code type}, {@code key},
     * {@code label}, {@code note}, {@code required}, {@code options}, {@code suffix}, {@code maxLength}, {@code hide},
     * {@code value}). {@code hide} is a FEEL condition over the values of the fields.
     *
     * @param data what the form starts from
     */
    public List<Map<String, @Nullable Object>> shown(Map<String, ? extends @Nullable Object> data) {
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            if (isOffice(component) || LEFT_OUT.contains(type)) {
                continue;
            }
            Map<String, @Nullable Object> part = new LinkedHashMap<>();
            part.put("type", type);
            if (type.equals("text")) {
                Matcher placeholder = PLACEHOLDER.matcher(
                        component.path("properties").path(LABEL).asText(component.path("text").asText()));
                boolean filled = placeholder.find();
                String text = placeholder.replaceAll(found -> Matcher.quoteReplacement(text(data.get(found.group(1)))));
                if (text.isBlank()) {
                    continue;
                }
                part.put("text", text);
                if (!filled) {
                    part.put("hide", Field.feel(component.path("conditional").path("hide")));
                }
            } else {
                field(component, type, data, part);
            }
            shown.add(part);
        }
        return shown;
    }

    /**
     * A condition with the facts that are true or false put into it: the public page knows the values of fields only.
     */
    private @Nullable String settled(@Nullable String condition, Map<String, ? extends @Nullable Object> data) {
        if (condition == null) {
            return null;
        }
        return NAME.matcher(condition).replaceAll(name -> {
            boolean field = components.stream().anyMatch(each -> each.path("key").asText().equals(name.group()));
            return !field && data.get(name.group()) instanceof Boolean fact ? fact.toString() : name.group();
        });
    }

    private void field(
            JsonNode component,
            String type,
            Map<String, ? extends @Nullable Object> data,
            Map<String, @Nullable Object> part) {
        String key = component.path("key").asText();
        JsonNode properties = component.path("properties");
        JsonNode validate = component.path("validate");
        String label = component.path(type.equals("datetime") ? "dateLabel" : "label").asText();
        part.put("key", key);
        part.put("label", properties.path(LABEL).asText(label));
        part.put("note", properties.path(NOTE).asText(component.path("description").asText()));
        part.put("required", validate.path("required").asBoolean());
        part.put("suffix", component.path("appearance").path("suffixAdorner").asText());
        part.put("hide", settled(Field.feel(component.path("conditional").path("hide")), data));
        if (validate.path("maxLength").isInt()) {
            part.put("maxLength", validate.path("maxLength").asInt());
        }
        if (CHOICES.contains(type)) {
            Object given = data.get(component.path("valuesKey").asText());
            part.put("options", given != null ? given : Json.plain(component.path("values")));
        }
        Object value = data.get(key);
        boolean asItIs = value == null || value instanceof Collection || value instanceof Boolean;
        part.put("value", asItIs ? value : text(value));
    }

    /**
     * The whole submission: what she filled in, what the office keeps as it stands, and the dates it fills in.
     *
     * @param data what the form started from
     * @throws Refusal {@code ERR_FORM_INVALID} if she sends what the office keeps to itself
     */
    public Map<String, @Nullable Object> completed(
            Map<String, ? extends @Nullable Object> submitted,
            Map<String, ? extends @Nullable Object> data,
            LocalDate today) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(submitted);
        for (JsonNode component : components) {
            String key = component.path("key").asText();
            if (!isOffice(component) || key.isEmpty()) {
                continue;
            }
            String how = component.path("properties").path(APPLICANT).asText();
            Object value = how.equals(TODAY) ? today.toString() : data.get(key);
            if (submitted.containsKey(key)) {
                throw Refusal.invalid(RefusalCode.FORM_INVALID, "所提交的内容中有不能在网上修改的栏目，请刷新页面后重新填写。");
            }
            if (value != null) {
                whole.put(key, value);
            }
        }
        return whole;
    }

    private static boolean isOffice(JsonNode component) {
        return component.path("properties").has(APPLICANT);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
