package cn.bioapproval.certificates;

import cn.bioapproval.cases.CaseId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What was decided about a certificate; never changed afterwards. */
@Entity
@Immutable
@Table(name = "certificates_entry")
public class RegisterEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "certificates_entry_seq")
    @SequenceGenerator(name = "certificates_entry_seq", sequenceName = "certificates_entry_seq", allocationSize = 50)
    @Nullable
    private Long id;

    private long certificateId;

    private int seq;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Act act;

    private long caseId;

    @Column(nullable = false)
    private Instant decidedAt;

    @Column(nullable = false)
    private LocalDate approvedOn;

    @Column(nullable = false)
    private LocalDate validFrom;

    @Column(nullable = false)
    private LocalDate validUntil;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    private Map<String, String> contents;

    @Nullable
    private String explanation;

    private byte @Nullable [] codeHash;

    @Nullable
    private Long documentId;

    @Nullable
    private Long attachmentId;

    @Nullable
    private String decidedBy;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RegisterEntry() {}

    RegisterEntry(
            Certificate of,
            Act act,
            CaseId caseId,
            Decided decided,
            CertificateContents contents,
            @Nullable String explanation,
            Paper paper) {
        this.certificateId = of.id();
        this.seq = of.entries();
        this.act = act;
        this.caseId = caseId.value();
        this.decidedAt = decided.at();
        this.approvedOn = decided.on();
        this.validFrom = decided.term().from();
        this.validUntil = decided.term().until();
        this.contents = contents.fields();
        this.explanation = explanation;
        this.codeHash = paper.codeHash();
        this.documentId = paper.documentId();
        this.attachmentId = paper.attachmentId();
        this.decidedBy = decided.by();
    }

    /**
     * When and by whom it was decided, and for which term.
     *
     * @param on the day of approval
     * @param by user id; {@code null} for the system
     */
    record Decided(Instant at, LocalDate on, Term term, @Nullable String by) {}

    /** What was printed with it. */
    record Paper(byte @Nullable [] codeHash, @Nullable Long documentId, @Nullable Long attachmentId) {

        static final Paper NONE = new Paper(null, null, null);
    }

    /** 1, 2, 3, … of its certificate. */
    public int seq() {
        return seq;
    }

    public Act act() {
        return act;
    }

    /** The case in which it was decided. */
    public CaseId caseId() {
        return CaseId.of(caseId);
    }

    public Instant decidedAt() {
        return decidedAt;
    }

    /** The day of approval (批准日期). */
    public LocalDate approvedOn() {
        return approvedOn;
    }

    /** First day of the term that it is about (生效日期). */
    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last day of the term that it is about (有效期至). */
    public LocalDate validUntil() {
        return validUntil;
    }

    /** What stands on the certificate from then on, by field key. */
    public Map<String, String> contents() {
        return Map.copyOf(contents);
    }

    /** What was changed, or why; {@code null} if nothing needs saying. */
    public @Nullable String explanation() {
        return explanation;
    }

    /** The document that was issued with it; {@code null} if none was. */
    public @Nullable Long documentId() {
        return documentId;
    }

    /** The document of the attachment; {@code null} if there is none. */
    public @Nullable Long attachmentId() {
        return attachmentId;
    }

    byte @Nullable [] codeHash() {
        return codeHash;
    }
}
