package cn.bioapproval.experts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One expert of the pool. */
@Entity
@Table(name = "experts_expert")
public class Expert {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "experts_expert_seq")
    @SequenceGenerator(name = "experts_expert_seq", sequenceName = "experts_expert_seq", allocationSize = 50)
    private long id;

    @Column(nullable = false, updatable = false)
    private String userId;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String unitName;

    @Column(nullable = false)
    private String unitCode;

    @Column(nullable = false)
    private String specialty;

    @Nullable
    private String email;

    @Column(nullable = false)
    private boolean active;

    protected Expert() {}

    Expert(NewExpert newcomer) {
        this.userId = newcomer.userId();
        become(newcomer);
    }

    final void become(NewExpert description) {
        this.name = description.name();
        this.unitName = description.unitName();
        this.unitCode = description.unitCode().strip();
        this.specialty = description.specialty();
        this.email = description.email();
        this.active = true;
    }

    void retire() {
        active = false;
    }

    public long id() {
        return id;
    }

    public String userId() {
        return userId;
    }

    public String name() {
        return name;
    }

    /** Name of the unit the expert belongs to. */
    public String unitName() {
        return unitName;
    }

    /** Unified social credit code of that unit; experts of the applicant's own unit are recused. */
    public String unitCode() {
        return unitCode;
    }

    public String specialty() {
        return specialty;
    }

    public @Nullable String email() {
        return email;
    }

    /** Whether the expert can be drawn. */
    public boolean isActive() {
        return active;
    }
}
