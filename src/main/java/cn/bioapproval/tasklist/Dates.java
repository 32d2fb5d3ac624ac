package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.OfficeClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Dates as people read them, office time. */
final class Dates {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(OfficeClock.ZONE);

    private Dates() {}

    static String shown(LocalDate day) {
        return DAY.format(day);
    }

    static String shown(Instant at) {
        return MOMENT.format(at);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, OfficeClock.ZONE);
    }

    /** The day that a fact holds as 2026-03-05. */
    static String shownFact(@Nullable Object date) {
        return shown(LocalDate.parse(String.valueOf(date)));
    }
}
