package cn.bioapproval.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One person acts for another within a span of days (代理). */
@Entity
@Table(name = "identity_substitution")
public class Substitution {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "identity_substitution_seq")
    @SequenceGenerator(
            name = "identity_substitution_seq",
            sequenceName = "identity_substitution_seq",
            allocationSize = 50)
    private long id;

    @Column(nullable = false, updatable = false)
    private String principal;

    @Column(nullable = false, updatable = false)
    private String deputy;

    @Nullable
    @Column(updatable = false)
    private String procedure;

    @Column(nullable = false, updatable = false)
    private LocalDate fromDate;

    @Column(nullable = false, updatable = false)
    private LocalDate toDate;

    @Column(nullable = false, updatable = false)
    private String createdBy;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Nullable
    private Instant revokedAt;

    @Nullable
    private String revokedBy;

    protected Substitution() {}

    Substitution(
            String principal,
            String deputy,
            @Nullable String procedure,
            LocalDate fromDate,
            LocalDate toDate,
            String createdBy,
            Instant createdAt) {
        this.principal = principal;
        this.deputy = deputy;
        this.procedure = procedure;
        this.fromDate = fromDate;
        this.toDate = toDate;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    void revoke(String by, Instant at) {
        if (revokedAt == null) {
            revokedAt = at;
            revokedBy = by;
        }
    }

    public long id() {
        return id;
    }

    /** User id of the person who is substituted. */
    public String principal() {
        return principal;
    }

    /** User id of the person who acts. */
    public String deputy() {
        return deputy;
    }

    /** Process definition key it is limited to; {@code null} for all. */
    public @Nullable String procedure() {
        return procedure;
    }

    /** First day, included (Asia/Shanghai). */
    public LocalDate fromDate() {
        return fromDate;
    }

    /** Last day, included (Asia/Shanghai). */
    public LocalDate toDate() {
        return toDate;
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }
}
