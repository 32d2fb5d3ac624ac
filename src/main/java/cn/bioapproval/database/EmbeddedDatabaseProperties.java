package cn.bioapproval.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded PostgreSQL, used only while {@code spring.datasource.url} is not set.
 *
 * @param directory folder that keeps the data across restarts
 * @param port      fixed port on the loopback address, so that a restart finds a server that outlived a killed
 *                  application; 0 picks a free one
 * @param fresh     whether to begin with an empty folder, throwing away what is in it: for tests
 */
@ConfigurationProperties("bioapproval.database")
record EmbeddedDatabaseProperties(
        @DefaultValue("data/postgres") Path directory,
        @DefaultValue("15432") int port,
        @DefaultValue("false") boolean fresh) {}
