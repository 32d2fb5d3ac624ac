package cn.bioapproval.experts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One expert of a drawn panel gave the seat to the next in the order of the lots. Append-only. */
@Entity
@Immutable
@Table(name = "experts_replacement")
class Replacement {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "experts_replacement_seq")
    @SequenceGenerator(
            name = "experts_replacement_seq",
            sequenceName = "experts_replacement_seq",
            allocationSize = 50)
    private long id;

    @Column(nullable = false)
    private long drawId;

    @Column(nullable = false)
    private long leaving;

    @Column(nullable = false)
    private long successor;

    @Column(nullable = false)
    private String reason;

    @Column(nullable = false)
    private Instant replacedAt;

    @Nullable
    private String replacedBy;

    protected Replacement() {}

    Replacement(
            long drawId, long leaving, long successor, String reason, Instant replacedAt, @Nullable String replacedBy) {
        this.drawId = drawId;
        this.leaving = leaving;
        this.successor = successor;
        this.reason = reason;
        this.replacedAt = replacedAt;
        this.replacedBy = replacedBy;
    }

    long leaving() {
        return leaving;
    }

    long successor() {
        return successor;
    }
}
