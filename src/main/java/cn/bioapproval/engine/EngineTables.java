package cn.bioapproval.engine;

import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.stereotype.Component;

/**
 * What is added to the tables that the engine makes itself, after it has made them: leaner indexes, and triggers that keep
 * the table {@code engine_inbox} in step with tasks and candidates: whatever writes a task keeps the inbox, in the same
 * transaction.
 */
@Component
class EngineTables {

    private final DataSource database;

    EngineTables(DataSource database) {
        this.database = database;
    }

    /** Does what is not yet done; what was open before the triggers were there is entered once. */
    void complete() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Boolean there = jdbc.queryForObject(
                "select exists (select 1 from pg_trigger where tgname = 'engine_inbox_task_gone')", Boolean.class);
        var scripts = new ResourceDatabasePopulator(
                false,
                false,
                StandardCharsets.UTF_8.name(),
                new ClassPathResource("engine/indexes.sql"),
                new ClassPathResource("engine/inbox.sql"));
        scripts.setSeparator("\n\n");
        scripts.execute(database);
        if (!Boolean.TRUE.equals(there)) {
            jdbc.execute("truncate engine_inbox");
            jdbc.execute("select engine_inbox_fill(task) from act_ru_task task");
        }
    }
}
