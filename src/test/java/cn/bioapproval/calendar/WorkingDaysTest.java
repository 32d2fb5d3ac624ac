package cn.bioapproval.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final Clock LATE_2026 = Clock.fixed(Instant.parse("2026-11-22T00:42:00Z"), OfficeClock.ZONE);

    private final WorkingDays workingDays = WorkingDays.shipped(LATE_2026, true);

    @ParameterizedTest(name = "{0}: {1} + {2} = {3}")
    @CsvSource({
        "CLK-01, 2026-06-15,  5, 2026-06-23",
        "CLK-02, 2026-02-12,  5, 2026-02-26",
        "CLK-03, 2026-03-02, 20, 2026-03-30",
        "CLK-04, 2026-03-02, 30, 2026-04-14",
        "CLK-05, 2026-03-02,  3, 2026-03-05",
        "CLK-06, 2026-03-05, 60, 2026-06-02",
        "CLK-08, 2026-09-30,  5, 2026-10-13",
        "C-07,   2026-06-01, 20, 2026-06-30",
        "C-08a,  2026-06-30, 10, 2026-07-14",
        "C-08b,  2026-06-30,  5, 2026-07-07",
        "C-10,   2026-05-20, 15, 2026-06-10",
        "F2-01,  2026-03-31, 10, 2026-04-15",
        "F2-02,  2026-06-30, 10, 2026-07-14",
        "F2-03,  2026-09-30, 10, 2026-10-20",
        "F5-05,  2026-06-15,  5, 2026-06-23",
        "over the turn of the year, 2025-12-30, 3, 2026-01-05"
    })
    void theLimitEndsOnTheNthWorkingDayAfterTheTrigger(String golden, LocalDate trigger, int days, LocalDate end) {
        assertThat(workingDays.plus(trigger, days)).isEqualTo(end);
        assertThat(workingDays.count(trigger, end)).isEqualTo(days);
    }

    @Test
    void theYear2026IsTheOfficialArrangement() {
        List<LocalDate> restOnWeekdays = new ArrayList<>();
        List<LocalDate> workOnWeekends = new ArrayList<>();
        for (LocalDate date = LocalDate.of(2026, 1, 1); date.getYear() == 2026; date = date.plusDays(1)) {
            boolean weekend = YearDays.isWeekend(date);
            if (!weekend && !workingDays.isWorkingDay(date)) {
                restOnWeekdays.add(date);
            }
            if (weekend && workingDays.isWorkingDay(date)) {
                workOnWeekends.add(date);
            }
        }
        assertThat(workOnWeekends)
                .extracting(LocalDate::toString)
                .containsExactly("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10");
        assertThat(restOnWeekdays)
                .extracting(LocalDate::toString)
                .containsExactly(
                        "2026-01-01", "2026-01-02",
                        "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23",
                        "2026-04-06",
                        "2026-05-01", "2026-05-04", "2026-05-05",
                        "2026-06-19",
                        "2026-09-25",
                        "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07");
    }

    @ParameterizedTest
    @CsvSource({"2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void everyShippedYearHasItsNumberOfWorkingDays(int year, int workingDaysOfTheYear) {
        assertThat(workingDays.count(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
                .isEqualTo(workingDaysOfTheYear);
    }

    @Test
    void aPeriodThatEndsOnARestDayEndsOnTheNextWorkingDay() {
        assertThat(workingDays.onOrAfter(LocalDate.of(2026, 10, 1))).isEqualTo("2026-10-08");
        assertThat(workingDays.onOrAfter(LocalDate.of(2026, 10, 10))).isEqualTo("2026-10-10");
        assertThat(workingDays.onOrAfter(LocalDate.of(2027, 5, 8))).isEqualTo("2027-05-10");
        assertThat(workingDays.onOrAfter(LocalDate.of(2027, 6, 8))).isEqualTo("2027-06-08");
    }

    @Test
    void nextYearIsProvisionalUntilItsArrangementIsLoaded() {
        LocalDate may = LocalDate.of(2027, 5, 10);
        assertThat(workingDays.isProvisional(LocalDate.of(2026, 12, 1), may)).isTrue();
        assertThat(workingDays.isProvisional(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31)))
                .isFalse();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 2, 8))).isFalse();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 9, 15))).isFalse();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 2, 9))).isTrue();

        List<HolidayArrangement> loaded = new ArrayList<>(ShippedHolidays.arrangements());
        loaded.add(new HolidayArrangement(
                2027,
                "通知",
                Map.of(LocalDate.of(2027, 2, 9), "春节"),
                Map.of(LocalDate.of(2027, 2, 20), "春节调休上班")));
        workingDays.replaceBy(loaded);

        assertThat(workingDays.isProvisional(LocalDate.of(2026, 12, 1), may)).isFalse();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 2, 9))).isFalse();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 2, 20))).isTrue();
    }

    @Test
    void aYearThatIsNotLoadedIsRefusedByNameAndNotGuessed() {
        assertThatThrownBy(() -> workingDays.plus(LocalDate.of(2027, 12, 30), 5))
                .isInstanceOfSatisfying(
                        CalendarYearNotLoaded.class, e -> assertThat(e.year()).isEqualTo(2028))
                .hasMessageContaining("2028年的放假安排尚未载入")
                .hasMessageContaining("请系统管理员");
        assertThatThrownBy(() -> workingDays.count(LocalDate.of(2022, 12, 30), LocalDate.of(2023, 1, 5)))
                .isInstanceOf(CalendarYearNotLoaded.class);
        assertThat(workingDays.knows(2027)).isTrue();
        assertThat(workingDays.knows(2028)).isFalse();
    }

    @Test
    void withoutProvisionalYearsNextYearIsRefusedToo() {
        WorkingDays strict = WorkingDays.shipped(LATE_2026, false);

        assertThat(strict.plus(LocalDate.of(2026, 12, 30), 1)).isEqualTo("2026-12-31");
        assertThatThrownBy(() -> strict.plus(LocalDate.of(2026, 12, 30), 2)).isInstanceOf(CalendarYearNotLoaded.class);
        assertThatThrownBy(() -> strict.isWorkingDay(LocalDate.of(2027, 6, 8)))
                .isInstanceOf(CalendarYearNotLoaded.class);
    }

    @Test
    void theProvisionalHorizonMovesWithTheYear() {
        WorkingDays in2027 =
                WorkingDays.shipped(Clock.fixed(Instant.parse("2026-12-31T16:00:00Z"), OfficeClock.ZONE), true);

        assertThat(in2027.today()).isEqualTo("2027-01-01");
        assertThat(in2027.knows(2028)).isTrue();
        assertThat(in2027.knows(2029)).isFalse();
    }

    @Test
    void anArrangementMayReachIntoTheDecemberBefore() {
        List<HolidayArrangement> loaded = new ArrayList<>(ShippedHolidays.arrangements());
        loaded.add(new HolidayArrangement(
                2027,
                "通知",
                Map.of(LocalDate.of(2026, 12, 31), "元旦"),
                Map.of(LocalDate.of(2026, 12, 26), "元旦调休上班")));
        WorkingDays loadedDays = WorkingDays.of(LATE_2026, loaded, false);

        assertThat(loadedDays.isWorkingDay(LocalDate.of(2026, 12, 31))).isFalse();
        assertThat(loadedDays.isWorkingDay(LocalDate.of(2026, 12, 26))).isTrue();
    }

    @Test
    void nothingHasPassedBeforeTheFirstDateAndNothingIsAddedByZero() {
        LocalDate saturday = LocalDate.of(2026, 11, 21);
        assertThat(workingDays.count(saturday, saturday.minusDays(5))).isZero();
        assertThat(workingDays.plus(saturday, 0)).isEqualTo(saturday);
        assertThatThrownBy(() -> workingDays.plus(saturday, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
