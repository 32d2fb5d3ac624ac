package cn.bioapproval.clock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A limit was extended, for a reason. Appended, never changed. */
@Entity
@Immutable
@Table(name = "clock_extension")
class Extension {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "clock_extension_seq")
    @SequenceGenerator(name = "clock_extension_seq", allocationSize = 50)
    private long id;

    @Column(nullable = false)
    private long clockId;

    @Column(nullable = false)
    private int days;

    @Column(nullable = false)
    private String reason;

    @Column(nullable = false)
    private LocalDate decidedOn;

    @Column(nullable = false)
    private Instant recordedAt;

    @Nullable
    private String recordedBy;

    protected Extension() {}

    Extension(
            Segment segment, int days, String reason, LocalDate decidedOn, Instant recordedAt, @Nullable String by) {
        this.clockId = segment.id();
        this.days = days;
        this.reason = reason;
        this.decidedOn = decidedOn;
        this.recordedAt = recordedAt;
        this.recordedBy = by;
    }

    long clockId() {
        return clockId;
    }

    int days() {
        return days;
    }

    String reason() {
        return reason;
    }

    LocalDate decidedOn() {
        return decidedOn;
    }

    @Nullable
    String recordedBy() {
        return recordedBy;
    }
}
