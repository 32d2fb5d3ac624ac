package cn.bioapproval.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.mock.env.MockEnvironment;

/** The passwords of the demonstration are public: only who says so opens it to the network. */
class ListeningAddressTest {

    @Test
    void withItsOwnDatabaseOnlyThisMachineReachesTheApplication() {
        TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
        new DatabaseConfiguration().thisMachineOnly(new MockEnvironment()).customize(server);
        assertThat(server.getAddress()).matches(address -> address != null && address.isLoopbackAddress());
    }

    @Test
    void whoeverNamesAnAddressIsObeyed() {
        TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
        new DatabaseConfiguration()
                .thisMachineOnly(new MockEnvironment().withProperty("server.address", "0.0.0.0"))
                .customize(server);
        assertThat(server.getAddress()).isNull();
    }

    @Test
    void withSomebodysOwnDatabaseItListensAsConfigured() {
        new ApplicationContextRunner()
                .withUserConfiguration(DatabaseConfiguration.class)
                .withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example/bioapproval")
                .run(context -> assertThat(context).doesNotHaveBean(WebServerFactoryCustomizer.class));
    }
}
