package cn.bioapproval.engine;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads the inbox (table {@code engine_inbox}, kept by {@link InboxTable}): for each reader the entries stand sorted in an
 * index, so a page takes the first entries of each reader's and merges them, and a count reads no task at all.
 */
@Component
class TaskInbox {

    private final JdbcTemplate jdbc;

    TaskInbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The ids of one page of tasks, each once, in the order asked for; among equals by id, in the same direction. */
    List<String> list(InboxQuestion question, int first, int max) {
        if (question.readers().isEmpty() || max <= 0) {
            return List.of();
        }
        String column = question.order().column;
        String direction = question.ascending() ? "asc" : "desc";
        String order = " order by %s %s, task_id %s".formatted(column, direction, direction);
        long last = (long) first + max;
        List<Object> values = new ArrayList<>();
        String perReader = question.readers().stream()
                .map(reader -> {
                    values.add(reader);
                    String bounds = bounds(question, values);
                    values.add(last);
                    return "(select " + column + ", task_id from engine_inbox where reader = ?" + bounds + order + " limit ?)";
                })
                .collect(Collectors.joining(" union "));
        values.add(max);
        values.add(first);
        return jdbc.queryForList(
                "select task_id from (" + perReader + ") entry" + order + " limit ? offset ?",
                String.class,
                values.toArray());
    }

    /** How many tasks there are; those with several readers count once. */
    long count(InboxQuestion question) {
        if (question.readers().isEmpty()) {
            return 0;
        }
        List<Object> values = new ArrayList<>();
        String sole = counting(question, values, "count(*)", "sole");
        String shared = counting(question, values, "count(distinct task_id)", "not sole");
        return jdbc.queryForObject("select (" + sole + ") + (" + shared + ")", Long.class, values.toArray());
    }

    private static String counting(InboxQuestion question, List<Object> values, String count, String which) {
        values.addAll(question.readers());
        String readers = Stream.generate(() -> "?").limit(question.readers().size()).collect(Collectors.joining(", "));
        String bounds = bounds(question, values);
        return "select " + count + " from engine_inbox where reader in (" + readers + ")" + bounds + " and " + which;
    }

    private static String bounds(InboxQuestion question, List<Object> values) {
        StringBuilder bounds = new StringBuilder();
        if (question.dueBefore() != null) {
            bounds.append(" and due_at < ?");
            values.add(new Timestamp(question.dueBefore().getTime()));
        }
        if (question.dueAfter() != null) {
            bounds.append(" and due_at > ?");
            values.add(new Timestamp(question.dueAfter().getTime()));
        }
        return bounds.toString();
    }
}
