package cn.bioapproval.experts;

import cn.bioapproval.cases.CaseId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One draw of a panel with everything that is needed to replay it. Append-only. */
@Entity
@Immutable
@Table(name = "experts_draw")
class Draw {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "experts_draw_seq")
    @SequenceGenerator(name = "experts_draw_seq", sequenceName = "experts_draw_seq", allocationSize = 50)
    private long id;

    @Column(nullable = false)
    private long caseId;

    @Column(nullable = false)
    private int round;

    @Column(nullable = false)
    private String seed;

    @Column(nullable = false)
    private int size;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private Pool pool;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private Drawn drawn;

    @Column(nullable = false)
    private Instant drawnAt;

    @Nullable
    private String drawnBy;

    protected Draw() {}

    Draw(CaseId caseId, int round, String seed, int size, Pool pool, Instant drawnAt, @Nullable String drawnBy) {
        this.caseId = caseId.value();
        this.round = round;
        this.seed = seed;
        this.size = size;
        this.pool = pool;
        this.drawn = new Drawn(replay().subList(0, size));
        this.drawnAt = drawnAt;
        this.drawnBy = drawnBy;
    }

    /** All eligible experts in the order of their lots, computed anew from seed and snapshot. */
    List<Long> replay() {
        return Lot.order(seed, pool.eligible());
    }

    long id() {
        return id;
    }

    int round() {
        return round;
    }

    String seed() {
        return seed;
    }

    Set<String> furtherUnits() {
        return pool.furtherUnits();
    }

    Pool pool() {
        return pool;
    }

    List<Long> drawn() {
        return drawn.expertIds();
    }

    Instant drawnAt() {
        return drawnAt;
    }

    /** The snapshot of the pool, and the co-applicants' units it was looked at for. */
    record Pool(List<Candidate> candidates, Set<String> furtherUnits) {

        Pool {
            furtherUnits = Set.copyOf(furtherUnits);
            candidates = List.copyOf(candidates);
        }

        List<Long> eligible() {
            return candidates.stream().filter(Candidate::eligible).map(Candidate::expertId).toList();
        }
    }

    /** Who was drawn, in the order of the lots. */
    record Drawn(List<Long> expertIds) {

        Drawn {
            expertIds = List.copyOf(expertIds);
        }
    }
}
