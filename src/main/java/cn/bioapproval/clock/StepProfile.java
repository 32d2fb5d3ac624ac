package cn.bioapproval.clock;

import java.time.Period;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a model is to the clock, read from its element properties:
 * <ul>
 *   <li>{@code clock.limit}: {@code 5} working days, or a calendar period such as {@code P6M} or {@code P1Y}
 *   <li>{@code clock.effect}: {@code runs} (default), or {@code stops:REASON} with a {@link StopReason}
 *   <li>{@code clock.resume}: {@code continue} (default), or {@code reset}: when this stop ends, the whole limit begins
 *       anew (class II review after a supplement, 医疗器械注册与备案管理办法 art. 92)
 *   <li>{@code clock.basis}: the rule that allows the stop, in Chinese, where it is another than the reason's own
 *   <li>{@code clock.custody}: {@code applicant | window | review | inspection | decision | finance}
 *   <li>{@code clock.phase}: the phase of the procedure that the step belongs to ({@code 技术审评}), where the law
 *       gives each phase a limit of its own (医疗器械注册与备案管理办法 art. 91-95). The first step of a phase begins the limit that
 *       it names; the others go on in it. Such a step is due when the limit of its phase ends
 * </ul>
 *
 * @param limit      {@code null}: the step has no limit of its own
 * @param stops      {@code null}: the clock runs during the step
 * @param resets     whether the end of the stop begins the whole limit anew
 * @param legalBasis the rule that allows the stop; {@code null} if it does not stop the clock
 * @param custody    {@code null}: the model does not say
 * @param phase      {@code null}: the step belongs to no phase
 */
public record StepProfile(
        @Nullable StepLimit limit,
        @Nullable StopReason stops,
        boolean resets,
        @Nullable String legalBasis,
        @Nullable Custody custody,
        @Nullable String phase) {

    private static final String LIMIT = "clock.limit";
    private static final String EFFECT = "clock.effect";
    private static final String RESUME = "clock.resume";
    private static final String BASIS = "clock.basis";
    private static final String CUSTODY = "clock.custody";
    private static final String PHASE = "clock.phase";
    private static final Set<String> KEYS = new TreeSet<>(Set.of(LIMIT, EFFECT, RESUME, BASIS, CUSTODY, PHASE));

    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern PHASE_NAME = Pattern.compile("\\p{IsHan}{2,10}");
    private static final Pattern PERIOD = Pattern.compile("P[1-9][0-9]{0,2}[YMD]");
    private static final String STOPS = "stops:";

    /**
     * Reads the properties of an element; those that do not begin with {@code clock.} are others' business.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right, for the model check
     */
    public static StepProfile of(Map<String, String> properties) {
        properties.keySet().stream()
                .filter(key -> key.startsWith("clock.") && !KEYS.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("Unknown property " + key + "; known: " + KEYS);
                });
        StopReason stops = stops(properties.getOrDefault(EFFECT, "runs"));
        String basis = properties.get(BASIS);
        if (stops == null && (basis != null || properties.containsKey(RESUME))) {
            throw new IllegalArgumentException(
                    RESUME + " and " + BASIS + " say something about a stop, but this step does not stop the clock");
        }
        if (basis != null && basis.isBlank()) {
            throw new IllegalArgumentException(BASIS + " is empty");
        }
        StepLimit limit = limit(properties.get(LIMIT));
        return new StepProfile(
                limit,
                stops,
                resets(properties.getOrDefault(RESUME, "continue")),
                stops == null ? null : basis == null ? stops.legalBasis() : basis.strip(),
                custody(properties.get(CUSTODY)),
                phase(properties.get(PHASE), stops, limit));
    }

    private static @Nullable String phase(
            @Nullable String value, @Nullable StopReason stops, @Nullable StepLimit limit) {
        if (value == null) {
            return null;
        }
        if (!PHASE_NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s '%s': write its name in two to ten Chinese characters".formatted(PHASE, value));
        }
        if (stops != null || limit instanceof StepLimit.CalendarLimit) {
            throw new IllegalArgumentException(
                    PHASE + ": the clock runs during the steps of a phase, and its limit is in working days");
        }
        return value;
    }

    private static @Nullable StepLimit limit(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (DAYS.matcher(value).matches()) {
            return new StepLimit.WorkingDayLimit(Integer.parseInt(value));
        }
        if (PERIOD.matcher(value).matches()) {
            return new StepLimit.CalendarLimit(Period.parse(value));
        }
        throw new IllegalArgumentException(
                "%s '%s': write working days (1 to 999) or a calendar period such as P6M or P1Y"
                        .formatted(LIMIT, value));
    }

    private static @Nullable StopReason stops(String value) {
        if (value.equals("runs")) {
            return null;
        }
        for (StopReason reason : StopReason.values()) {
            if (value.equals(STOPS + reason.name())) {
                return reason;
            }
        }
        throw new IllegalArgumentException("%s '%s': write runs, or stops: and one of %s"
                .formatted(EFFECT, value, Arrays.toString(StopReason.values())));
    }

    private static boolean resets(String value) {
        return switch (value) {
            case "continue" -> false;
            case "reset" -> true;
            default -> throw new IllegalArgumentException(
                    "%s '%s': write continue or reset".formatted(RESUME, value));
        };
    }

    private static @Nullable Custody custody(@Nullable String value) {
        if (value == null) {
            return null;
        }
        for (Custody custody : Custody.values()) {
            if (custody.name().toLowerCase(Locale.ROOT).equals(value)) {
                return custody;
            }
        }
        throw new IllegalArgumentException("%s '%s': write one of %s"
                .formatted(CUSTODY, value, Arrays.toString(Custody.values()).toLowerCase(Locale.ROOT)));
    }
}
