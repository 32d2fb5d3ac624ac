package cn.bioapproval.calendar;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;

/** One day on which an arrangement departs from the plain week. */
@Embeddable
record CalendarDay(
        @Column(nullable = false) LocalDate holidayOn,
        @Enumerated(EnumType.STRING) @Column(nullable = false) Kind kind,
        @Column(nullable = false) String note) {

    enum Kind {
        DAY_OFF,
        MAKE_UP
    }
}
