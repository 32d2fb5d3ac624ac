package cn.bioapproval.tracking;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrackingProperties.class)
class TrackingConfiguration {

    /** By real time: the office clock of a demonstration, when it is turned, neither frees nor bars anyone. */
    @Bean
    QueryLimits queryLimits() {
        return new QueryLimits(Clock.systemUTC());
    }
}
