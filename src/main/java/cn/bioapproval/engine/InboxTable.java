package cn.bioapproval.engine;

import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.stereotype.Component;

/**
 * Keeps the table {@code engine_inbox} in step with the engine's tasks and candidates, by triggers: whatever writes a task
 * keeps the inbox, in the same transaction. The engine makes its tables itself, so the triggers come after it.
 */
@Component
class InboxTable {

    private final DataSource database;

    InboxTable(DataSource database) {
        this.database = database;
    }

    /** Installs the triggers; what was open before they were there is entered once. */
    void install() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Boolean there = jdbc.queryForObject(
                "select exists (select 1 from pg_trigger where tgname = 'engine_inbox_task_gone')", Boolean.class);
        var script = new ResourceDatabasePopulator(
                false, false, StandardCharsets.UTF_8.name(), new ClassPathResource("engine/inbox.sql"));
        script.setSeparator("\n\n");
        script.execute(database);
        if (!Boolean.TRUE.equals(there)) {
            jdbc.execute("truncate engine_inbox");
            jdbc.execute("select engine_inbox_fill(task) from act_ru_task task");
        }
    }
}
