package cn.bioapproval.clock;

import java.time.Period;

/** How long a step may take. */
public sealed interface StepLimit {

    /** So many counted working days; the day the step begins does not count. */
    record WorkingDayLimit(int days) implements StepLimit {}

    /**
     * A period of the calendar that ends on the corresponding day (民法典 art. 202), or on the next working day if that is
     * a day of rest (art. 203).
     */
    record CalendarLimit(Period period) implements StepLimit {}
}
