package cn.bioapproval.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WorkingDaysPropertiesTest {

    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final int DAYS = 4 * 365;

    private final WorkingDays workingDays =
            WorkingDays.shipped(Clock.fixed(Instant.parse("2026-11-22T00:42:00Z"), OfficeClock.ZONE), true);

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(0, DAYS).map(FIRST::plusDays);
    }

    @Property
    void addingThenCountingReturnsTheNumber(@ForAll("dates") LocalDate trigger, @ForAll @IntRange(max = 240) int n) {
        assertThat(workingDays.count(trigger, workingDays.plus(trigger, n))).isEqualTo(n);
    }

    @Property
    void aDeadlineNeverLandsOnARestDay(
            @ForAll("dates") LocalDate trigger, @ForAll @IntRange(min = 1, max = 240) int n) {
        assertThat(workingDays.isWorkingDay(workingDays.plus(trigger, n))).isTrue();
        assertThat(workingDays.isWorkingDay(workingDays.onOrAfter(trigger))).isTrue();
    }

    @Property
    void countingInTwoPartsIsCountingOnce(
            @ForAll("dates") LocalDate from,
            @ForAll @IntRange(max = 300) int first,
            @ForAll @IntRange(max = 60) int second) {
        LocalDate between = from.plusDays(first);
        LocalDate to = between.plusDays(second);
        assertThat(workingDays.count(from, between) + workingDays.count(between, to))
                .isEqualTo(workingDays.count(from, to));
    }

    @Property
    void countingAgreesWithWalkingDayByDay(
            @ForAll("dates") LocalDate from, @ForAll @IntRange(max = 360) int calendarDays) {
        LocalDate to = from.plusDays(calendarDays);
        int walked = 0;
        for (LocalDate date = from.plusDays(1); !date.isAfter(to); date = date.plusDays(1)) {
            walked += workingDays.isWorkingDay(date) ? 1 : 0;
        }
        assertThat(workingDays.count(from, to)).isEqualTo(walked);
    }
}
