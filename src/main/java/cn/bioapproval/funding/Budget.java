package cn.bioapproval.funding;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The budget of a measure in a fiscal year. Its row is the lock under which awards are reserved. */
@Entity
@Table(name = "funding_budget")
class Budget {

    @EmbeddedId
    private Key key;

    @Column(nullable = false)
    private long total;

    @Column(nullable = false)
    private Instant changedAt;

    @Nullable
    private String changedBy;

    protected Budget() {}

    Yuan total() {
        return Yuan.of(total);
    }

    void set(Yuan newTotal, Instant at, @Nullable String by) {
        this.total = newTotal.value();
        this.changedAt = at;
        this.changedBy = by;
    }

    @Embeddable
    record Key(int year, String measure) implements Serializable {}
}
