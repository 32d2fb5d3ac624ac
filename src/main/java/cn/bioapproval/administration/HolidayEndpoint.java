package cn.bioapproval.administration;

import cn.bioapproval.calendar.HolidayArrangement;
import cn.bioapproval.calendar.HolidayTable;
import cn.bioapproval.calendar.HolidayYear;
import cn.bioapproval.calendar.InvalidHolidays;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/calendar/years}: administrators read which holiday arrangements are known and load the one of a year. When
 * one is loaded, the due dates and timers of all open cases move with it.
 */
@RestController
@RequestMapping("/api/calendar/years")
class HolidayEndpoint {

    private final HolidayTable holidays;
    private final SignedIn signedIn;

    HolidayEndpoint(HolidayTable holidays, SignedIn signedIn) {
        this.holidays = holidays;
        this.signedIn = signedIn;
    }

    /**
     * What is known.
     *
     * @param neededSoon years whose official arrangement should be loaded now
     */
    record Years(List<Year> years, List<Integer> neededSoon) {}

    /**
     * One year.
     *
     * @param provisional only the days that the law fixes; the official arrangement is not loaded yet
     * @param daysOff     date → name of the holiday
     * @param makeUpDays  weekend date that is worked → note
     */
    record Year(
            int year,
            String source,
            boolean provisional,
            Map<LocalDate, String> daysOff,
            Map<LocalDate, String> makeUpDays,
            @Nullable Instant loadedAt,
            @Nullable String loadedBy) {

        static Year of(HolidayYear known) {
            HolidayArrangement days = known.arrangement();
            return new Year(
                    days.year(),
                    days.source(),
                    known.provisional(),
                    days.daysOff(),
                    days.makeUpDays(),
                    known.loadedAt(),
                    known.loadedBy());
        }
    }

    /** The arrangement of a year as the administrator sends it; the year stands in the address. */
    record Arrangement(
            @Nullable String source,
            @Nullable Map<LocalDate, @Nullable String> daysOff,
            @Nullable Map<LocalDate, @Nullable String> makeUpDays) {}

    @GetMapping
    Years years() {
        signedIn.administrator();
        return new Years(holidays.years().stream().map(Year::of).toList(), holidays.yearsNeededSoon());
    }

    @PutMapping("/{year}")
    Year load(@PathVariable int year, @RequestBody Arrangement sent) {
        String administrator = signedIn.administrator().id();
        if (sent.source() == null || sent.daysOff() == null || sent.makeUpDays() == null) {
            throw invalid("请填写依据的通知（source）、放假日（daysOff）和调休上班日（makeUpDays），没有调休也要写空的一项。");
        }
        if (sent.daysOff().containsValue(null) || sent.makeUpDays().containsValue(null)) {
            throw invalid("每个放假日和调休上班日都要写明名称。");
        }
        try {
            return Year.of(holidays.load(
                    new HolidayArrangement(year, sent.source(), sent.daysOff(), sent.makeUpDays()), administrator));
        } catch (InvalidHolidays refused) {
            throw invalid(String.valueOf(refused.getMessage()));
        }
    }

    private static Refusal invalid(String message) {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, message);
    }
}
