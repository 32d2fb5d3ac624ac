package cn.bioapproval.audit;

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

/**
 * One link of a case's chain as it is stored. The facts are kept as the canonical text that was hashed, so that no data
 * type of the database can reformat them.
 */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_entry_seq")
    @SequenceGenerator(name = "audit_entry_seq", allocationSize = 50)
    @Nullable
    private Long id;

    private long caseId;
    private int seq;
    private Instant occurredAt;
    private Instant recordedAt;
    private String type;

    @Nullable
    private String actor;

    @Nullable
    private String onBehalfOf;

    private String facts;

    @Column(updatable = false)
    private byte[] hash;

    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    AuditEntry(Link link, byte[] hash) {
        this.caseId = link.caseId();
        this.seq = link.seq();
        this.occurredAt = link.occurredAt();
        this.recordedAt = link.recordedAt();
        this.type = link.type();
        this.actor = link.actor();
        this.onBehalfOf = link.onBehalfOf();
        this.facts = link.facts();
        this.hash = hash;
    }
}
