package cn.bioapproval.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From a day on, a unit has a function.
 *
 * @param id        order in which it was written; of two for the same day the later one counts
 * @param item      code of the service item for which this is an exception; {@code null}: for all items
 * @param unit      code of the unit; {@code null}: the exception ends
 * @param from      first day, office time
 * @param changedBy user id of the administrator; {@code null}: shipped with the application
 */
public record Responsibility(
        long id,
        UnitFunction function,
        @Nullable String item,
        @Nullable String unit,
        LocalDate from,
        Instant changedAt,
        @Nullable String changedBy,
        String reason) {

    private static final Comparator<Responsibility> LATER =
            Comparator.comparing(Responsibility::from).thenComparingLong(Responsibility::id);

    /** The one that counts on that day for the item: its own exception, if one stands, before the rule for all items. */
    static Optional<Responsibility> on(
            List<Responsibility> known, UnitFunction function, @Nullable String item, LocalDate day) {
        Predicate<Responsibility> begun =
                each -> each.function() == function && !each.from().isAfter(day);
        Optional<Responsibility> exception = item == null
                ? Optional.empty()
                : known.stream().filter(begun).filter(each -> item.equals(each.item())).max(LATER);
        return exception.filter(each -> each.unit() != null)
                .or(() -> known.stream().filter(begun).filter(each -> each.item() == null).max(LATER));
    }
}
