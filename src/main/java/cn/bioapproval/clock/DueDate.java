package cn.bioapproval.clock;

import cn.bioapproval.calendar.OfficeClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Until when a step is to be done.
 *
 * @param lastDay     office date (Asia/Shanghai)
 * @param provisional whether it rests on a year whose holiday arrangement is not loaded yet (暂定) and may still move
 */
public record DueDate(LocalDate lastDay, boolean provisional) {

    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    /** The last second of the last day. */
    public Instant at() {
        return lastDay.atTime(END_OF_DAY).atZone(OfficeClock.ZONE).toInstant();
    }
}
