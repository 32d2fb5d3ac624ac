package cn.bioapproval.clock;

import cn.bioapproval.cases.CaseId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The clock of a case was stopped for a reason, and perhaps resumed. */
@Entity
@Table(name = "clock_stop")
class Stop {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "clock_stop_seq")
    @SequenceGenerator(name = "clock_stop_seq", allocationSize = 50)
    private long id;

    @Column(nullable = false, updatable = false)
    private long caseId;

    @Column(nullable = false, updatable = false)
    private String stopKey;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, updatable = false)
    private StopReason reason;

    @Column(nullable = false, updatable = false)
    private String legalBasis;

    @Column(nullable = false, updatable = false)
    private Instant stoppedAt;

    @Column(nullable = false, updatable = false)
    private LocalDate stoppedOn;

    @Nullable
    private Instant resumedAt;

    @Nullable
    private LocalDate resumedOn;

    @Version
    private int version;

    protected Stop() {}

    Stop(CaseId caseId, String key, StopReason reason, String legalBasis, Instant at, LocalDate on) {
        this.caseId = caseId.value();
        this.stopKey = key;
        this.reason = reason;
        this.legalBasis = legalBasis;
        this.stoppedAt = at;
        this.stoppedOn = on;
    }

    void resume(Instant at, LocalDate on) {
        resumedAt = at;
        resumedOn = on;
    }

    Pause pause() {
        return new Pause(stoppedOn, resumedOn);
    }

    CaseId caseId() {
        return CaseId.of(caseId);
    }

    String key() {
        return stopKey;
    }

    StopReason reason() {
        return reason;
    }

    String legalBasis() {
        return legalBasis;
    }

    LocalDate stoppedOn() {
        return stoppedOn;
    }

    @Nullable
    LocalDate resumedOn() {
        return resumedOn;
    }

    boolean isOpen() {
        return resumedOn == null;
    }
}
