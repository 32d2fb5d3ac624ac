package cn.bioapproval.documents;

import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document that was issued. In the issuing transaction it gets its number only when that transaction commits, or when
 * {@link #number()} is asked for, whichever comes first.
 */
public final class IssuedDocument {

    private final long id;
    private final CaseId caseId;
    private final String template;
    private final String title;
    private final Consumer<IssuedDocument> drawing;

    @Nullable
    private Numbered numbered;

    /** The number and the moment it was given. */
    private record Numbered(String number, Instant issuedAt) {}

    /**
     * A document just issued.
     *
     * @param drawing gives it its number before the transaction ends
     */
    IssuedDocument(long id, CaseId caseId, String template, String title, Consumer<IssuedDocument> drawing) {
        this.id = id;
        this.caseId = caseId;
        this.template = template;
        this.title = title;
        this.drawing = drawing;
    }

    public long id() {
        return id;
    }

    public CaseId caseId() {
        return caseId;
    }

    /** Name of the template, for example {@code clinical-center-acceptance-notice}. */
    public String template() {
        return template;
    }

    /** For example 受理通知书. */
    public String title() {
        return title;
    }

    /**
     * The document number (文号), for example 厦科验受〔2026〕0001号. Asking for it inside the issuing transaction draws it
     * there and then: everyone else who issues in the same series waits until that transaction ends. Do it only if the
     * transaction itself needs the number.
     */
    public String number() {
        return numbered().number();
    }

    /** The moment of issue: when the number was given. Asking for it draws the number, see {@link #number()}. */
    public Instant issuedAt() {
        return numbered().issuedAt();
    }

    private Numbered numbered() {
        if (numbered == null) {
            drawing.accept(this);
        }
        return Objects.requireNonNull(numbered);
    }

    IssuedDocument numbered(String number, Instant at) {
        numbered = new Numbered(number, at);
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IssuedDocument that && that.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return title + " #" + id;
    }
}
