package cn.bioapproval.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server started and stopped with the application. Durable: every commit reaches the disk before it is
 * answered. It listens on the loopback address only and asks for a password that is kept beside the data.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final String password;

    EmbeddedDatabase(EmbeddedDatabaseProperties properties) {
        try {
            Path directory = properties.directory().toAbsolutePath();
            Files.createDirectories(directory.getParent());
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

    @Override
    public void close() throws IOException {
        server.close();
    }
}
