package cn.bioapproval.clock;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedDaysTest {

    private static final LocalDate LATE = LocalDate.of(2026, 11, 22);

    private final WorkingDays workingDays =
            WorkingDays.shipped(Clock.fixed(Instant.parse("2026-11-22T00:42:00Z"), OfficeClock.ZONE), true);

    private CountedDays with(Pause... pauses) {
        return new CountedDays(workingDays, List.of(pauses));
    }

    private static Pause pause(String stoppedOn, @Nullable String resumedOn) {
        return new Pause(LocalDate.parse(stoppedOn), resumedOn == null ? null : LocalDate.parse(resumedOn));
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    /** {@code stops}: from~to, separated by spaces. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CLK-01 five days over the Dragon Boat Festival,   2026-06-15,  5, '',                       2026-06-23",
        "CLK-02 five days over the Spring Festival,        2026-02-12,  5, '',                       2026-02-26",
        "CLK-03 twenty days to decide,                     2026-03-02, 20, '',                       2026-03-30",
        "CLK-04 extended by ten,                           2026-03-02, 30, '',                       2026-04-14",
        "CLK-05 three days to hand over,                   2026-03-02,  3, '',                       2026-03-05",
        "CLK-06 sixty days to review,                      2026-03-05, 60, '',                       2026-06-02",
        "CLK-07 expert review stops the clock,             2026-03-02, 20, 2026-03-10~2026-03-20,    2026-04-10",
        "CLK-08 publicity over the National Day,           2026-09-30,  5, '',                       2026-10-13",
        "C-02 first round of review,                       2026-03-05, 60, '',                       2026-06-02",
        "C-03 sixty days anew after the supplement,        2026-08-03, 60, 2026-05-08~2026-08-03,    2026-10-30",
        "C-09 inspection does not count,                   2026-03-05, 60, 2026-03-16~2026-04-10,    2026-06-29",
        "D-12 assessment does not count,                   2026-03-02, 20, 2026-03-05~2026-03-25,    2026-04-20",
        "D-13 and extended by ten,                         2026-03-02, 30, 2026-03-05~2026-03-25,    2026-05-07",
        "inspection and supplement overlap and count once, 2026-03-05, 60, "
                + "2026-03-16~2026-04-01 2026-03-20~2026-04-10, 2026-06-29"
    })
    void theDeadlineIsTheNthDayThatCounts(
            String golden, LocalDate trigger, int limit, String stops, LocalDate deadline) {
        Pause[] pauses = Stream.of(stops.split(" "))
                .filter(stop -> !stop.isEmpty())
                .map(stop -> pause(stop.split("~")[0], stop.split("~")[1]))
                .toArray(Pause[]::new);

        assertThat(with(pauses).nth(trigger, limit, LATE)).isEqualTo(deadline);
        assertThat(with(pauses).count(trigger, deadline)).isEqualTo(limit);
        assertThat(with(pauses).count(trigger, deadline.minusDays(1))).isEqualTo(limit - 1);
    }

    @Test
    void clk07TwelveDaysAreUsedByTheEndOfMarch() {
        assertThat(with(pause("2026-03-10", "2026-03-20")).count(day("2026-03-02"), day("2026-03-30")))
                .isEqualTo(12);
    }

    @Test
    void theDayOfTheStopCountsAndTheDayOfTheResumeDoesNot() {
        CountedDays stopped = with(pause("2026-03-10", "2026-03-12"));

        assertThat(stopped.count(day("2026-03-09"), day("2026-03-10"))).isEqualTo(1);
        assertThat(stopped.count(day("2026-03-10"), day("2026-03-12"))).isZero();
        assertThat(stopped.count(day("2026-03-12"), day("2026-03-13"))).isEqualTo(1);
    }

    @Test
    void aStopAndItsResumeOnOneDayChangeNothing() {
        assertThat(with(pause("2026-03-10", "2026-03-10")).nth(day("2026-03-02"), 20, LATE))
                .isEqualTo("2026-03-30");
    }

    @Test
    void whileTheClockStandsTheDeadlineMovesWithToday() {
        CountedDays standing = with(pause("2026-03-10", null));

        assertThat(standing.count(day("2026-03-02"), LATE)).isEqualTo(6);
        assertThat(standing.nth(day("2026-03-02"), 20, day("2026-03-10"))).isEqualTo("2026-03-30");
        assertThat(standing.nth(day("2026-03-02"), 20, day("2026-03-20"))).isEqualTo("2026-04-10");
    }

    @Test
    void aStopAfterTheLastDayDoesNotMoveIt() {
        assertThat(with(pause("2026-03-30", null)).nth(day("2026-03-02"), 20, LATE)).isEqualTo("2026-03-30");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-08, P1Y, 2027-06-08", // C-04
        "2026-05-08, P1Y, 2027-05-10", // C-24
        "2026-11-22, P6M, 2027-05-24",
        "2026-08-31, P6M, 2027-03-01"
    })
    void aPeriodOfTheCalendarEndsOnTheCorrespondingDayOrTheNextWorkingDay(
            LocalDate trigger, String period, LocalDate end) {
        assertThat(with().end(trigger, Period.parse(period), LATE)).isEqualTo(end);
    }

    @Test
    void aPeriodOfTheCalendarIsLongerByTheDaysOfStopsWithinIt() {
        LocalDate trigger = day("2026-03-02");
        assertThat(with(pause("2026-03-10", "2026-03-20")).end(trigger, Period.ofMonths(1), LATE))
                .isEqualTo("2026-04-13"); // 2 April and ten days is Sunday 12 April
        assertThat(with(pause("2026-02-10", "2026-03-01")).end(trigger, Period.ofMonths(1), LATE))
                .isEqualTo("2026-04-02");
        assertThat(with(pause("2026-05-10", "2026-05-20")).end(trigger, Period.ofMonths(1), LATE))
                .isEqualTo("2026-04-02");
    }
}
