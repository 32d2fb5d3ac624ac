package cn.bioapproval.deadlines;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about the reminders of a step: the element property {@code deadline.remind}, working days before the
 * last day ({@code 5,2,1}), or {@code none} for the last day only.
 *
 * @param days {@code null}: the model leaves it to the office
 */
public record StepReminders(@Nullable List<Integer> days) {

    static final String REMIND = "deadline.remind";

    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]?(\\s*,\\s*[1-9][0-9]?){0,4}");

    /**
     * Reads the properties of an element; those that do not begin with {@code deadline.} are others' business.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right, for the model check
     */
    public static StepReminders of(Map<String, String> properties) {
        properties.keySet().stream()
                .filter(key -> key.startsWith("deadline.") && !key.equals(REMIND))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("Unknown property " + key + "; known: " + REMIND);
                });
        String value = properties.get(REMIND);
        if (value == null) {
            return new StepReminders(null);
        }
        if (value.strip().equals("none")) {
            return new StepReminders(List.of());
        }
        if (DAYS.matcher(value.strip()).matches()) {
            List<Integer> days = Arrays.stream(value.split(","))
                    .map(each -> Integer.valueOf(each.strip()))
                    .toList();
            if (days.stream().allMatch(each -> each <= Schedule.FURTHEST)) {
                return new StepReminders(days);
            }
        }
        throw new IllegalArgumentException(
                "%s '%s': write working days before the last day (1 to %d, at most five, such as 5,2,1), or none"
                        .formatted(REMIND, value, Schedule.FURTHEST));
    }
}
