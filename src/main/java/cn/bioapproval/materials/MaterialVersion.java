package cn.bioapproval.materials;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One file handed in for a slot of a case's checklist. Never changed: a better one is the next version. */
@Entity
@Immutable
@Table(name = "materials_version")
public class MaterialVersion {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "materials_version")
    @SequenceGenerator(name = "materials_version", sequenceName = "materials_version_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(nullable = false)
    private long caseId;

    @Column(nullable = false)
    private String slot;

    @Column(nullable = false)
    private int number;

    @Column(nullable = false)
    private String fileName;

    @Column(nullable = false)
    private String mediaType;

    @Column(nullable = false)
    private long size;

    @Column(nullable = false)
    private byte[] sha256;

    @Column(nullable = false)
    private String actor;

    private @Nullable String onBehalfOf;

    @Column(nullable = false)
    private Instant receivedAt;

    protected MaterialVersion() {}

    MaterialVersion(
            CaseId caseId,
            String slot,
            int number,
            FileName name,
            FileKind kind,
            long size,
            byte[] sha256,
            Actor actor,
            Instant receivedAt) {
        this.caseId = caseId.value();
        this.slot = slot;
        this.number = number;
        this.fileName = name.text();
        this.mediaType = kind.mediaType();
        this.size = size;
        this.sha256 = sha256.clone();
        this.actor = Objects.requireNonNull(actor.userId(), "The system hands nothing in");
        this.onBehalfOf = actor.onBehalfOf();
        this.receivedAt = receivedAt;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("Not recorded yet");
        }
        return id;
    }

    public CaseId caseId() {
        return CaseId.of(caseId);
    }

    /** Code of the slot in the checklist. */
    public String slot() {
        return slot;
    }

    /** 1, 2, 3, … within the slot. */
    public int number() {
        return number;
    }

    /** As it was handed in, in Unicode's composed form; to be shown, never a path. */
    public String fileName() {
        return fileName;
    }

    /** What the content is; it was looked at. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether a browser shows it: PDF, PNG, JPEG. */
    public boolean isShownInBrowser() {
        return FileKind.ofMediaType(mediaType).map(FileKind::isShownInBrowser).orElse(false);
    }

    /** In octets. */
    public long size() {
        return size;
    }

    /** Of the content, as hexadecimal text. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    byte[] contentKey() {
        return sha256.clone();
    }

    boolean hasContent(byte[] digest) {
        return Arrays.equals(sha256, digest);
    }

    /** Who handed it in. */
    public String actor() {
        return actor;
    }

    /** The person who was substituted, when a recorded substitute handed it in. */
    public @Nullable String onBehalfOf() {
        return onBehalfOf;
    }

    public Instant receivedAt() {
        return receivedAt;
    }
}
