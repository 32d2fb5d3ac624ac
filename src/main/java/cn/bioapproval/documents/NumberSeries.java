package cn.bioapproval.documents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers without gaps: per series and calendar year (Asia/Shanghai) 1, 2, 3, ..., in the order of the moments at which
 * they are given. A number is drawn under the lock of its row, which lasts until the drawing transaction ends: one that
 * fails gives its numbers back by failing, and everyone else who draws in the series waits so long.
 */
@Component
public class NumberSeries {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    NumberSeries(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Numbers that follow one another.
     *
     * @param year  the calendar year they count in
     * @param first the first of them
     * @param at    the moment they were given, read under the lock: a later number never has an earlier moment
     */
    public record Drawn(int year, int first, Instant at) {}

    /**
     * Draws numbers in the running transaction. Whoever draws in several series does so in one fixed order, lest two
     * wait for each other.
     *
     * @param series at most 60 characters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Drawn draw(String series, int count) {
        return draw(new TreeMap<>(Map.of(series, count))).get(series);
    }

    /**
     * As {@link #draw(String, int)}, in several series with one statement, which locks their rows in the order of their
     * names.
     *
     * @param counts how many numbers to draw, by series
     */
    Map<String, Drawn> draw(SortedMap<String, Integer> counts) {
        Instant at = now();
        while (true) {
            int year = yearOf(at);
            Map<String, Integer> last = lastAfter(year, counts);
            at = now();
            if (yearOf(at) == year) {
                Map<String, Drawn> drawn = new HashMap<>();
                for (Map.Entry<String, Integer> count : counts.entrySet()) {
                    int first = last.get(count.getKey()) - count.getValue() + 1;
                    drawn.put(count.getKey(), new Drawn(year, first, at));
                }
                return drawn;
            }
            // The year ended while we waited for the others: its numbers go back, and the new year's rows are next.
            SortedMap<String, Integer> back = new TreeMap<>(counts);
            back.replaceAll((series, count) -> -count);
            lastAfter(year, back);
        }
    }

    /** Locks the rows until this transaction ends. */
    private Map<String, Integer> lastAfter(int year, SortedMap<String, Integer> counts) {
        Map<String, Integer> last = new HashMap<>();
        jdbc.query(
                """
                insert into documents_counter (series, year, last)
                select series, ?, count from unnest(?, ?) drawn (series, count)
                on conflict (series, year) do update set last = documents_counter.last + excluded.last
                returning series, last""",
                row -> {
                    last.put(row.getString("series"), row.getInt("last"));
                },
                year,
                counts.keySet().toArray(String[]::new),
                counts.values().toArray(Integer[]::new));
        return last;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static int yearOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZhFormat.OFFICE).getYear();
    }
}
