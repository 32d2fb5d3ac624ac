package cn.bioapproval.documents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
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
        Instant at = now();
        while (true) {
            int year = yearOf(at);
            int last = lastAfter(series, year, count);
            at = now();
            if (yearOf(at) == year) {
                return new Drawn(year, last - count + 1, at);
            }
            // The year ended while we waited for the others: its numbers go back, and the new year's row is next.
            lastAfter(series, year, -count);
        }
    }

    /** Locks the row until this transaction ends. */
    private int lastAfter(String series, int year, int count) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into documents_counter (series, year, last) values (?, ?, ?)
                on conflict (series, year) do update set last = documents_counter.last + excluded.last
                returning last""",
                Integer.class,
                series,
                year,
                count));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static int yearOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZhFormat.OFFICE).getYear();
    }
}
