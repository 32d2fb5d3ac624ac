package cn.bioapproval.deadlines;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * When something is said about a deadline. Its stages follow one another as working days pass: −n from n days before the
 * last day on, 0 on the last day, k from the k-th report of overdue work on. A look says the stage that is reached and
 * nothing of those before it: after days without a look people hear how things stand, once.
 *
 * @param before how many working days before the last day, the most first
 * @param after  working days after the last day until the first report
 * @param every  working days from one report to the next
 * @param most   reports at most
 */
record Schedule(List<Integer> before, int after, int every, int most) {

    /** Earlier than this nobody is reminded. */
    static final int FURTHEST = 30;

    private static final int MOST_REPORTS = 100;

    Schedule {
        before = before.stream().distinct().sorted(Comparator.reverseOrder()).toList();
        if (before.stream().anyMatch(days -> days < 1 || days > FURTHEST)) {
            throw new IllegalArgumentException(
                    "Reminders come 1 to %d working days before the last day, not %s".formatted(FURTHEST, before));
        }
        if (after < 1 || after > FURTHEST || every < 1 || every > FURTHEST || most < 0 || most > MOST_REPORTS) {
            throw new IllegalArgumentException(
                    "Overdue work is reported after 1 to %1$d working days, every 1 to %1$d, at most %2$d times"
                            .formatted(FURTHEST, MOST_REPORTS));
        }
    }

    /**
     * The stage that is reached.
     *
     * @param left  working days after today up to the last day; negative: how many have passed since
     * @param given working days that there were from the day it began: a reminder that would come on that very day or
     *              before it is left out
     * @return empty while there is nothing to say
     */
    OptionalInt stage(int left, int given) {
        if (left <= 0) {
            int overdue = -left;
            return OptionalInt.of(
                    overdue < after || most == 0 ? 0 : Math.min(most, 1 + (overdue - after) / every));
        }
        return before.stream()
                .filter(days -> days >= left)
                .min(Comparator.naturalOrder())
                .filter(days -> days < given)
                .map(days -> OptionalInt.of(-days))
                .orElse(OptionalInt.empty());
    }

    /** The reminders before the last day that are not left out, in working days before it, the most first. */
    List<Integer> remindersOf(int given) {
        return before.stream().filter(days -> days < given).toList();
    }

    /** The last stage there is. */
    int lastStage() {
        return most;
    }
}
