package cn.bioapproval.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final Schedule usual = new Schedule(List.of(2, 1), 1, 3, 10);

    @Test
    void twoDaysAndOneDayBeforeOnTheLastDayAndThenEveryThirdDay() {
        assertThat(stages(usual, 20, 4, -8)).containsExactly(null, null, -2, -1, 0, 1, 1, 1, 2, 2, 2, 3, 3);
    }

    @Test
    void whoGetsAStepOfTwoDaysIsNotRemindedOnTheVeryDayAndWhoGetsOneOfOneDayOnlyOnItsLast() {
        assertThat(stages(usual, 2, 2, 0)).containsExactly(null, -1, 0);
        assertThat(stages(usual, 1, 1, 0)).containsExactly(null, 0);
    }

    @Test
    void theHeadIsToldNoMoreThanSoManyTimesAndNeverWhereNobodyWantsIt() {
        assertThat(usual.stage(-500, 20)).hasValue(10);
        assertThat(new Schedule(List.of(), 1, 1, 0).stage(-500, 20)).hasValue(0);
        assertThat(new Schedule(List.of(), 5, 1, 2).stage(-4, 20)).hasValue(0);
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        for (List<Integer> wrong : List.of(List.of(0), List.of(-1), List.of(31))) {
            assertThatThrownBy(() -> new Schedule(wrong, 1, 3, 10)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Schedule(List.of(1), 0, 3, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(List.of(1), 1, 0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(List.of(1), 1, 3, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever days the application was down: never the same twice, never more than there are, and the last one heard. */
    @Property
    void eachStageIsSaidAtMostOnceAndTheOneReachedIsAlwaysSaid(
            @ForAll @Size(max = 5) @UniqueElements List<@IntRange(min = 1, max = 30) Integer> before,
            @ForAll @IntRange(min = 1, max = 5) int after,
            @ForAll @IntRange(min = 1, max = 5) int every,
            @ForAll @IntRange(max = 6) int most,
            @ForAll @IntRange(min = 1, max = 40) int given,
            @ForAll Set<@IntRange(max = 80) Integer> down) {
        Schedule schedule = new Schedule(before, after, every, most);
        List<Integer> said = new ArrayList<>();
        for (int day = 0; day <= 80; day++) {
            OptionalInt stage = schedule.stage(given - day, given);
            if (down.contains(day) || stage.isEmpty()) {
                continue;
            }
            assertThat(day).as("not on the day it began").isPositive();
            if (said.isEmpty() || said.get(said.size() - 1) < stage.getAsInt()) {
                said.add(stage.getAsInt());
            }
            assertThat(said.get(said.size() - 1)).isEqualTo(stage.getAsInt());
        }
        assertThat(said.size()).isLessThanOrEqualTo(before.size() + 1 + most);
        if (down.isEmpty()) {
            assertThat(said).containsAll(schedule.remindersOf(given).stream().map(days -> -days).toList());
        }
    }

    @Test
    void aModelSaysHowManyDaysBeforeOrNoneAndNothingElse() {
        assertThat(StepReminders.of(Map.of("clock.limit", "5")).days()).isNull();
        assertThat(StepReminders.of(Map.of("deadline.remind", "none")).days()).isEmpty();
        assertThat(StepReminders.of(Map.of("deadline.remind", " 10, 5,1 ")).days()).containsExactly(10, 5, 1);
        for (String wrong : List.of("", "0", "31", "-1", "5;2", "P1D", "1,2,3,4,5,6", "两天", "1,")) {
            assertThatThrownBy(() -> StepReminders.of(Map.of("deadline.remind", wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("such as 5,2,1");
        }
        assertThatThrownBy(() -> StepReminders.of(Map.of("deadline.reminds", "1")))
                .hasMessageContaining("known: deadline.remind");
    }

    /** The stage on each day from so many days left to so many. */
    private static List<Integer> stages(Schedule schedule, int given, int from, int to) {
        List<Integer> stages = new ArrayList<>();
        for (int left = from; left >= to; left--) {
            OptionalInt stage = schedule.stage(left, given);
            stages.add(stage.isPresent() ? stage.getAsInt() : null);
        }
        return stages;
    }
}
