package cn.bioapproval.documents;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Hands out document ids from blocks of fifty, one trip to the database per block. */
@Component
class DocumentIds {

    private static final int BLOCK = 50;

    private final JdbcTemplate jdbc;
    private long next;
    private long end;

    DocumentIds(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    synchronized long next() {
        if (next == end) {
            next = Objects.requireNonNull(
                    jdbc.queryForObject("select nextval('documents_document_seq')", Long.class));
            end = next + BLOCK;
        }
        return next++;
    }
}
