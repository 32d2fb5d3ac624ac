package cn.bioapproval.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the FEEL expressions of a form. The door says what they may see; the engine room knows the language. */
@FunctionalInterface
public interface ConditionEvaluator {

    /**
     * The value of the expression as plain Java: null, Boolean, String, a number, List or Map.
     *
     * @param feel    the expression without the leading {@code =}
     * @param context what it may name; values may be null; a name that is missing is null to the expression
     * @return null when the expression is null or cannot be evaluated: the browser treats it so, and so does the door
     */
    @Nullable Object value(String feel, Map<String, ? extends @Nullable Object> context);

    /** Whether the expression is true; neither false nor null nor an error is. */
    default boolean isTrue(String feel, Map<String, ? extends @Nullable Object> context) {
        return Boolean.TRUE.equals(value(feel, context));
    }
}
