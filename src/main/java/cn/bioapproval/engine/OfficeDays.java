package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import java.time.LocalTime;
import java.util.Date;
import org.springframework.stereotype.Component;

/** Working days for expressions in task filters. */
@Component("officeDays")
public class OfficeDays {

    private final WorkingDays days;

    OfficeDays(WorkingDays days) {
        this.days = days;
    }

    /** 23:59:59 (Asia/Shanghai) of the n-th working day after today. */
    public Date endOfWorkingDay(int n) {
        return Date.from(days.plus(days.today(), n)
                .atTime(LocalTime.of(23, 59, 59))
                .atZone(OfficeClock.ZONE)
                .toInstant());
    }
}
