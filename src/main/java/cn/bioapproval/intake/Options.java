package cn.bioapproval.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a choice come from; at most one of the three is set.
 *
 * @param values     listed in the form
 * @param key        name of a list in the context
 * @param expression FEEL that yields a list
 */
record Options(@Nullable List<Object> values, @Nullable String key, @Nullable String expression) {

    /** In the order in which the browser looks: key, listed values, expression. */
    static Options of(JsonNode field) {
        String key = field.path("valuesKey").asText("");
        if (!key.isEmpty()) {
            return new Options(null, key, null);
        }
        if (field.path("values").isArray()) {
            return new Options(values(Json.plain(field.path("values"))), null, null);
        }
        String expression = field.path("valuesExpression").asText("");
        return expression.startsWith("=")
                ? new Options(null, null, expression.substring(1))
                : new Options(List.of(), null, null);
    }

    /** The values that a list offers: plain values, or objects with a {@code value}. Anything else offers nothing. */
    static List<Object> values(@Nullable Object list) {
        Object source = list instanceof String json ? Json.parse(json).orElse(null) : list;
        List<Object> values = new ArrayList<>();
        if (source instanceof Collection<?> collection) {
            for (Object option : collection) {
                Object value = option instanceof Map<?, ?> labelled ? labelled.get("value") : option;
                boolean plain = value instanceof Number || value instanceof Boolean || value instanceof String;
                if (plain && !"".equals(value)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** The offered value that is meant. Numbers are compared as numbers, whatever their type. */
    static Optional<Object> find(List<Object> offered, Object value) {
        return offered.stream().filter(option -> same(option, value)).findFirst();
    }

    static boolean same(Object left, Object right) {
        if (left instanceof Number && right instanceof Number) {
            Optional<BigDecimal> first = Decimals.of(left);
            Optional<BigDecimal> second = Decimals.of(right);
            return first.isPresent() && second.isPresent() && first.get().compareTo(second.get()) == 0;
        }
        return left.equals(right);
    }
}
