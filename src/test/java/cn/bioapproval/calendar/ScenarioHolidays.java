package cn.bioapproval.calendar;

import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Remembers the holiday years as they are and puts them back, so that a scenario may load another year. */
public final class ScenarioHolidays implements AutoCloseable {

    private final CalendarYears stored;
    private final WorkingDays days;
    private final TransactionTemplate transaction;
    private final List<HolidayArrangement> before;

    public ScenarioHolidays(ApplicationContext application) {
        this.stored = application.getBean(CalendarYears.class);
        this.days = application.getBean(WorkingDays.class);
        this.transaction = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        this.before = arrangements();
    }

    private List<HolidayArrangement> arrangements() {
        return stored.findAllByOrderByYear().stream().map(CalendarYear::arrangement).toList();
    }

    @Override
    public void close() {
        transaction.executeWithoutResult(status -> stored.findAllByOrderByYear().forEach(year -> before.stream()
                .filter(arrangement -> arrangement.year() == year.arrangement().year())
                .findFirst()
                .ifPresentOrElse(
                        arrangement -> year.replaceBy(arrangement, year.loadedAt(), year.loadedBy()),
                        () -> stored.delete(year))));
        days.replaceBy(arrangements());
    }
}
