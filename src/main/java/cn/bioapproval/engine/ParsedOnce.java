package cn.bioapproval.engine;

import camundajar.impl.scala.util.Either;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.ValueMapper;

/**
 * The engine's own FEEL, which reads each expression once: as shipped it parses every cell of a decision table, and every
 * condition of a form, each time they are evaluated, and that costs many times the evaluation.
 */
final class ParsedOnce extends FeelEngine {

    /** Expressions come from deployed models and forms; a limit guards against models that are deployed without end. */
    private static final int KEPT = 20_000;

    private final Map<String, Either<FeelEngine.Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
    private final Map<String, Either<FeelEngine.Failure, ParsedExpression>> unaryTests = new ConcurrentHashMap<>();

    ParsedOnce(FeelEngine shipped) {
        super(shipped.functionProvider(), shipped.valueMapper(), shipped.configuration(), shipped.clock());
    }

    /** Makes it for decisions and forms alike. */
    static FeelEngineFactory factory() {
        return () -> new ScalaFeelEngine(List.of()) {
            @Override
            protected FeelEngine buildFeelEngine(
                    CustomFunctionTransformer functions, ValueMapper.CompositeValueMapper values) {
                return new ParsedOnce(super.buildFeelEngine(functions, values));
            }
        };
    }

    @Override
    public Either<FeelEngine.Failure, ParsedExpression> parseExpression(String expression) {
        return remembered(expressions, expression, super::parseExpression);
    }

    @Override
    public Either<FeelEngine.Failure, ParsedExpression> parseUnaryTests(String expression) {
        return remembered(unaryTests, expression, super::parseUnaryTests);
    }

    private static Either<FeelEngine.Failure, ParsedExpression> remembered(
            Map<String, Either<FeelEngine.Failure, ParsedExpression>> known,
            String expression,
            Function<String, Either<FeelEngine.Failure, ParsedExpression>> parser) {
        Either<FeelEngine.Failure, ParsedExpression> parsed = known.get(expression);
        if (parsed == null) {
            parsed = parser.apply(expression);
            if (known.size() < KEPT) {
                known.put(expression, parsed);
            }
        }
        return parsed;
    }
}
