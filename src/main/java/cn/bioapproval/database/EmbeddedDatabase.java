package cn.bioapproval.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server started and stopped with the application. Durable: every commit reaches the disk before it is
 * answered. It listens on the loopback address only and asks for a password that is kept beside the data.
 */
final class EmbeddedDatabase {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";

    /** One server per folder, however many application contexts of this process use it. */
    private static final Map<Path, EmbeddedDatabase> RUNNING = new HashMap<>();

    private final Path directory;
    private final EmbeddedPostgres server;
    private final String password;
    private int users;

    /** The server that keeps its data in the configured folder; started if it does not run yet. */
    static synchronized EmbeddedDatabase open(EmbeddedDatabaseProperties properties) {
        Path directory = properties.directory().toAbsolutePath().normalize();
        EmbeddedDatabase database =
                RUNNING.computeIfAbsent(directory, any -> new EmbeddedDatabase(properties, directory));
        database.users++;
        return database;
    }

    private EmbeddedDatabase(EmbeddedDatabaseProperties properties, Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory.getParent());
            if (properties.fresh()) {
                FileSystemUtils.deleteRecursively(directory);
            }
            Path secret = directory.resolveSibling(directory.getFileName() + ".password");
            this.password = passwordIn(secret);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setLocaleConfig("encoding", "UTF8")
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("pwfile", secret.toString())
                    .setConnectConfig("password", password)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("timezone", "Asia/Shanghai");
            if (properties.port() != 0) {
                builder.setPort(properties.port());
            }
            this.server = builder.start();
            log.info("PostgreSQL keeps its data in {} and listens on 127.0.0.1:{}", directory, server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }

    private static String passwordIn(Path secret) throws IOException {
        if (Files.notExists(secret)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.writeString(secret, HexFormat.of().formatHex(random));
            if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            }
        }
        return Files.readString(secret).strip();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?reWriteBatchedInserts=true".formatted(server.getPort());
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    /** Stops the server when the last one that opened it lets it go. */
    void close() throws IOException {
        synchronized (EmbeddedDatabase.class) {
            if (--users == 0) {
                RUNNING.remove(directory);
                server.close();
            }
        }
    }
}
