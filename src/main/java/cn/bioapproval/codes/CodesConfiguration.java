package cn.bioapproval.codes;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CodesConfiguration {

    /** By real time: the office clock of a demonstration, when it is turned, neither frees nor bars anyone. */
    @Bean
    GuessLimits guessLimits() {
        return new GuessLimits(Clock.systemUTC());
    }
}
