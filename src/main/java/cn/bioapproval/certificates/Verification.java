package cn.bioapproval.certificates;

import cn.bioapproval.calendar.OfficeClock;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether a paper that somebody holds in her hand is genuine and still good: she tells the number and the code that
 * stand on it. A number that was never given, a code that is none of that certificate's and nonsense are answered
 * alike.
 */
@Service
@Transactional(readOnly = true)
public class Verification {

    private final CertificateRepository certificates;
    private final EntryRepository entries;
    private final CertificateKinds kinds;
    private final Clock clock;

    Verification(
            CertificateRepository certificates, EntryRepository entries, CertificateKinds kinds, Clock clock) {
        this.certificates = certificates;
        this.entries = entries;
        this.kinds = kinds;
        this.clock = clock;
    }

    /** How a paper stands today. */
    public enum Standing {
        VALID("有效"),
        NOT_YET_VALID("尚未生效"),
        EXPIRED("有效期届满"),
        REPLACED("已作废"),
        CANCELLED("已注销"),
        REVOKED("已撤销");

        private final String label;

        Standing(String label) {
            this.label = label;
        }

        /** The Chinese name that people see. */
        public String label() {
            return label;
        }
    }

    /**
     * A genuine paper.
     *
     * @param paper       what it is: the name of the kind, or 变更文件
     * @param standing    how it stands
     * @param explanation one sentence about that, for people
     * @param approvedOn  the day of approval that it says
     * @param validFrom   the first day of validity that it says
     * @param validUntil  the last day of validity that it says
     * @param lines       what else it says: label and text in the order of the paper
     * @param changedOn   when the certificate was changed after this paper was printed; each change has a paper of its
     *                    own
     */
    public record Verified(
            String number,
            String paper,
            String authority,
            Standing standing,
            String explanation,
            LocalDate approvedOn,
            LocalDate validFrom,
            LocalDate validUntil,
            List<Map<String, String>> lines,
            List<LocalDate> changedOn) {}

    /**
     * The paper with this number and code.
     *
     * @param number as typed
     * @param code   as typed
     * @return nothing if there is none
     */
    public Optional<Verified> verify(@Nullable String number, @Nullable String code) {
        String meant = meant(number);
        byte[] hash = CodeHash.of(meant, code == null ? "" : code);
        Optional<Certificate> certificate = certificates.findByNumber(meant);
        List<RegisterEntry> all = entries.findByCertificate(certificate.map(Certificate::id).orElse(0L));
        Verified found = null;
        for (RegisterEntry entry : all) {
            byte[] kept = entry.codeHash();
            if (kept != null && MessageDigest.isEqual(kept, hash)) {
                found = verified(certificate.orElseThrow(), entry, all);
            }
        }
        return Optional.ofNullable(found);
    }

    /** The number that was meant by what was typed; empty if it is longer than any. */
    public static String meant(@Nullable String number) {
        return number == null ? "" : Certificates.numberMeant(number);
    }

    private Verified verified(Certificate certificate, RegisterEntry paper, List<RegisterEntry> all) {
        CertificateKind kind = kinds.get(certificate.kind());
        boolean change = paper.act() == Act.CHANGED;
        Standing standing = standing(certificate, paper, all);
        List<Map<String, String>> lines = change
                ? List.of(
                        Map.of("label", "产品名称", "text", paper.contents().getOrDefault("productName", "")),
                        Map.of("label", "变更内容", "text", String.valueOf(paper.explanation())))
                : kind.rows(new CertificateContents("", certificate.category(), paper.contents(), null));
        return new Verified(
                certificate.number(),
                change ? "变更文件" : kind.name(),
                kind.authority(),
                standing,
                explanation(standing, certificate, paper),
                paper.approvedOn(),
                paper.validFrom(),
                paper.validUntil(),
                lines,
                all.stream()
                        .filter(later -> later.act() == Act.CHANGED && later.seq() > paper.seq())
                        .map(RegisterEntry::approvedOn)
                        .toList());
    }

    private Standing standing(Certificate certificate, RegisterEntry paper, List<RegisterEntry> all) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), OfficeClock.ZONE);
        CertificateState state = certificate.stateOn(today);
        if (state == CertificateState.CANCELLED) {
            return Standing.CANCELLED;
        }
        if (state == CertificateState.REVOKED) {
            return Standing.REVOKED;
        }
        if (paper.act().printsCertificate() && isReplaced(paper, all)) {
            return Standing.REPLACED;
        }
        if (today.isBefore(paper.validFrom())) {
            return Standing.NOT_YET_VALID;
        }
        return today.isAfter(lastDay(certificate, paper)) ? Standing.EXPIRED : Standing.VALID;
    }

    /** The paper of a change is good as long as the certificate it belongs to. */
    private static LocalDate lastDay(Certificate certificate, RegisterEntry paper) {
        return paper.act() == Act.CHANGED ? certificate.validUntil() : paper.validUntil();
    }

    /** Whether the same term was printed again later. */
    private static boolean isReplaced(RegisterEntry paper, List<RegisterEntry> all) {
        return all.stream()
                .anyMatch(later -> later.act() == Act.REISSUED
                        && later.seq() > paper.seq()
                        && later.validUntil().equals(paper.validUntil()));
    }

    private static String explanation(Standing standing, Certificate certificate, RegisterEntry paper) {
        return switch (standing) {
            case VALID -> "本证真实，在有效期内。";
            case NOT_YET_VALID -> "本证真实，自%s起生效。".formatted(Refusals.day(paper.validFrom()));
            case EXPIRED -> "本证真实，但有效期已于%s届满。%s".formatted(
                    Refusals.day(lastDay(certificate, paper)),
                    certificate.validUntil().isAfter(lastDay(certificate, paper)) ? "该证书已经延续，请查验延续后的证书。" : "");
            case REPLACED -> "本证已经补发，这一份作废，请查验补发的证书。";
            case CANCELLED, REVOKED -> "该证书已于%s%s。".formatted(
                    Refusals.day(Objects.requireNonNull(certificate.endedOn())),
                    standing == Standing.CANCELLED ? "注销" : "撤销");
        };
    }
}
