package cn.bioapproval.engine;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads the inbox (table {@code engine_inbox}, kept by {@link EngineTables}): for each reader the entries stand sorted
 * in an index, so a page takes the first entries of each reader's and merges them, and a count reads no task at all.
 */
@Component
class TaskInbox {

    private static final int MOST_BY_ID = 5_000;

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
        String perReader = question.readers().entrySet().stream()
                .map(reader -> {
                    String mine = reader(reader, values);
                    String bounds = bounds(question, values);
                    values.add(last);
                    return "(select " + column + ", task_id from engine_inbox where " + mine + bounds + order
                            + " limit ?)";
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
        String readers = question.readers().entrySet().stream()
                .map(reader -> reader(reader, values))
                .collect(Collectors.joining(" or "));
        String bounds = bounds(question, values);
        return "select " + count + " from engine_inbox where (" + readers + ")" + bounds + " and " + which;
    }

    /**
     * The tasks that are lent in some procedures only, the latest first, and at most so many as a query takes by id;
     * more of them are found by the lists that the inbox answers.
     */
    List<String> tasksOf(List<Lent> lent) {
        Map<String, Set<String>> readers = InboxQuestion.readersOf(lent);
        readers.values().removeIf(Set::isEmpty);
        if (readers.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        String all = readers.entrySet().stream()
                .map(reader -> "(" + reader(reader, values) + ")")
                .collect(Collectors.joining(" or "));
        return jdbc.queryForList(
                "select task_id from (select distinct task_id, created_at from engine_inbox where " + all
                        + ") entry order by created_at desc limit " + MOST_BY_ID,
                String.class,
                values.toArray());
    }

    /**
     * The entries of a reader; where she is one in some procedures only, the tasks themselves are asked. A task
     * belongs to the procedure that was started, whose part its own process may be ({@link Parts}).
     */
    private static String reader(Map.Entry<String, Set<String>> reader, List<Object> values) {
        values.add(reader.getKey());
        if (reader.getValue().isEmpty()) {
            return "reader = ?";
        }
        values.addAll(reader.getValue());
        String procedures = reader.getValue().stream().map(any -> "?").collect(Collectors.joining(", "));
        return "reader = ? and exists (select 1 from act_ru_task task"
                + " left join act_ru_execution instance on instance.id_ = task.proc_inst_id_"
                + " left join act_ru_execution whole on whole.id_ = instance.root_proc_inst_id_"
                + " join act_re_procdef process on process.id_ = coalesce(whole.proc_def_id_, task.proc_def_id_)"
                + " where task.id_ = task_id and process.key_ in (" + procedures + "))";
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
