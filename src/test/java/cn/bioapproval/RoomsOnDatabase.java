package cn.bioapproval;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Case;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.database.DataHome;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.domain.EntityScan;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.autoconfigure.orm.jpa.AutoConfigureDataJpa;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.test.context.ActiveProfiles;

/** Calendar, cases, catalogue and clock on a real PostgreSQL of their own, without the engine. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = RoomsOnDatabase.Rooms.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        // The folder outlives the run: a migration that another room adds later may have a lower number.
        properties = {"bioapproval.database.directory=target/postgres-clock", "spring.flyway.out-of-order=true"})
@AutoConfigureDataJpa
@ActiveProfiles("test")
public @interface RoomsOnDatabase {

    /** No stereotype: the scan of the whole application must not find it. */
    @ComponentScan(
            basePackageClasses = {
                OfficeClock.class,
                Case.class,
                Catalog.class,
                StatutoryClock.class,
                DataHome.class
            })
    @ConfigurationPropertiesScan(basePackageClasses = {OfficeClock.class, DataHome.class})
    @EntityScan(basePackageClasses = {OfficeClock.class, Case.class, StatutoryClock.class})
    @EnableJpaRepositories(basePackageClasses = {OfficeClock.class, Case.class, StatutoryClock.class})
    class Rooms {}
}
