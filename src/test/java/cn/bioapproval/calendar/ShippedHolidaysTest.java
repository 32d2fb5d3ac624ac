package cn.bioapproval.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedHolidaysTest {

    @Test
    void theYears2023To2026AreShipped() {
        assertThat(ShippedHolidays.arrangements())
                .extracting(HolidayArrangement::year)
                .containsExactly(2023, 2024, 2025, 2026);
        assertThat(ShippedHolidays.arrangements()).allSatisfy(arrangement -> {
            assertThat(arrangement.makeUpDays().keySet())
                    .allMatch(YearDays::isWeekend)
                    .allMatch(date -> date.getYear() == arrangement.year())
                    .doesNotContainAnyElementsOf(arrangement.daysOff().keySet());
            assertThat(arrangement.daysOff().keySet()).allMatch(date -> date.getYear() == arrangement.year());
        });
    }

    /** Since the revision of 2024 the law makes 13 days free; two holidays may fall on one day, as in 2028. */
    @Test
    void theProvisionalYearsHaveExactlyTheDaysOfTheLaw() {
        Map<Integer, Map<LocalDate, String>> years = ShippedHolidays.statutoryDays();

        assertThat(years).containsOnlyKeys(2027, 2028, 2029, 2030);
        assertThat(years.get(2027).keySet())
                .extracting(LocalDate::toString)
                .containsExactlyInAnyOrder(
                        "2027-01-01",
                        "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08",
                        "2027-04-05",
                        "2027-05-01", "2027-05-02",
                        "2027-06-09",
                        "2027-09-15",
                        "2027-10-01", "2027-10-02", "2027-10-03");
        assertThat(years).allSatisfy((year, days) -> {
            assertThat(days.values().stream().flatMap(note -> List.of(note.split("、")).stream()))
                    .hasSize(13);
            assertThat(days.keySet()).allMatch(date -> date.getYear() == year);
        });
    }
}
