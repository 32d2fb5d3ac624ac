package cn.bioapproval.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One person acts for another within a span of days (代理). Never changed; an early end is a record beside it. */
@Entity
@Immutable
@Table(name = "identity_substitution")
public class Substitution {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "identity_substitution_seq")
    @SequenceGenerator(
            name = "identity_substitution_seq",
            sequenceName = "identity_substitution_seq",
            allocationSize = 50)
    private long id;

    @Column(nullable = false)
    private String principal;

    @Column(nullable = false)
    private String deputy;

    @Nullable
    private String procedure;

    @Column(nullable = false)
    private LocalDate fromDate;

    @Column(nullable = false)
    private LocalDate toDate;

    @Column(nullable = false)
    private String reason;

    @Column(nullable = false)
    private String createdBy;

    @Column(nullable = false)
    private Instant createdAt;

    @Nullable
    @OneToOne(mappedBy = "substitution")
    private SubstitutionEnd end;

    protected Substitution() {}

    Substitution(Substitutions.Wish wish, String createdBy, Instant createdAt) {
        this.principal = wish.principal();
        this.deputy = wish.deputy();
        this.procedure = wish.procedure();
        this.fromDate = wish.from();
        this.toDate = wish.to();
        this.reason = wish.reason().strip();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    /** How it stands on a day. */
    public enum State {
        /** It begins later. */
        UPCOMING,
        /** The substitute may act. */
        IN_FORCE,
        /** Its last day has passed. */
        OVER,
        /** It was ended before its last day had passed. */
        ENDED
    }

    /** How it stands on the day (Asia/Shanghai). */
    public State state(LocalDate day) {
        if (end != null) {
            return State.ENDED;
        }
        if (day.isBefore(fromDate)) {
            return State.UPCOMING;
        }
        return day.isAfter(toDate) ? State.OVER : State.IN_FORCE;
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

    /** Why, in Chinese; empty in records of earlier releases. */
    public String reason() {
        return reason;
    }

    /** User id of who recorded it: the principal or an administrator. */
    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** User id of who ended it early; {@code null} if nobody did. */
    public @Nullable String endedBy() {
        return end == null ? null : end.endedBy();
    }

    /** When it was ended early; {@code null} if it was not. */
    public @Nullable Instant endedAt() {
        return end == null ? null : end.endedAt();
    }
}
