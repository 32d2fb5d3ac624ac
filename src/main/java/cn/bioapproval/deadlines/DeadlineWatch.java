package cn.bioapproval.deadlines;

import cn.bioapproval.calendar.HolidaysLoaded;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at the deadlines at the right time. Every minute asks the office clock, which a demonstration may have turned: at
 * the first minute of office time of a working day, and then whenever {@code bioapproval.deadlines.every} has passed,
 * steps are looked at; the limits of cases once a day, since none comes nearer within a day. What it remembers saves
 * looks and nothing else: forgotten, as by a restart, it looks once more and finds everything said.
 */
@Component
class DeadlineWatch {

    /** So often a day are the limits of cases looked at when some of them fail. */
    private static final int TRIES = 3;

    private final Deadlines deadlines;
    private final DeadlinesProperties settings;
    private final Clock clock;

    private @Nullable Instant lookedAt;
    private int looksAtCases;
    /** Volatile for the listener; the rest belongs to whoever looks. */
    private volatile @Nullable LocalDate day;

    DeadlineWatch(Deadlines deadlines, DeadlinesProperties settings, Clock clock) {
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(cron = "${bioapproval.deadlines.tick-cron:40 * * * * *}")
    synchronized void everyMinute() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(day)) {
            day = today;
            lookedAt = null;
            looksAtCases = 0;
        }
        boolean lately = lookedAt != null && now.isBefore(lookedAt.plus(settings.every()));
        if (lately || !deadlines.isTime()) {
            return;
        }
        deadlines.lookAtSteps();
        if (looksAtCases < TRIES) {
            looksAtCases = deadlines.lookAtCases().failed() == 0 ? TRIES : looksAtCases + 1;
        }
        lookedAt = now;
    }

    /** Due dates have moved. */
    @EventListener
    void on(HolidaysLoaded loaded) {
        day = null;
    }
}
