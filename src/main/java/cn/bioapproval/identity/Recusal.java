package cn.bioapproval.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A declared relation between a person and an applicant that keeps the person away from the applicant's cases. */
@Entity
@Immutable
@Table(name = "identity_recusal")
public class Recusal {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "identity_recusal_seq")
    @SequenceGenerator(name = "identity_recusal_seq", sequenceName = "identity_recusal_seq", allocationSize = 50)
    private long id;

    @Column(nullable = false)
    private String userId;

    @Column(nullable = false)
    private String applicantCode;

    @Column(nullable = false)
    private String reason;

    @Column(nullable = false)
    private Instant declaredAt;

    protected Recusal() {}

    Recusal(String userId, String applicantCode, String reason, Instant declaredAt) {
        this.userId = userId;
        this.applicantCode = applicantCode;
        this.reason = reason;
        this.declaredAt = declaredAt;
    }

    /** User id of who keeps away. */
    public String userId() {
        return userId;
    }

    /** Unified social credit code of the applicant. */
    public String applicantCode() {
        return applicantCode;
    }

    /** The relation, in Chinese. */
    public String reason() {
        return reason;
    }

    public Instant declaredAt() {
        return declaredAt;
    }
}
