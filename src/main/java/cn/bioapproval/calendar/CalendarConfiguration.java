package cn.bioapproval.calendar;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

    @Bean
    OfficeClock officeClock() {
        return new OfficeClock();
    }
}
