package cn.bioapproval.cycletime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedupTest {

    @Test
    void twentyEightPointSixOfAHundredAndTwentyDaysIsSeventySixPercentFaster() {
        assertThat(Speedup.percent(new BigDecimal("120"), new BigDecimal("28.6"))).as("C-11").isEqualTo("76.2");
    }

    @Test
    void overSeveralCasesItIsTheAverageThatCounts() {
        assertThat(Speedup.percent(120, List.of(24, 30, 33))).as("C-12").contains(new BigDecimal("75.8"));
        assertThat(Speedup.percent(93, List.of(1, 1, 2))).as("a third is not rounded on the way").contains(
                new BigDecimal("98.6"));
    }

    @Test
    void withoutABaselineThereIsNoRatio() {
        assertThatThrownBy(() -> Speedup.percent(0, List.of(24))).as("C-13").hasMessageContaining("大于 0");
        assertThatThrownBy(() -> Speedup.percent(BigDecimal.ZERO, BigDecimal.ONE)).hasMessageContaining("大于 0");
    }

    @Test
    void withoutCasesThereIsNothingToSay() {
        assertThat(Speedup.percent(120, List.of())).as("C-13").isEmpty();
    }

    @Test
    void slowerThanAllowedIsNegative() {
        assertThat(Speedup.percent(60, List.of(66))).contains(new BigDecimal("-10.0"));
    }
}
