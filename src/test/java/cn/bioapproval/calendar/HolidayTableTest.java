package cn.bioapproval.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.RoomsOnDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

@RoomsOnDatabase
class HolidayTableTest {

    private static final Clock LATE_2026 = Clock.fixed(Instant.parse("2026-11-22T00:42:00Z"), OfficeClock.ZONE);
    private static final CalendarProperties PROVISIONAL = new CalendarProperties(true);
    private static final CalendarProperties STRICT = new CalendarProperties(false);

    @Autowired
    private CalendarYears stored;

    @Autowired
    private PlatformTransactionManager transactions;

    private final List<Object> published = new ArrayList<>();

    @AfterEach
    void onlyTheShippedYearsStay() {
        stored.deleteAllById(List.of(2025, 2027));
        calendar(PROVISIONAL);
    }

    /** The calendar as a start of the application would build it. */
    private WorkingDays calendar(CalendarProperties properties) {
        return new CalendarConfiguration().workingDays(LATE_2026, stored, properties, transactions);
    }

    private HolidayTable table(WorkingDays workingDays, CalendarProperties properties) {
        return new HolidayTable(stored, workingDays, properties, LATE_2026, published::add, transactions);
    }

    private static HolidayArrangement arrangement2027() {
        Map<LocalDate, String> daysOff = new HashMap<>(ShippedHolidays.statutoryDays().get(2027));
        daysOff.put(LocalDate.of(2027, 2, 9), "春节");
        return new HolidayArrangement(
                2027, "国务院办公厅关于2027年部分节假日安排的通知", daysOff, Map.of(LocalDate.of(2027, 2, 20), "春节调休上班"));
    }

    @Test
    void theShippedYearsAreInTheTableAfterAStart() {
        List<HolidayYear> years = table(calendar(PROVISIONAL), PROVISIONAL).years();

        assertThat(years).extracting(year -> year.arrangement().year()).containsExactly(2023, 2024, 2025, 2026, 2027);
        assertThat(years).extracting(HolidayYear::provisional).containsExactly(false, false, false, false, true);
        assertThat(years.get(3).arrangement()).isEqualTo(ShippedHolidays.arrangements().get(3));
        assertThat(years.get(3).loadedBy()).isNull();
    }

    @Test
    void loadingTheOfficialYearReplacesTheProvisionalOneAndTellsEveryone() {
        WorkingDays workingDays = calendar(PROVISIONAL);
        HolidayTable table = table(workingDays, PROVISIONAL);
        assertThat(table.yearsNeededSoon()).containsExactly(2027);

        HolidayYear loaded = table.load(arrangement2027(), "admin");

        assertThat(loaded.provisional()).isFalse();
        assertThat(loaded.loadedBy()).isEqualTo("admin");
        assertThat(published).containsExactly(new HolidaysLoaded(2027));
        assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 2, 9))).isFalse();
        assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 2, 20))).isTrue();
        assertThat(workingDays.isProvisional(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31)))
                .isFalse();
        assertThat(table.yearsNeededSoon()).isEmpty();
        // ... and the next start reads it from the table.
        assertThat(calendar(STRICT).isWorkingDay(LocalDate.of(2027, 2, 20))).isTrue();
    }

    @Test
    void loadingAgainReplacesDaysThatAreStillToCome() {
        HolidayTable table = table(calendar(STRICT), STRICT);
        table.load(arrangement2027(), "admin");
        HolidayArrangement first = arrangement2027();
        HolidayArrangement corrected =
                new HolidayArrangement(2027, "更正通知", first.daysOff(), Map.of(LocalDate.of(2027, 2, 27), "春节调休上班"));

        HolidayYear loaded = table.load(corrected, "admin");

        assertThat(loaded.arrangement()).isEqualTo(corrected);
        WorkingDays afterRestart = calendar(STRICT);
        assertThat(afterRestart.isWorkingDay(LocalDate.of(2027, 2, 20))).isFalse();
        assertThat(afterRestart.isWorkingDay(LocalDate.of(2027, 2, 27))).isTrue();
    }

    @Test
    void aDayThatHasPassedCannotBeChanged() {
        HolidayTable table = table(calendar(STRICT), STRICT);
        HolidayArrangement shipped = ShippedHolidays.arrangements().get(3);
        Map<LocalDate, String> daysOff = new HashMap<>(shipped.daysOff());
        daysOff.put(LocalDate.of(2026, 11, 20), "台风停工");
        daysOff.put(LocalDate.of(2026, 11, 23), "台风停工");

        assertThatThrownBy(() -> table.load(
                        new HolidayArrangement(2026, "通知", daysOff, shipped.makeUpDays()), "admin"))
                .isInstanceOfSatisfying(InvalidHolidays.class, e -> assertThat(e.problems())
                        .containsExactly("2026年11月20日已经过去并已计入办件时限，不能更改。"));
        assertThat(published).isEmpty();
    }

    @Test
    void anArrangementThatContradictsItselfIsRefusedWithEveryProblem() {
        HolidayTable table = table(calendar(STRICT), STRICT);
        Map<LocalDate, String> daysOff = new HashMap<>(arrangement2027().daysOff());
        daysOff.remove(LocalDate.of(2027, 10, 1));
        daysOff.put(LocalDate.of(2028, 1, 1), "元旦");
        daysOff.put(LocalDate.of(2027, 2, 20), "春节");
        Map<LocalDate, String> makeUpDays =
                Map.of(LocalDate.of(2027, 2, 20), "调休上班", LocalDate.of(2027, 2, 22), "调休上班");

        assertThatThrownBy(() -> table.load(new HolidayArrangement(2027, " ", daysOff, makeUpDays), "admin"))
                .isInstanceOfSatisfying(InvalidHolidays.class, e -> assertThat(e.problems())
                        .containsExactlyInAnyOrder(
                                "请填写依据的通知名称或文号（不超过200字）。",
                                "2028年1月1日不属于2027年的安排。",
                                "2027年2月20日既是放假日又是调休上班日。",
                                "2027年2月22日是周一至周五，不能作为调休上班日。",
                                "2027年10月1日是法定节假日，请列入放假日。"));
        assertThat(stored.existsById(2027)).isFalse();
    }

    @Test
    void aYearThatTheAdministratorReplacedSurvivesARestart() {
        HolidayTable table = table(calendar(STRICT), STRICT);
        stored.deleteById(2025);
        HolidayArrangement shipped = ShippedHolidays.arrangements().get(2);
        HolidayArrangement replaced = new HolidayArrangement(2025, "更正", shipped.daysOff(), Map.of());
        table.load(replaced, "admin");

        calendar(STRICT);

        assertThat(stored.findById(2025)).map(CalendarYear::arrangement).contains(replaced);
    }

    @Test
    void withoutProvisionalYearsNextYearIsNeededAtOnce() {
        Clock spring = Clock.fixed(Instant.parse("2026-03-02T01:00:00Z"), OfficeClock.ZONE);
        WorkingDays strict = WorkingDays.shipped(spring, false);
        WorkingDays lenient = WorkingDays.shipped(spring, true);

        assertThat(new HolidayTable(stored, strict, STRICT, spring, published::add, transactions).yearsNeededSoon())
                .containsExactly(2027);
        assertThat(new HolidayTable(stored, lenient, PROVISIONAL, spring, published::add, transactions)
                        .yearsNeededSoon())
                .isEmpty();
    }
}
