package cn.bioapproval.materials;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class MaterialsConfiguration {

    @Bean
    MaterialScanner materialScanner(MaterialsProperties properties) {
        String clamd = properties.clamd();
        return clamd == null || clamd.isBlank() ? new TestStringScanner() : new ClamdScanner(clamd.strip());
    }

    /** Files live by the system's time, not by the office's, which may be turned. */
    @Bean
    FileStore fileStore(MaterialsProperties properties, MaterialScanner scanner) {
        return new FileStore(properties, scanner, Clock.systemUTC());
    }

    @Bean
    OrphanSweep orphanSweep(
            FileStore store, JdbcTemplate jdbc, PlatformTransactionManager transactions, MaterialsProperties properties) {
        return new OrphanSweep(store, jdbc, transactions, Clock.systemUTC(), properties.orphansLive());
    }
}
