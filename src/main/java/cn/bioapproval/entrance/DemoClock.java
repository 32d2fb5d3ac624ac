package cn.bioapproval.entrance;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.database.DataHome;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Turns the office clock forward on the embedded database, so that a newcomer sees periods end without waiting for them.
 * Never back: what was written stays in the past. A restart goes on with the same offset; it is taken up while the beans
 * are made, before the engine starts to execute jobs.
 */
@Service
class DemoClock {

    private static final Logger log = LoggerFactory.getLogger(DemoClock.class);

    /** The time of day that people find after the clock was turned to a date. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private static final int MOST_DAYS = 250;
    private static final int MOST_YEARS = 3;

    private final DataHome home;
    private final OfficeClock clock;
    private final WorkingDays workingDays;
    private final JdbcTemplate jdbc;

    DemoClock(DataHome home, OfficeClock clock, WorkingDays workingDays, JdbcTemplate jdbc) {
        this.home = home;
        this.clock = clock;
        this.workingDays = workingDays;
        this.jdbc = jdbc;
        if (home.embedded()) {
            takeUpKeptOffset();
        }
    }

    /**
     * How the clock stands.
     *
     * @param turnable whether it may be turned at all
     * @param turned   whether it was turned: it is then ahead of the real time
     * @param now      office time
     */
    record Reading(boolean turnable, boolean turned, ZonedDateTime now) {}

    Reading read() {
        return new Reading(
                home.embedded(), home.embedded() && !clock.offset().isZero(), ZonedDateTime.now(clock));
    }

    /** Turns the clock to nine o'clock of the day on which this many more working days will have begun. */
    Reading forward(int days, String administrator) {
        if (days < 1 || days > MOST_DAYS) {
            throw invalid("请填写 1 到 " + MOST_DAYS + " 之间的工作日数。");
        }
        requireTurnable();
        return turn(workingDays.plus(LocalDate.now(clock), days), administrator);
    }

    /** Turns the clock to nine o'clock of this day, which must lie ahead. */
    Reading forward(LocalDate date, String administrator) {
        requireTurnable();
        return turn(date, administrator);
    }

    private synchronized Reading turn(LocalDate date, String administrator) {
        if (!date.isAfter(LocalDate.now(clock))) {
            throw invalid("演示时间只能向前推进，请选择今天（演示时间）以后的日期。");
        }
        LocalDate real = LocalDate.now(Clock.system(OfficeClock.ZONE));
        if (date.isAfter(real.plusYears(MOST_YEARS))) {
            throw invalid("演示时间最多比实际时间提前 " + MOST_YEARS + " 年。");
        }
        clock.turnTo(date.atTime(MORNING).atZone(OfficeClock.ZONE).toInstant());
        jdbc.update(
                "insert into entrance_clock (offset_seconds, turned_at, turned_by) values (?, ?, ?)",
                clock.offset().toSeconds(),
                Timestamp.from(Clock.systemUTC().instant()),
                administrator);
        log.info("The office clock was turned to {} by {}", date, administrator);
        return read();
    }

    private void requireTurnable() {
        if (!home.embedded()) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "使用正式数据库时，不能改变系统时间。");
        }
    }

    private void takeUpKeptOffset() {
        jdbc.queryForList("select offset_seconds from entrance_clock order by id desc limit 1", Long.class).stream()
                .map(Duration::ofSeconds)
                .forEach(clock::turnBy);
    }

    private static Refusal invalid(String message) {
        return Refusal.invalid(RefusalCode.INVALID_DATE, message);
    }
}
