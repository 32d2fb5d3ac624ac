package cn.bioapproval.tasklist;

import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.StopReading;
import java.util.stream.Collectors;

/**
 * What remains of a limit, in words and in a state that has a colour.
 *
 * @param days working days left after today; negative when overrun; while the clock stands still, those that will be left
 * @param text in Chinese, complete without the colour
 */
record Remaining(State state, int days, String text) {

    /** From so many working days left on it is urgent; the shared filter 三日内到期 draws the same line. */
    private static final int SOON = 3;

    enum State {
        PLENTY,
        SOON,
        OVERDUE,
        STOPPED
    }

    static Remaining of(String what, int days) {
        if (days < 0) {
            return new Remaining(State.OVERDUE, days, what + "超期 " + -days + " 个工作日");
        }
        String text = days == 0 ? what + "今天到期" : what + "剩 " + days + " 个工作日";
        return new Remaining(days <= SOON ? State.SOON : State.PLENTY, days, text);
    }

    /** Of the statutory clock while it lasts. */
    static Remaining of(ClockReading clock) {
        if (clock.stopped()) {
            String why = clock.openStops().stream()
                    .map(StopReading::reason)
                    .distinct()
                    .map(reason -> reason.label())
                    .collect(Collectors.joining("、"));
            return new Remaining(State.STOPPED, clock.remainingDays(), "停表：" + why);
        }
        return of(clock.phase() == null ? "全程" : clock.phase(), clock.remainingDays());
    }
}
