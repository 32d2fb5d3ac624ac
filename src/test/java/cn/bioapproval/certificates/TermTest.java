package cn.bioapproval.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    private final CertificateKind device = CertificateKinds.load().get("device");

    @ParameterizedTest(name = "approved {0}, valid until {1}")
    @CsvSource({
        "2026-06-30, 2031-06-29",
        "2026-01-01, 2030-12-31",
        "2026-03-01, 2031-02-28",
        "2027-03-01, 2032-02-29",
        "2028-02-29, 2033-02-27",
        "2028-02-28, 2033-02-27"
    })
    void fiveYearsEndTheDayBeforeTheCorrespondingDay(LocalDate approvedOn, LocalDate until) {
        assertThat(Term.beginning(approvedOn, device.validity())).isEqualTo(new Term(approvedOn, until));
    }

    @ParameterizedTest(name = "six months from {0} end {1}")
    @CsvSource({"2026-03-10, 2026-09-09", "2026-08-31, 2027-02-27"})
    void monthsEndTheSameWay(LocalDate from, LocalDate until) {
        assertThat(Term.beginning(from, Period.ofMonths(6)).until()).isEqualTo(until);
    }

    @ParameterizedTest(name = "valid until {0}, renewal by {1}")
    @CsvSource({
        "2027-05-20, 2026-11-20",
        "2031-06-29, 2030-12-29",
        "2027-08-31, 2027-02-28",
        "2028-08-29, 2028-02-29",
        // a Saturday: the last day does not move
        "2027-07-30, 2027-01-30"
    })
    void renewalIsAppliedForSixMonthsBeforeTheEnd(LocalDate until, LocalDate lastDay) {
        assertThat(device.lastDayForRenewal(until)).isEqualTo(lastDay);
    }

    @Test
    void aRenewalInTimeBeginsTheDayAfterTheOldEndAndALateOneOnItsApproval() {
        Term old = new Term(LocalDate.of(2022, 5, 21), LocalDate.of(2027, 5, 20));

        assertThat(old.renewed(LocalDate.of(2027, 1, 15), device.validity()))
                .isEqualTo(new Term(LocalDate.of(2027, 5, 21), LocalDate.of(2032, 5, 20)));
        assertThat(old.renewed(LocalDate.of(2027, 5, 20), device.validity()).from())
                .as("approved on the very last day")
                .isEqualTo(LocalDate.of(2027, 5, 21));
        assertThat(old.renewed(LocalDate.of(2027, 6, 1), device.validity()))
                .isEqualTo(new Term(LocalDate.of(2027, 6, 1), LocalDate.of(2032, 5, 31)));
    }
}
