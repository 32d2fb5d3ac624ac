package cn.bioapproval.clinicalcenter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/**
 * That a host with its field of disease is a certain centre (同一中心). A new host after a merger or a change of name is
 * another row of the same centre.
 */
@Entity
@Immutable
@Table(name = "clinicalcenter_lineage")
class LineageHost {

    @Id
    private long id;

    @Column(nullable = false)
    private long lineageId;

    @Column(nullable = false)
    private String hostCode;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private DiseaseArea diseaseArea;

    @Column(nullable = false)
    private Instant recordedAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected LineageHost() {}

    LineageHost(long id, long lineageId, String hostCode, DiseaseArea diseaseArea, Instant recordedAt) {
        this.id = id;
        this.lineageId = lineageId;
        this.hostCode = hostCode;
        this.diseaseArea = diseaseArea;
        this.recordedAt = recordedAt;
    }

    long lineageId() {
        return lineageId;
    }
}
