package cn.bioapproval.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.feel.FeelEngine;
import org.junit.jupiter.api.Test;

class ParsedOnceTest {

    private final org.camunda.bpm.dmn.feel.impl.FeelEngine feel = ParsedOnce.factory().createInstance();

    @Test
    void readsAnExpressionOnce() {
        var parser = new ParsedOnce(new FeelEngine(
                FeelEngine.defaultFunctionProvider(),
                FeelEngine.defaultValueMapper(),
                FeelEngine.defaultConfiguration(),
                FeelEngine.defaultClock()));

        assertThat(parser.parseExpression("amount * 2")).isSameAs(parser.parseExpression("amount * 2"));
        assertThat(parser.parseUnaryTests("> 2")).isSameAs(parser.parseUnaryTests("> 2"));
    }

    @Test
    void theSameCellIsAnsweredAnewForEachValue() {
        assertThat(cell("[1..3]", 2)).isTrue();
        assertThat(cell("[1..3]", 4)).isFalse();
        assertThat(cell("[1..3]", 3)).isTrue();
        assertThat((Object) feel.evaluateSimpleExpression("amount * 2", Variables.fromMap(Map.of("amount", 4)).asVariableContext()))
                .hasToString("8");
        assertThat((Object) feel.evaluateSimpleExpression("amount * 2", Variables.fromMap(Map.of("amount", 5)).asVariableContext()))
                .hasToString("10");
    }

    @Test
    void aListOfValuesIsAnotherExpressionInACellThanOutsideOne() {
        assertThat((Object) feel.evaluateSimpleExpression("\"CITY\"", Variables.emptyVariableContext())).isEqualTo("CITY");
        assertThat(feel.evaluateSimpleUnaryTests(
                        "\"CITY\"", "tier", Variables.fromMap(Map.of("tier", "CITY")).asVariableContext()))
                .isTrue();
    }

    @Test
    void whatCannotBeReadIsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> feel.evaluateSimpleExpression("1 +", Variables.emptyVariableContext()))
                    .isInstanceOf(FeelException.class);
        }
    }

    private boolean cell(String test, int value) {
        return feel.evaluateSimpleUnaryTests(
                test, "score", Variables.fromMap(Map.of("score", value)).asVariableContext());
    }
}
