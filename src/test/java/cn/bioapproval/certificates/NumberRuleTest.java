package cn.bioapproval.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRuleTest {

    private static final Map<String, CertificateKind> KINDS = CertificateKinds.load();

    private final NumberRule rule = KINDS.get("device").number();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "闽械注准20262070123, true",
        "国械注准20263070123, false",
        "闽械注准2026307, false",
        "闽械注准20263070123, false",
        "闽械注准202620701234, false",
        "闽械注准2026207012３, false",
        "粤械注准20262070123, false",
        "闽械注进20262070123, false",
        "'闽械注准20262070123 ', false"
    })
    void aNumberIsBuiltByTheRuleOrIsNone(String number, boolean valid) {
        assertThat(rule.matches(number)).isEqualTo(valid);
    }

    @Test
    void aNumberTellsYearCategoryAndSequence() {
        assertThat(rule.format(2026, "07", 123)).isEqualTo("闽械注准20262070123");
        assertThat(rule.parts("闽械注准20262070123")).contains(new NumberRule.Parts(2026, "07", 123));
        assertThat(rule.format(2026, "40", 9999)).isEqualTo("闽械注准20262409999");
    }

    @Test
    void theSequenceOfAYearEndsWithItsLastNumberAndSaysSo() {
        assertThatThrownBy(() -> rule.format(2026, "07", 10_000)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code().value()).isEqualTo("ERR_NUMBERS_EXHAUSTED");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            assertThat(refusal).hasMessageContaining("2026年").hasMessageContaining("9999");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"闽械注准", "闽械注准{year}2{seq:4}", "闽械注准{year}2{category}", "闽械注准{category}{seq:4}"})
    void aRuleWithoutOneOfThePartsIsNone(String pattern) {
        assertThatThrownBy(() -> new NumberRule(pattern, "闽械注准2")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void devicesAndReagentsAreNumberedTogether() {
        assertThat(KINDS.get("device-ivd").number()).isEqualTo(rule);
        assertThat(KINDS.get("device-ivd").categories()).containsOnlyKeys("40");
        assertThat(KINDS.get("device").categories()).hasSize(22).containsKeys("01", "07", "22").doesNotContainKey("40");
    }
}
