package cn.bioapproval.clock;

import cn.bioapproval.cases.CaseId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One stretch of the statutory clock of a case: a trigger and a limit. */
@Entity
@Table(name = "clock_clock")
class Segment {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "clock_clock_seq")
    @SequenceGenerator(name = "clock_clock_seq", allocationSize = 50)
    private long id;

    @Column(nullable = false, updatable = false)
    private long caseId;

    @Column(nullable = false, updatable = false)
    private int ordinal;

    @Column(nullable = false, updatable = false)
    private LocalDate startedOn;

    @Column(nullable = false, updatable = false)
    private int limitDays;

    @Nullable
    @Column(updatable = false)
    private String phase;

    @Column(nullable = false, updatable = false)
    private Instant recordedAt;

    @Nullable
    private LocalDate endedOn;

    @Version
    private int version;

    protected Segment() {}

    Segment(
            CaseId caseId,
            int ordinal,
            LocalDate startedOn,
            int limitDays,
            @Nullable String phase,
            Instant recordedAt) {
        this.caseId = caseId.value();
        this.ordinal = ordinal;
        this.startedOn = startedOn;
        this.limitDays = limitDays;
        this.phase = phase;
        this.recordedAt = recordedAt;
    }

    void end(LocalDate on) {
        endedOn = on;
    }

    long id() {
        return id;
    }

    CaseId caseId() {
        return CaseId.of(caseId);
    }

    int ordinal() {
        return ordinal;
    }

    LocalDate startedOn() {
        return startedOn;
    }

    int limitDays() {
        return limitDays;
    }

    /** The phase of the procedure whose limit this is; {@code null} for the limit of the whole. */
    @Nullable
    String phase() {
        return phase;
    }

    @Nullable
    LocalDate endedOn() {
        return endedOn;
    }

    boolean isOpen() {
        return endedOn == null;
    }
}
