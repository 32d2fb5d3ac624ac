package cn.bioapproval.entrance;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.SignedIn;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/demo/clock}: everyone signed in reads the office clock, administrators turn it forward. */
@RestController
@RequestMapping("/api/demo/clock")
class DemoClockEndpoint {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final DemoClock clock;
    private final SignedIn signedIn;

    DemoClockEndpoint(DemoClock clock, SignedIn signedIn) {
        this.clock = clock;
        this.signedIn = signedIn;
    }

    /** One of the two: so many working days, or a date. */
    record Turn(@Nullable Integer workingDays, @Nullable LocalDate date) {}

    /**
     * The office clock.
     *
     * @param turnable whether this installation lets it be turned, and the person may do it
     * @param turned   whether it is ahead of the real time
     * @param now      office time with its offset
     * @param today    the office's date as people read it
     */
    record Shown(boolean turnable, boolean turned, ZonedDateTime now, String today) {}

    @GetMapping
    Shown read() {
        return shown(clock.read());
    }

    @PostMapping
    Shown turn(@RequestBody Turn turn) {
        String administrator = signedIn.administrator().id();
        if (turn.workingDays() != null && turn.date() == null) {
            return shown(clock.forward(turn.workingDays(), administrator));
        }
        if (turn.date() != null && turn.workingDays() == null) {
            return shown(clock.forward(turn.date(), administrator));
        }
        throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "请填写要推进的工作日数，或者选择日期（二者填一项）。");
    }

    private Shown shown(DemoClock.Reading reading) {
        return new Shown(
                reading.turnable() && signedIn.person().isAdministrator(),
                reading.turned(),
                reading.now(),
                DATE.format(reading.now()));
    }
}
