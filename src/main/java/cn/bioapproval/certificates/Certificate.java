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
import jakarta.persistence.Version;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as it stands after the newest entry of the register. Its number and category never change; what stands
 * on it and how long it is valid do, each time by an entry. All dates are office dates.
 */
@Entity
@Table(name = "certificates_certificate")
public class Certificate {

    private static final int LONGEST_SEARCH_TEXT = 1000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "certificates_certificate_seq")
    @SequenceGenerator(
            name = "certificates_certificate_seq",
            sequenceName = "certificates_certificate_seq",
            allocationSize = 50)
    @Nullable
    private Long id;

    @Column(nullable = false, updatable = false)
    private String kind;

    @Column(nullable = false, updatable = false)
    private String number;

    @Column(nullable = false, updatable = false)
    private String category;

    @Column(nullable = false)
    private String holderName;

    @Column(nullable = false)
    private String holderCode;

    @Column(nullable = false)
    private String productName;

    @Column(nullable = false)
    private long caseId;

    @Column(nullable = false, updatable = false)
    private LocalDate firstApprovedOn;

    @Column(nullable = false)
    private LocalDate validFrom;

    @Column(nullable = false)
    private LocalDate validUntil;

    @Nullable
    @Enumerated(EnumType.STRING)
    private CertificateState ending;

    @Nullable
    private LocalDate endedOn;

    @Nullable
    private Long renewalCaseId;

    private int entries;

    @Column(nullable = false)
    private String searchText;

    @Version
    private int version;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Certificate() {}

    Certificate(
            CertificateKind kind,
            String number,
            CaseId caseId,
            CertificateContents contents,
            LocalDate firstApprovedOn,
            Term term) {
        this.kind = kind.code();
        this.number = number;
        this.category = contents.category();
        this.firstApprovedOn = firstApprovedOn;
        this.validFrom = term.from();
        this.validUntil = term.until();
        read(caseId, contents);
    }

    /** Other words stand on it from now on; number and validity stay (变更). */
    void change(CaseId by, CertificateContents contents, LocalDate on) {
        requireInForce(on);
        read(by, contents);
    }

    /**
     * Another term follows (延续).
     *
     * @return that term
     */
    Term renew(CaseId by, CertificateContents contents, LocalDate approvedOn, CertificateKind ofKind) {
        requireNotEnded();
        Term next = term().renewed(approvedOn, ofKind.validity());
        if (next.from().isAfter(validUntil.plusDays(1))) {
            validFrom = next.from();
        }
        validUntil = next.until();
        renewalCaseId = null;
        read(by, contents);
        return next;
    }

    /** Its holder applies for renewal. */
    void applyForRenewal(CaseId by, LocalDate on, LocalDate lastDay) {
        requireNotEnded();
        if (renewalCaseId != null && renewalCaseId != by.value()) {
            throw Refusals.state(number + " 的延续申请已经在办理，不能重复申请。");
        }
        if (on.isAfter(lastDay)) {
            throw Refusals.renewalTooLate(number, lastDay);
        }
        renewalCaseId = by.value();
        entries++;
    }

    /** The case in which renewal was applied for has ended without one. */
    void renewalEnded() {
        renewalCaseId = null;
    }

    /** Another paper with the same words and dates (补发). */
    void reissue(CaseId by, LocalDate on) {
        requireInForce(on);
        caseId = by.value();
        entries++;
    }

    /** It ends before its time. */
    void end(CaseId by, CertificateState how, LocalDate on) {
        requireNotEnded();
        ending = how;
        endedOn = on;
        renewalCaseId = null;
        caseId = by.value();
        entries++;
    }

    private void read(CaseId by, CertificateContents contents) {
        if (!contents.category().equals(category)) {
            throw new IllegalArgumentException(number + " cannot change its category to " + contents.category());
        }
        caseId = by.value();
        holderName = contents.holderName();
        holderCode = contents.holderCode().strip();
        productName = contents.productName();
        entries++;
        String words = words(String.join("\n", number, productName, holderName, holderCode));
        searchText = words.substring(0, Math.min(words.length(), LONGEST_SEARCH_TEXT));
    }

    /** A text as it is searched: full-width and capital letters make no difference. */
    static String words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private void requireNotEnded() {
        if (ending != null) {
            throw Refusals.state(number + " " + ending.label() + "，不能再办理。");
        }
    }

    private void requireInForce(LocalDate on) {
        requireNotEnded();
        if (on.isAfter(validUntil)) {
            throw Refusals.state("%s 的有效期已于%s届满，不能再办理。".formatted(number, Refusals.day(validUntil)));
        }
    }

    /** How it stands on an office date. */
    public CertificateState stateOn(LocalDate day) {
        return CertificateState.of(ending, validFrom, validUntil, day);
    }

    Term term() {
        return new Term(validFrom, validUntil);
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException(number + " is not saved yet");
        }
        return id;
    }

    /** How many entries the register has of it. */
    int entries() {
        return entries;
    }

    /** Code of its kind. */
    public String kind() {
        return kind;
    }

    /** The number people use, for example 闽械注准20262070123. */
    public String number() {
        return number;
    }

    /** Two-digit category. */
    public String category() {
        return category;
    }

    public String holderName() {
        return holderName;
    }

    /** Unified social credit code of the holder. */
    public String holderCode() {
        return holderCode;
    }

    public String productName() {
        return productName;
    }

    /** The case of its newest entry. */
    public CaseId caseId() {
        return CaseId.of(caseId);
    }

    public LocalDate firstApprovedOn() {
        return firstApprovedOn;
    }

    /** First day of its unbroken validity; renewal in time does not move it. */
    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last day of validity (有效期至). */
    public LocalDate validUntil() {
        return validUntil;
    }

    /** When it was cancelled or revoked; {@code null} if it was not. */
    public @Nullable LocalDate endedOn() {
        return endedOn;
    }

    /** The case in which its holder has applied for renewal, while that is open. */
    public @Nullable CaseId renewalCase() {
        return renewalCaseId == null ? null : CaseId.of(renewalCaseId);
    }

    @Override
    public String toString() {
        return number;
    }
}
