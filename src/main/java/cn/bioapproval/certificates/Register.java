package cn.bioapproval.certificates;

import cn.bioapproval.calendar.OfficeClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Searches the register (登记簿). What it tells is public by law: who holds what, and whether it is valid. */
@Service
@Transactional(readOnly = true)
public class Register {

    /** More lines are never on a page. */
    public static final int LARGEST_PAGE = 50;

    private static final int MOST_WORDS = 8;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Register(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is looked for; what is {@code null} or empty restricts nothing.
     *
     * @param words        words separated by blanks, each a part of the number, the product, the holder or her code
     * @param kind         code of the kind
     * @param category     two-digit category
     * @param state        how it stands today
     * @param expiresFrom  earliest last day of validity
     * @param expiresUntil latest last day of validity
     */
    public record Query(
            String words,
            @Nullable String kind,
            @Nullable String category,
            @Nullable CertificateState state,
            @Nullable LocalDate expiresFrom,
            @Nullable LocalDate expiresUntil) {}

    /** A certificate in one line. */
    public record Line(
            String number,
            String kind,
            String category,
            String productName,
            String holderName,
            LocalDate firstApprovedOn,
            LocalDate validFrom,
            LocalDate validUntil,
            CertificateState state) {}

    /** Part of what was found, and how much there is in all. */
    public record Page(List<Line> lines, long total) {}

    /**
     * What was found, newest first.
     *
     * @param page from 0
     * @param size lines of a page, at most {@value #LARGEST_PAGE}
     */
    public Page search(Query query, int page, int size) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), OfficeClock.ZONE);
        StringBuilder where = new StringBuilder(" where true");
        List<Object> values = new ArrayList<>();
        words(query.words()).forEach(word -> and(
                where,
                values,
                "certificates_grams(search_text) @> certificates_grams(?) and position(? in search_text) > 0",
                word,
                word));
        if (query.kind() != null) {
            and(where, values, "kind = ?", query.kind());
        }
        if (query.category() != null) {
            and(where, values, "category = ?", query.category());
        }
        if (query.expiresFrom() != null) {
            and(where, values, "valid_until >= ?", query.expiresFrom());
        }
        if (query.expiresUntil() != null) {
            and(where, values, "valid_until <= ?", query.expiresUntil());
        }
        if (query.state() != null) {
            state(query.state(), today, where, values);
        }
        long total = Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from certificates_certificate" + where, Long.class, values.toArray()));
        int lines = Math.max(1, Math.min(size, LARGEST_PAGE));
        values.add(lines);
        values.add((long) Math.max(0, page) * lines);
        List<Line> found = jdbc.query(
                """
                select number, kind, category, product_name, holder_name, first_approved_on, valid_from, valid_until,
                    ending
                from certificates_certificate%s order by id desc limit ? offset ?"""
                        .formatted(where),
                (row, n) -> line(row, today),
                values.toArray());
        return new Page(found, total);
    }

    private static List<String> words(String typed) {
        return Arrays.stream(Certificate.words(typed).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    private static void state(CertificateState state, LocalDate today, StringBuilder where, List<Object> values) {
        switch (state) {
            case CANCELLED, REVOKED -> and(where, values, "ending = ?", state.name());
            case EXPIRED -> and(where, values, "ending is null and valid_until < ?", today);
            case NOT_YET_VALID -> and(where, values, "ending is null and valid_from > ?", today);
            case VALID -> and(
                    where, values, "ending is null and valid_from <= ? and valid_until >= ?", today, today);
        }
    }

    private static void and(StringBuilder where, List<Object> values, String condition, Object... its) {
        where.append(" and ").append(condition);
        values.addAll(Arrays.asList(its));
    }

    private static Line line(ResultSet row, LocalDate today) throws SQLException {
        LocalDate from = row.getObject("valid_from", LocalDate.class);
        LocalDate until = row.getObject("valid_until", LocalDate.class);
        String ending = row.getString("ending");
        return new Line(
                row.getString("number"),
                row.getString("kind"),
                row.getString("category"),
                row.getString("product_name"),
                row.getString("holder_name"),
                row.getObject("first_approved_on", LocalDate.class),
                from,
                until,
                CertificateState.of(ending == null ? null : CertificateState.valueOf(ending), from, until, today));
    }
}
