package cn.bioapproval;

import cn.bioapproval.cases.CaseOpened;
import cn.bioapproval.notifications.MessageSecrets;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of what is recorded about cases: the rooms that listen to case events over a PostgreSQL of their own, without
 * the engine. Tests commit; each opens cases of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = RecordsTest.Rooms.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "bioapproval.database.directory=target/postgres-records",
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=${records.smtp-port}",
            "bioapproval.notifications.sender=kjj@bio-approval.example",
            "spring.jpa.properties.hibernate.generate_statistics=true"
        })
@ActiveProfiles("test")
@ContextConfiguration(initializers = PostOffice.class)
public @interface RecordsTest {

    /** No {@code @Configuration}: the application's own scan must not find it. */
    @AutoConfigurationPackage
    @ImportAutoConfiguration({
        FlywayAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JpaRepositoriesAutoConfiguration.class,
        MailSenderAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        TransactionManagerCustomizationAutoConfiguration.class
    })
    @ConfigurationPropertiesScan
    @ComponentScan({
        "cn.bioapproval.database",
        "cn.bioapproval.calendar",
        "cn.bioapproval.catalog",
        "cn.bioapproval.cases",
        "cn.bioapproval.audit",
        "cn.bioapproval.certificates",
        "cn.bioapproval.clock",
        "cn.bioapproval.cycletime",
        "cn.bioapproval.documents",
        "cn.bioapproval.notifications"
    })
    class Rooms {

        /** What only the applicant of a case that opens is told. */
        public static final String SECRET = "7KQM-X3RA-9DTW";

        @Bean
        MessageSecrets queryCodeOfEveryCase() {
            return event -> event instanceof CaseOpened ? Map.of("queryCode", SECRET) : Map.of();
        }
    }
}
