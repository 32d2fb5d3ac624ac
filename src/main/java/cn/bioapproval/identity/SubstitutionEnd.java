package cn.bioapproval.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A substitution was ended before its last day had passed: by whom and when. */
@Entity
@Immutable
@Table(name = "identity_substitution_end")
class SubstitutionEnd {

    @Id
    private long substitutionId;

    @MapsId
    @OneToOne(optional = false)
    @JoinColumn(name = "substitution_id")
    private Substitution substitution;

    @Column(nullable = false)
    private String endedBy;

    @Column(nullable = false)
    private Instant endedAt;

    protected SubstitutionEnd() {}

    SubstitutionEnd(Substitution substitution, String endedBy, Instant endedAt) {
        this.substitution = substitution;
        this.endedBy = endedBy;
        this.endedAt = endedAt;
    }

    String endedBy() {
        return endedBy;
    }

    Instant endedAt() {
        return endedAt;
    }
}
