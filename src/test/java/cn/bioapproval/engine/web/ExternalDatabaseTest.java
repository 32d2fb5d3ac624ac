package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.BioApproval;
import cn.bioapproval.calendar.OfficeClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A first start on somebody's own PostgreSQL: no demonstration people, and never without an administrator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalDatabaseTest {

    private static final String PASSWORD = "first-Admin-2026";

    private EmbeddedPostgres somebodys;

    @BeforeAll
    void installPostgres() throws IOException {
        somebodys = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    @AfterAll
    void removePostgres() throws IOException {
        somebodys.close();
    }

    @Test
    void theFirstStartNeedsAnAdministratorAndLaterOnesDoNot() throws Exception {
        assertThat(outputOfARefusedStart())
                .contains("bioapproval.administrator.user", "bioapproval.administrator.password", "请在首次启动时设置");

        try (var application = start(
                "bioapproval.administrator.user=chief", "bioapproval.administrator.password=" + PASSWORD)) {
            assertThat(users(application)).containsExactly("chief");
            assertThat(Visitor.of(portOf(application), "chief", PASSWORD)
                            .get("/engine-rest/engine/external/user")
                            .status())
                    .isEqualTo(200);
            assertThat(Visitor.of(portOf(application), "admin").get("/engine-rest/engine/external/user").status())
                    .isEqualTo(401);
        }

        try (var application = start()) {
            assertThat(users(application)).containsExactly("chief");
            assertThat(application.getBean(JdbcTemplate.class)
                            .queryForObject("select count(*) from experts_expert", Long.class))
                    .isZero();
            assertThat(application.getBean(OfficeClock.class).offset()).isZero();
        }
    }

    /** In a process of its own, as an operator would see it: it ends by itself, and not with success. */
    private String outputOfARefusedStart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BioApproval.class.getName(),
                "--spring.profiles.active=test"));
        command.addAll(List.of(arguments()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isNotZero();
        return output;
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(BioApproval.class).profiles("test").run(arguments(properties));
    }

    private String[] arguments(String... properties) {
        return Stream.concat(
                        Stream.of(
                                "spring.datasource.url=" + somebodys.getJdbcUrl("postgres", "postgres"),
                                "spring.datasource.username=postgres",
                                "spring.datasource.password=postgres",
                                "server.port=0",
                                "camunda.bpm.process-engine-name=external"),
                        Stream.of(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
    }

    private static int portOf(ConfigurableApplicationContext application) {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static List<String> users(ConfigurableApplicationContext application) {
        return application
                .getBean(JdbcTemplate.class)
                .queryForList("select id_ from act_id_user order by id_", String.class);
    }
}
