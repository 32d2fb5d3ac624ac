package cn.bioapproval.engine;

import cn.bioapproval.intake.ConditionEvaluator;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Evaluates the FEEL expressions of forms with the engine's own FEEL. Expressions that do not ask for the time are
 * functions of the values they name, and most forms ask the same of the same values again and again: the last answers
 * are kept.
 */
@Component
class FeelConditions implements ConditionEvaluator {

    private static final int KEPT_ANSWERS = 2000;

    /** {@code now()}, {@code today()}, {@code random number()}; a field that is called so is merely not kept. */
    private static final Pattern CHANGEABLE = Pattern.compile("now|today|random");

    private final FeelEngine feel = ParsedOnce.factory().createInstance();

    private final Map<Question, Optional<Object>> answers =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT_ANSWERS, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, Optional<Object>> eldest) {
                    return size() > KEPT_ANSWERS;
                }
            });

    /** An expression and the values of the names in it. */
    private record Question(String expression, Map<String, Object> values) {}

    @Override
    public @Nullable Object value(String expression, Map<String, ? extends @Nullable Object> context) {
        Map<String, Object> named = named(expression, context);
        if (CHANGEABLE.matcher(expression).find() || !named.values().stream().allMatch(FeelConditions::isPlain)) {
            return evaluate(expression, context);
        }
        Question question = new Question(expression, named);
        Optional<Object> known = answers.get(question);
        if (known == null) {
            known = Optional.ofNullable(evaluate(expression, context));
            if (known.map(FeelConditions::isPlain).orElse(true)) {
                answers.put(question, known);
            }
        }
        return known.orElse(null);
    }

    /** At least what the expression names: a key that merely occurs in its text does no harm. */
    private static Map<String, Object> named(String expression, Map<String, ? extends @Nullable Object> context) {
        Map<String, Object> named = new HashMap<>();
        context.forEach((name, value) -> {
            if (expression.contains(name)) {
                named.put(name, value);
            }
        });
        return named;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof List<?> list && list.stream().allMatch(FeelConditions::isPlain);
    }

    private @Nullable Object evaluate(String expression, Map<String, ? extends @Nullable Object> context) {
        try {
            return feel.evaluateSimpleExpression(
                    expression, Variables.fromMap(new HashMap<>(context)).asVariableContext());
        } catch (FeelException e) {
            return null;
        }
    }
}
