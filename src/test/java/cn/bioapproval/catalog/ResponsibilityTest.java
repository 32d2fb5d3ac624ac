package cn.bioapproval.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of what was said about a function counts on a day. */
class ResponsibilityTest {

    private final List<Responsibility> known = new ArrayList<>();

    private void said(@Nullable String item, @Nullable String unit, String from) {
        known.add(new Responsibility(
                known.size() + 1,
                UnitFunction.REVIEW,
                item,
                unit,
                LocalDate.parse(from),
                Instant.EPOCH,
                "admin",
                "调整分工"));
    }

    private @Nullable String on(String day, @Nullable String item) {
        return Responsibility.on(known, UnitFunction.REVIEW, item, LocalDate.parse(day))
                .map(Responsibility::unit)
                .orElse(null);
    }

    @Test
    void aMoveHoldsFromItsDayOnAndNotBefore() {
        said(null, "centre", "2026-01-01");
        said(null, "station", "2026-03-10");

        assertThat(on("2025-12-31", null)).isNull();
        assertThat(on("2026-03-09", null)).isEqualTo("centre");
        assertThat(on("2026-03-10", null)).isEqualTo("station");
    }

    @Test
    void aMoveThatIsSaidLaterButBeginsEarlierDoesNotUndoThePlannedOne() {
        said(null, "centre", "2026-01-01");
        said(null, "station", "2026-06-01");
        said(null, "office", "2026-03-01");

        assertThat(on("2026-04-01", null)).isEqualTo("office");
        assertThat(on("2026-06-01", null)).isEqualTo("station");
    }

    @Test
    void ofTwoMovesForTheSameDayTheLaterSaidCounts() {
        said(null, "centre", "2026-01-01");
        said(null, "station", "2026-06-01");
        said(null, "centre", "2026-06-01");

        assertThat(on("2026-06-01", null)).as("the planned move was taken back").isEqualTo("centre");
    }

    @Test
    void anExceptionConcernsItsItemOnlyAndCanEnd() {
        said(null, "centre", "2026-01-01");
        said("change-filing", "office", "2026-03-01");
        said("change-filing", null, "2026-05-01");

        assertThat(on("2026-02-28", "change-filing")).isEqualTo("centre");
        assertThat(on("2026-03-01", "change-filing")).isEqualTo("office");
        assertThat(on("2026-03-01", "registration")).isEqualTo("centre");
        assertThat(on("2026-05-01", "change-filing")).as("the exception ended").isEqualTo("centre");
    }

    @Test
    void anExceptionStandsWhenTheRuleForAllItemsMoves() {
        said(null, "centre", "2026-01-01");
        said("change-filing", "office", "2026-01-01");
        said(null, "station", "2026-02-01");

        assertThat(on("2026-02-01", "change-filing")).isEqualTo("office");
    }
}
