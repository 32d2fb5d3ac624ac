package cn.bioapproval.clock;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case has taken, in working days.
 *
 * @param grossDays from the first trigger to the end of the clock, or to today
 * @param netDays   of them, those that count: without the days during which the clock stood still
 * @param stages    the limits one after the other, the earliest first
 */
public record Elapsed(int grossDays, int netDays, List<Stage> stages) {

    public Elapsed {
        stages = List.copyOf(stages);
    }

    /**
     * One limit of the case.
     *
     * @param phase         the phase whose limit it is; {@code null} for the limit of the whole
     * @param startedOn     the day of the trigger, which does not count
     * @param endedOn       {@code null} while it runs
     * @param extensionDays days added by extensions
     * @param countedDays   days used
     */
    public record Stage(
            @Nullable String phase,
            LocalDate startedOn,
            @Nullable LocalDate endedOn,
            int limitDays,
            int extensionDays,
            int countedDays) {}
}
