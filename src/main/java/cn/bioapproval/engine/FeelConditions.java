package cn.bioapproval.engine;

import cn.bioapproval.intake.ConditionEvaluator;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Evaluates the FEEL expressions of forms with the engine's own FEEL. */
@Component
class FeelConditions implements ConditionEvaluator {

    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();

    @Override
    public @Nullable Object value(String expression, Map<String, ? extends @Nullable Object> context) {
        try {
            return feel.evaluateSimpleExpression(
                    expression, Variables.fromMap(new HashMap<>(context)).asVariableContext());
        } catch (FeelException e) {
            return null;
        }
    }
}
