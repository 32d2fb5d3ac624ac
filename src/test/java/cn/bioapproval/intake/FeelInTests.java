package cn.bioapproval.intake;

import java.util.HashMap;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.jspecify.annotations.Nullable;

/** The FEEL engine that the application brings along anyway. */
public final class FeelInTests implements ConditionEvaluator {

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

    @Override
    public @Nullable Object value(String expression, Map<String, ? extends @Nullable Object> context) {
        EvaluationResult result = feel.evaluateExpression(expression, new HashMap<>(context));
        return result.isSuccess() ? result.result() : null;
    }
}
