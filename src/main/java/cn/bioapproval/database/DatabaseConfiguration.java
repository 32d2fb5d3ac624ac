package cn.bioapproval.database;

import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Without {@code spring.datasource.url} the application brings its own PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Closed after the data source that takes it as a parameter. */
    @Bean(destroyMethod = "close")
    @Conditional(NoExternalDatabase.class)
    EmbeddedDatabase embeddedDatabase(EmbeddedDatabaseProperties properties) {
        return EmbeddedDatabase.open(properties);
    }

    @Bean
    @Conditional(NoExternalDatabase.class)
    @ConfigurationProperties("spring.datasource.hikari")
    DataSource dataSource(EmbeddedDatabase embedded) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(embedded.url());
        source.setUsername(embedded.user());
        source.setPassword(embedded.password());
        return source;
    }

    /**
     * With its own database the application is one for trying out, with people whose passwords stand in the README: it
     * is reached from this machine only, unless {@code server.address} says otherwise.
     */
    @Bean
    @Conditional(NoExternalDatabase.class)
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> thisMachineOnly(Environment environment) {
        return server -> {
            if (!environment.containsProperty("server.address")) {
                server.setAddress(InetAddress.getLoopbackAddress());
            }
        };
    }

    @Bean
    DataHome dataHome(Environment environment) {
        return new DataHome(!environment.containsProperty("spring.datasource.url"));
    }

    static class NoExternalDatabase extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean external = context.getEnvironment().containsProperty("spring.datasource.url");
            return new ConditionOutcome(
                    !external,
                    ConditionMessage.forCondition("external database")
                            .because(external ? "spring.datasource.url is set" : "spring.datasource.url is not set"));
        }
    }
}
