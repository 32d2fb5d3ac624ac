package cn.bioapproval.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The holiday arrangements (放假安排) as the administrator sees them: which years are known, which will be needed, and
 * loading one.
 */
@Service
public class HolidayTable {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int SOURCE_LENGTH = 200;
    private static final int NOTE_LENGTH = 60;
    /** Fixed by law on the solar calendar (全国年节及纪念日放假办法 art. 2): an arrangement without them has a hole. */
    private static final List<MonthDay> ALWAYS_OFF = List.of(
            MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1), MonthDay.of(10, 2), MonthDay.of(10, 3));
    /** The law gives 13 days, arrangements so far have reached 33 with the weekends in between. */
    private static final int MOST_DAYS_OFF = 60;

    private final CalendarYears stored;
    private final WorkingDays workingDays;
    private final CalendarProperties properties;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;

    HolidayTable(
            CalendarYears stored,
            WorkingDays workingDays,
            CalendarProperties properties,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.stored = stored;
        this.workingDays = workingDays;
        this.properties = properties;
        this.clock = clock;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Every year that can be answered, in order; provisional ones are marked. */
    public List<HolidayYear> years() {
        Map<Integer, HolidayYear> years = new TreeMap<>();
        if (properties.provisional()) {
            ShippedHolidays.statutoryDays().forEach((year, days) -> {
                if (workingDays.knows(year)) {
                    years.put(year, provisional(year, days));
                }
            });
        }
        stored.findAllByOrderByYear().forEach(year -> years.put(
                year.year(), new HolidayYear(year.arrangement(), false, year.loadedAt(), year.loadedBy())));
        return List.copyOf(years.values());
    }

    private static HolidayYear provisional(int year, Map<LocalDate, String> days) {
        return new HolidayYear(
                new HolidayArrangement(year, "全国年节及纪念日放假办法（暂定，待国务院办公厅公布）", days, Map.of()), true, null, null);
    }

    /**
     * The years whose official arrangement the administrator should load now: this year, if it is missing; next year
     * from November on, when the State Council publishes it, or at once if next year cannot even be answered
     * provisionally, because then every period of months that reaches into it is refused.
     */
    public List<Integer> yearsNeededSoon() {
        LocalDate today = workingDays.today();
        List<Integer> needed = new ArrayList<>();
        if (!stored.existsById(today.getYear())) {
            needed.add(today.getYear());
        }
        int next = today.getYear() + 1;
        boolean published = today.getMonthValue() >= Month.NOVEMBER.getValue();
        if (!stored.existsById(next) && (published || !workingDays.knows(next))) {
            needed.add(next);
        }
        return needed;
    }

    /**
     * Loads or replaces the official arrangement of a year. In a transaction of its own; after its commit
     * {@link WorkingDays} answers by it and {@link HolidaysLoaded} is published.
     *
     * @param loadedBy user id of the administrator
     * @throws InvalidHolidays if the arrangement contradicts itself, misses a day that the law fixes, or would change
     *                         days that have passed and were counted by an official arrangement
     */
    public synchronized HolidayYear load(HolidayArrangement arrangement, String loadedBy) {
        HolidayYear loaded = ownTransaction.execute(status -> {
            Optional<CalendarYear> before = stored.findById(arrangement.year());
            check(arrangement, before.map(CalendarYear::arrangement).orElse(null));
            CalendarYear year = before.orElseGet(() -> new CalendarYear(arrangement, clock.instant(), loadedBy));
            year.replaceBy(arrangement, clock.instant(), loadedBy);
            CalendarYear saved = stored.saveAndFlush(year);
            return new HolidayYear(saved.arrangement(), false, saved.loadedAt(), saved.loadedBy());
        });
        workingDays.replaceBy(stored.findAll().stream().map(CalendarYear::arrangement).toList());
        events.publishEvent(new HolidaysLoaded(arrangement.year()));
        return Objects.requireNonNull(loaded);
    }

    private void check(HolidayArrangement wanted, @Nullable HolidayArrangement before) {
        List<String> problems = new ArrayList<>();
        int year = wanted.year();
        if (year < 2000 || year > 2200) {
            throw new InvalidHolidays(year, List.of("年份应为四位公历年份。"));
        }
        if (wanted.source().isBlank() || wanted.source().length() > SOURCE_LENGTH) {
            problems.add("请填写依据的通知名称或文号（不超过" + SOURCE_LENGTH + "字）。");
        }
        checkDays(wanted, problems);
        for (MonthDay fixed : ALWAYS_OFF) {
            if (!wanted.daysOff().containsKey(fixed.atYear(year))) {
                problems.add(DATE.format(fixed.atYear(year)) + "是法定节假日，请列入放假日。");
            }
        }
        if (wanted.daysOff().size() > MOST_DAYS_OFF) {
            problems.add("放假日共" + wanted.daysOff().size() + "天，超过" + MOST_DAYS_OFF + "天，请核对。");
        }
        if (before != null) {
            checkThePastStays(wanted, before, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidHolidays(year, problems);
        }
    }

    private static void checkDays(HolidayArrangement wanted, List<String> problems) {
        LocalDate first = LocalDate.of(wanted.year() - 1, 12, 22);
        LocalDate last = LocalDate.of(wanted.year(), 12, 31);
        Map<LocalDate, String> all = new TreeMap<>(wanted.daysOff());
        all.putAll(wanted.makeUpDays());
        all.forEach((date, note) -> {
            if (date.isBefore(first) || date.isAfter(last)) {
                problems.add(DATE.format(date) + "不属于" + wanted.year() + "年的安排。");
            }
            if (note.isBlank() || note.length() > NOTE_LENGTH) {
                problems.add(DATE.format(date) + "的说明不能为空，且不超过" + NOTE_LENGTH + "字。");
            }
        });
        wanted.makeUpDays().keySet().forEach(date -> {
            if (wanted.daysOff().containsKey(date)) {
                problems.add(DATE.format(date) + "既是放假日又是调休上班日。");
            }
            if (!YearDays.isWeekend(date)) {
                problems.add(DATE.format(date) + "是周一至周五，不能作为调休上班日。");
            }
        });
    }

    /** Days that have passed were counted; a correction of the past would change decisions that were taken. */
    private void checkThePastStays(HolidayArrangement wanted, HolidayArrangement before, List<String> problems) {
        LocalDate today = workingDays.today();
        Set<LocalDate> touched = new HashSet<>(difference(wanted.daysOff().keySet(), before.daysOff().keySet()));
        touched.addAll(difference(wanted.makeUpDays().keySet(), before.makeUpDays().keySet()));
        touched.stream()
                .filter(date -> !date.isAfter(today))
                .sorted()
                .forEach(date -> problems.add(DATE.format(date) + "已经过去并已计入办件时限，不能更改。"));
    }

    private static Set<LocalDate> difference(Set<LocalDate> some, Set<LocalDate> others) {
        Set<LocalDate> difference = new HashSet<>(some);
        difference.addAll(others);
        difference.removeIf(date -> some.contains(date) && others.contains(date));
        return difference;
    }
}
