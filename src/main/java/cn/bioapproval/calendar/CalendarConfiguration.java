package cn.bioapproval.calendar;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

    @Bean
    OfficeClock officeClock() {
        return new OfficeClock();
    }

    /** Filled before anyone can ask it: the shipped years that the database lacks are inserted first. */
    @Bean
    WorkingDays workingDays(
            Clock clock, CalendarYears stored, CalendarProperties properties, PlatformTransactionManager transactions) {
        List<HolidayArrangement> loaded = new TransactionTemplate(transactions).execute(status -> {
            ShippedHolidays.arrangements().stream()
                    .filter(arrangement -> !stored.existsById(arrangement.year()))
                    .forEach(arrangement -> stored.save(new CalendarYear(arrangement, clock.instant(), null)));
            return stored.findAll().stream()
                    .map(CalendarYear::arrangement)
                    .sorted(Comparator.comparingInt(HolidayArrangement::year))
                    .toList();
        });
        return WorkingDays.of(clock, loaded == null ? List.of() : loaded, properties.provisional());
    }
}
