package cn.bioapproval.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the model check says of a form that can be read: what would break in Tasklist (form-js 1.8.7), what people would
 * not understand, and custom properties that mean nothing.
 */
final class FormLint {

    private static final int SCHEMA_VERSION = 16;
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern MONEY = Pattern.compile("万元|金额|经费|（元）|\\(元\\)");
    private static final Set<String> PROPERTIES = Set.of(
            "flow",
            "case",
            "patternHint",
            "check",
            ApplicantForm.APPLICANT,
            ApplicantForm.LABEL,
            ApplicantForm.NOTE);
    private static final Set<String> CASE_FIELDS =
            Set.of("applicantName", "applicantCode", "applicantEmail", "title", "caseNumber");
    private static final Set<String> LABELLED = Set.of("group", "dynamiclist", "button", "table");
    private static final Set<String> TEXT_RULES =
            Set.of("required", "minLength", "maxLength", "pattern", "validationType");
    private static final Set<String> RANGE_RULES = Set.of("required", "min", "max");
    private static final Map<String, Set<FieldType>> CHECKS = Map.of(
            "creditCode", Set.of(FieldType.TEXTFIELD),
            "wan", Set.of(FieldType.TEXTFIELD, FieldType.NUMBER),
            "notFuture", Set.of(FieldType.DATETIME));

    private final JsonNode form;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> cases = new HashSet<>();

    FormLint(JsonNode form) {
        this.form = form;
    }

    List<String> problems() {
        if (form.path("id").asText("").isEmpty()) {
            problems.add("表单没有 id，流程模型无法引用它。");
        }
        if (form.path("schemaVersion").asInt(SCHEMA_VERSION) > SCHEMA_VERSION) {
            problems.add("表单的 schemaVersion 高于 " + SCHEMA_VERSION + "，任务列表（form-js 1.8.7）可能无法显示。");
        }
        walk(form.path("components"), "", new HashSet<>(), false);
        return List.copyOf(problems);
    }

    private void walk(JsonNode components, String prefix, Set<String> taken, boolean inRows) {
        for (JsonNode component : components) {
            String type = component.path("type").asText("");
            FieldType fieldType = FieldType.of(type);
            String place = component.path(fieldType == null ? "path" : "key").asText("");
            if (fieldType != null || type.equals("dynamiclist")) {
                claim(component, prefix + place, taken);
            }
            label(component, fieldType, type);
            conditional(component);
            if (fieldType != null) {
                field(component, fieldType, inRows, prefix + place);
            } else {
                properties(component);
            }
            if (type.equals("group")) {
                walk(component.path("components"), place.isEmpty() ? prefix : prefix + place + ".", taken, inRows);
            } else if (type.equals("dynamiclist")) {
                list(component);
                walk(component.path("components"), "", new HashSet<>(), true);
            }
        }
    }

    /** form-js does not show a form at all in which two fields claim one place, or one a place inside the other's. */
    private void claim(JsonNode component, String path, Set<String> taken) {
        boolean clash = taken.stream()
                .anyMatch(other -> other.equals(path) || other.startsWith(path + ".") || path.startsWith(other + "."));
        if (clash) {
            say(component, "的键名“" + path + "”与另一个组件重复，整个表单将无法显示");
        }
        taken.add(path);
    }

    private void label(JsonNode component, @Nullable FieldType fieldType, String type) {
        String label = component.path("label").asText("");
        if (label.isBlank() && fieldType == FieldType.DATETIME) {
            label = component.path("dateLabel").asText("") + component.path("timeLabel").asText("");
        }
        boolean needed = fieldType != null && fieldType != FieldType.EXPRESSION;
        if (label.isBlank()) {
            if (needed) {
                say(component, "没有标签，填写的人不知道要填什么");
            }
        } else if ((needed || LABELLED.contains(type)) && !CHINESE.matcher(label).find()) {
            say(component, "的标签“" + label + "”应为中文");
        }
        boolean emptyText = component.path("text").asText("").isBlank();
        if (type.equals("text") && (!component.has("text") || emptyText)) {
            say(component, "没有文字内容");
        }
    }

    private void conditional(JsonNode component) {
        String hide = component.path("conditional").path("hide").asText("");
        if (!hide.isEmpty() && !hide.startsWith("=")) {
            say(component, "的隐藏条件须以“=”开头，否则不起作用");
        }
    }

    private void field(JsonNode component, FieldType type, boolean inRows, String path) {
        JsonNode validate = component.path("validate");
        rules(component, type, validate);
        range(component, validate, "min", "max");
        range(component, validate, "minLength", "maxLength");
        regex(component, validate);
        if (type.isChoice()) {
            options(component);
        }
        String subtype = component.path("subtype").asText("date");
        if (type == FieldType.DATETIME && !Set.of("date", "time", "datetime").contains(subtype)) {
            say(component, "的 subtype 应为 date、time 或 datetime");
        }
        boolean disabled = component.path("disabled").asBoolean();
        if (component.path("disabled").isTextual()) {
            say(component, "的 disabled 只能是 true 或 false；需要条件时请用 readonly");
        }
        if (disabled && validate.path("required").asBoolean()) {
            say(component, "已禁用，不能同时必填");
        }
        boolean money = MONEY.matcher(component.path("label").asText("")).find();
        if (type == FieldType.NUMBER && money && !component.path("serializeToString").asBoolean()) {
            say(component, "是金额，请勾选“以文本形式输出”（serializeToString），避免精度损失");
        }
        properties(component);
        fieldProperties(component, type, inRows, path);
    }

    private void rules(JsonNode component, FieldType type, JsonNode validate) {
        Set<String> known = switch (type) {
            case TEXTFIELD -> TEXT_RULES;
            case TEXTAREA -> Set.of("required", "minLength", "maxLength");
            case NUMBER, DATETIME -> RANGE_RULES;
            case SELECT, RADIO, CHECKBOX, CHECKLIST, TAGLIST -> Set.of("required");
            case EXPRESSION -> Set.of();
        };
        validate.fieldNames().forEachRemaining(rule -> {
            if (!known.contains(rule)) {
                say(component, "的校验规则“" + rule + "”对这种组件不起作用");
            }
        });
        String validationType = validate.path("validationType").asText("");
        if (!Set.of("", "custom", "email", "phone").contains(validationType)) {
            say(component, "的 validationType“" + validationType + "”不存在，应为 email 或 phone");
        }
    }

    private void range(JsonNode component, JsonNode validate, String lower, String upper) {
        Optional<BigDecimal> least = constant(validate.path(lower));
        Optional<BigDecimal> most = constant(validate.path(upper));
        if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
            say(component, "的 " + lower + " 大于 " + upper + "，无法填写");
        }
    }

    private static Optional<BigDecimal> constant(JsonNode limit) {
        return Optional.ofNullable(Json.plain(limit)).flatMap(Decimals::of);
    }

    private void regex(JsonNode component, JsonNode validate) {
        String pattern = validate.path("pattern").asText("");
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            say(component, "的正则表达式无效：" + e.getDescription());
        }
        boolean hinted = component.path("properties").has("patternHint");
        if (!pattern.isEmpty() && !hinted) {
            say(component, "有正则表达式而没有 patternHint，填写的人不知道应填成什么样");
        }
    }

    private void options(JsonNode component) {
        int sources = 0;
        for (String source : List.of("values", "valuesKey", "valuesExpression")) {
            sources += component.has(source) ? 1 : 0;
        }
        if (sources != 1) {
            say(component, "应有且只有一个选项来源（values、valuesKey、valuesExpression）");
        }
        Set<String> values = new HashSet<>();
        for (JsonNode option : component.path("values")) {
            JsonNode value = option.isObject() ? option.path("value") : option;
            if (!value.isValueNode() || value.asText().isEmpty()) {
                say(component, "有一个选项没有值");
            } else if (!values.add(value.asText())) {
                say(component, "的选项值“" + value.asText() + "”重复");
            }
            if (option.isObject() && option.path("label").asText("").isBlank()) {
                say(component, "有一个选项没有标签");
            }
        }
        JsonNode chosen = component.path("defaultValue");
        boolean listed = component.path("values").isArray();
        if (listed && chosen.isValueNode() && !chosen.isNull() && !values.contains(chosen.asText())) {
            say(component, "的默认值“" + chosen.asText() + "”不在选项中");
        }
    }

    private void list(JsonNode component) {
        if (!component.path("disableCollapse").asBoolean()) {
            say(component, "须设置 disableCollapse 为 true：折叠起来的行不会被提交，内容会丢失");
        }
        if (component.path("isRepeating").isBoolean() && !component.path("isRepeating").asBoolean()) {
            say(component, "的 isRepeating 须为 true");
        }
    }

    private void properties(JsonNode component) {
        component.path("properties").fieldNames().forEachRemaining(name -> {
            if (!PROPERTIES.contains(name)) {
                say(component, "的自定义属性“" + name + "”没有含义，可用的是 flow、case、patternHint、check、"
                        + "applicant、applicantLabel、applicantNote");
            }
        });
        String applicant = component.path("properties").path(ApplicantForm.APPLICANT).asText("");
        boolean date = component.path("type").asText("").equals("datetime");
        if (!Set.of("", ApplicantForm.HIDDEN, ApplicantForm.TODAY).contains(applicant)
                || applicant.equals(ApplicantForm.TODAY) && !date) {
            say(component, "的 applicant 应为 hidden，日期也可以是 today");
        }
    }

    private void fieldProperties(JsonNode component, FieldType type, boolean inRows, String path) {
        JsonNode properties = component.path("properties");
        String flow = properties.path("flow").asText("");
        if (!flow.isEmpty()) {
            flow(component, type, inRows, path, flow);
        }
        if (properties.has("case")) {
            caseField(component, type, inRows, properties.path("case").asText());
        }
        String check = properties.path("check").asText("");
        if (!check.isEmpty() && !CHECKS.getOrDefault(check, Set.of()).contains(type)) {
            say(component, CHECKS.containsKey(check) ? "的 check“" + check + "”不适用于这种组件" : "的 check“" + check + "”不存在");
        }
        boolean clock = component.path("subtype").asText("date").equals("time");
        if (check.equals("notFuture") && clock) {
            say(component, "只有时间没有日期，不能检查 notFuture");
        }
    }

    private void flow(JsonNode component, FieldType type, boolean inRows, String path, String flow) {
        if (!Set.of("true", "false").contains(flow)) {
            say(component, "的 flow 应为 true 或 false");
        }
        if (inRows || path.contains(".")) {
            say(component, "在列表或分组路径中，不能成为流程变量（flow）");
        }
        if (type == FieldType.EXPRESSION) {
            say(component, "由浏览器计算，不可信，不能成为流程变量（flow）");
        }
        boolean whole = component.path("decimalDigits").asInt(-1) == 0;
        boolean typed = whole || component.path("serializeToString").asBoolean();
        if (type == FieldType.NUMBER && !typed) {
            say(component, "成为流程变量时须为整数（decimalDigits 为 0）或以文本形式输出（serializeToString）");
        }
    }

    private void caseField(JsonNode component, FieldType type, boolean inRows, String name) {
        if (!CASE_FIELDS.contains(name)) {
            say(component, "的 case“" + name + "”不存在，可用的是 applicantName、applicantCode、applicantEmail、title");
        } else if (!cases.add(name)) {
            say(component, "的 case“" + name + "”已由另一个组件填写");
        }
        boolean text = type.isText() || type == FieldType.SELECT;
        if (inRows || !text) {
            say(component, "不是列表之外的文字组件，不能填写办件信息（case）");
        }
    }

    private void say(JsonNode component, String problem) {
        String label = component.path("label").asText("");
        String name = label.isBlank() ? component.path("key").asText(component.path("id").asText("")) : label;
        problems.add("“" + (name.isBlank() ? component.path("type").asText() : name) + "”" + problem + "。");
    }
}
