package cn.bioapproval.deadlines;

import cn.bioapproval.engine.OfficePeople;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When deadlines speak, where neither a step's {@code deadline.remind} says otherwise. Days are working days.
 *
 * @param remind        how many days before the last day of a step its holder is reminded; on the last day she always is
 * @param remindOfCase  the same for the limit of the whole case, where the head is told too
 * @param at            from this time of a working day on (office time)
 * @param overdueAfter  so many days after the last day the head is told for the first time
 * @param overdueEvery  and again each time so many days have passed
 * @param overdueMost   so many times at most; 0: the head is never told
 * @param heads         group → group of its heads, where it is another than {@code organisation/groups.yaml} says
 * @param fallbackGroup who is told about groups without heads; the administrators if nothing is said
 * @param every         how long, at most, until a look finds what has changed within the day
 */
@ConfigurationProperties("bioapproval.deadlines")
record DeadlinesProperties(
        @DefaultValue({"2", "1"}) List<Integer> remind,
        @DefaultValue({"5", "1"}) List<Integer> remindOfCase,
        @DefaultValue("09:00") LocalTime at,
        @DefaultValue("1") int overdueAfter,
        @DefaultValue("3") int overdueEvery,
        @DefaultValue("10") int overdueMost,
        @DefaultValue Map<String, String> heads,
        @Nullable String fallbackGroup,
        @DefaultValue("10m") Duration every) {

    DeadlinesProperties {
        if (fallbackGroup == null || fallbackGroup.isBlank()) {
            fallbackGroup = OfficePeople.administrators();
        }
        new Schedule(remind, overdueAfter, overdueEvery, overdueMost);
        new Schedule(remindOfCase, overdueAfter, overdueEvery, overdueMost);
    }

    /** For a step that is reminded of so many days before; {@code null}: as usual. */
    Schedule ofStep(@Nullable List<Integer> own) {
        return new Schedule(own == null ? remind : own, overdueAfter, overdueEvery, overdueMost);
    }

    Schedule ofCase() {
        return new Schedule(remindOfCase, overdueAfter, overdueEvery, overdueMost);
    }
}
