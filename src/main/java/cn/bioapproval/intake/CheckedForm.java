package cn.bioapproval.intake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission that passed the door.
 *
 * @param data       what is recorded: the declared, visible fields that are not empty
 * @param flow       the fields that the form marks with {@code "flow": "true"}, by key; null when empty or hidden, so
 *                   that a value of an earlier round does not linger as a process variable. Text; Boolean; lists; a
 *                   number is text with {@code serializeToString}, else Long with {@code decimalDigits} 0, else Double
 * @param caseFields the fields that the form marks with {@code "case": "..."}, by that name; only those filled in
 */
public record CheckedForm(FormData data, Map<String, @Nullable Object> flow, Map<String, String> caseFields) {

    public CheckedForm {
        flow = Collections.unmodifiableMap(new LinkedHashMap<>(flow));
        caseFields = Map.copyOf(caseFields);
    }
}
