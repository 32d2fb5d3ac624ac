package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/** The engine keeps the office's time. */
@Component
class EngineTime {

    EngineTime(OfficeClock clock) {
        clock.follow(offset -> ClockUtil.offset(offset.toMillis()));
    }
}
