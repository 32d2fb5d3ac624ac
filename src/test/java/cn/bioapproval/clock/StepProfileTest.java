package cn.bioapproval.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepProfileTest {

    @Test
    void aStepWithoutPropertiesRunsWithoutALimit() {
        assertThat(StepProfile.of(Map.of("case.item", "clinical-center")))
                .isEqualTo(new StepProfile(null, null, false, null, null, null));
    }

    @Test
    void aReviewStopsTheClockOnItsLegalBasisAndHasALimitOfItsOwn() {
        assertThat(StepProfile.of(Map.of(
                        "clock.limit", "40", "clock.effect", "stops:EXPERT_REVIEW", "clock.custody", "review")))
                .isEqualTo(new StepProfile(
                        new StepLimit.WorkingDayLimit(40),
                        StopReason.EXPERT_REVIEW,
                        false,
                        "《行政许可法》第四十五条",
                        Custody.REVIEW,
                        null));
    }

    @Test
    void aModelMayNameAMoreExactBasisAndBeginTheLimitAnew() {
        StepProfile profile = StepProfile.of(Map.of(
                "clock.limit", "P1Y",
                "clock.effect", "stops:SUPPLEMENT",
                "clock.resume", "reset",
                "clock.basis", "《医疗器械注册与备案管理办法》第九十二条"));

        assertThat(profile.limit()).isEqualTo(new StepLimit.CalendarLimit(Period.ofYears(1)));
        assertThat(profile.resets()).isTrue();
        assertThat(profile.legalBasis()).isEqualTo("《医疗器械注册与备案管理办法》第九十二条");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonCanBeWrittenInAModelAndHasAChineseName(StopReason reason) {
        StepProfile profile = StepProfile.of(Map.of("clock.effect", "stops:" + reason.name()));

        assertThat(profile.stops()).isEqualTo(reason);
        assertThat(reason.label()).matches("\\p{IsHan}+");
        assertThat(profile.legalBasis()).isNotBlank();
    }

    @Test
    void aPhaseIsNamedInChineseAndRuns() {
        assertThat(StepProfile.of(Map.of("clock.phase", "技术审评", "clock.limit", "60")).phase()).isEqualTo("技术审评");
        assertThatThrownBy(() -> StepProfile.of(Map.of("clock.phase", "技术审评", "clock.effect", "stops:TEST")))
                .hasMessageContaining("clock runs");
        assertThatThrownBy(() -> StepProfile.of(Map.of("clock.phase", "技术审评", "clock.limit", "P1Y")))
                .hasMessageContaining("working days");
    }

    @ParameterizedTest
    @CsvSource({
        "clock.phase, review",
        "clock.limit, 0",
        "clock.limit, -5",
        "clock.limit, 5d",
        "clock.limit, PT5H",
        "clock.limit, P0D",
        "clock.limit, '${days}'",
        "clock.effect, stop",
        "clock.effect, stops:COFFEE",
        "clock.custody, someone",
        "clock.resume, reset",
        "clock.basis, 依办事指南",
        "clock.limits, 5"
    })
    void aTypingMistakeIsNamed(String key, String value) {
        assertThatThrownBy(() -> StepProfile.of(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }
}
