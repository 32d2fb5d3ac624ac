package cn.bioapproval.calendar;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored arrangement of one year. */
@Entity
@Table(name = "calendar_year")
class CalendarYear {

    @Id
    @Column(name = "calendar_year")
    private int year;

    @Column(nullable = false)
    private String source;

    @Column(nullable = false)
    private Instant loadedAt;

    @Nullable
    private String loadedBy;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "calendar_day", joinColumns = @JoinColumn(name = "calendar_year"))
    private Set<CalendarDay> days = new HashSet<>();

    @Version
    private int version;

    protected CalendarYear() {}

    CalendarYear(HolidayArrangement arrangement, Instant at, @Nullable String by) {
        this.year = arrangement.year();
        replaceBy(arrangement, at, by);
    }

    final void replaceBy(HolidayArrangement arrangement, Instant at, @Nullable String by) {
        source = arrangement.source();
        loadedAt = at;
        loadedBy = by;
        Set<CalendarDay> wanted = new HashSet<>();
        arrangement
                .daysOff()
                .forEach((date, note) -> wanted.add(new CalendarDay(date, CalendarDay.Kind.DAY_OFF, note)));
        arrangement
                .makeUpDays()
                .forEach((date, note) -> wanted.add(new CalendarDay(date, CalendarDay.Kind.MAKE_UP, note)));
        days.retainAll(wanted);
        days.addAll(wanted);
    }

    HolidayArrangement arrangement() {
        return new HolidayArrangement(
                year, source, notes(CalendarDay.Kind.DAY_OFF), notes(CalendarDay.Kind.MAKE_UP));
    }

    private Map<LocalDate, String> notes(CalendarDay.Kind kind) {
        return days.stream()
                .filter(day -> day.kind() == kind)
                .collect(Collectors.toMap(CalendarDay::holidayOn, CalendarDay::note));
    }

    int year() {
        return year;
    }

    Instant loadedAt() {
        return loadedAt;
    }

    @Nullable
    String loadedBy() {
        return loadedBy;
    }
}
