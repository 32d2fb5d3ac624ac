package cn.bioapproval.engine;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person filled in for a verb. */
record VerbArguments(Map<String, Object> values) {

    static final int LONGEST = 500;

    /** A text that must be there. */
    String text(String key, String label) {
        return optional(key, label)
                .orElseThrow(() -> invalid(key, "请填写“" + label + "”。"));
    }

    Optional<String> optional(String key, String label) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw invalid(key, "“" + label + "”填写有误。");
        }
        if (text.strip().length() > LONGEST) {
            throw invalid(key, "“" + label + "”不能超过" + LONGEST + "字。");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    /** At least one of something. */
    List<String> several(String key, String label) {
        Object value = values.get(key);
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        if (all.isEmpty() || all.size() > 50 || !all.stream().allMatch(String.class::isInstance)) {
            throw invalid(key, "请选择“" + label + "”。");
        }
        return all.stream().map(String.class::cast).distinct().toList();
    }

    static Refusal invalid(String key, String message) {
        return Refusal.fields(RefusalCode.FORM_INVALID, message, Map.of(key, message));
    }
}
