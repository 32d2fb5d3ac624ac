package cn.bioapproval.certificates;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.CaseClosed;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.certificates.RegisterEntry.Decided;
import cn.bioapproval.certificates.RegisterEntry.Paper;
import cn.bioapproval.documents.NumberSeries;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of certificates. What is decided is written in the running transaction of the decision, together with
 * its number, its papers (documents of the case) and its event; if that transaction fails, nothing of it was ever
 * there.
 *
 * <p>A first number is drawn under the lock of its sequence, which is held until the transaction ends: grant as late in
 * a transaction as possible, and before asking any document for its number.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Certificates {

    private static final int LONGEST_NUMBER = 60;

    private final CertificateRepository certificates;
    private final EntryRepository entries;
    private final CertificateKinds kinds;
    private final NumberSeries series;
    private final Papers papers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Certificates(
            CertificateRepository certificates,
            EntryRepository entries,
            CertificateKinds kinds,
            NumberSeries series,
            Papers papers,
            ApplicationEventPublisher events,
            Clock clock) {
        this.certificates = certificates;
        this.entries = entries;
        this.kinds = kinds;
        this.series = series;
        this.papers = papers;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Issues a certificate for the first time (核发): approved now, valid from today.
     *
     * @param kind     code of the kind, for example {@code device}
     * @param contents what stands on it; fits the kind's fields and categories
     * @throws Refusal                  {@code ERR_NUMBERS_EXHAUSTED} if the year has no number left
     * @throws IllegalArgumentException if the contents do not fit the kind
     */
    public Certificate grant(CaseId caseId, String kind, CertificateContents contents) {
        CertificateKind of = kinds.get(kind);
        of.checked(contents);
        NumberSeries.Drawn drawn = series.draw(of.number().series(), 1);
        String number = of.number().format(drawn.year(), contents.category(), drawn.first());
        LocalDate today = day(drawn.at());
        Term term = Term.beginning(today, of.validity());
        Certificate granted =
                certificates.save(new Certificate(of, number, caseId, contents, today, term));
        Decided decided = decided(drawn.at(), term);
        enter(granted, Act.GRANTED, caseId, decided, contents, null,
                papers.certificate(of, granted, caseId, decided, contents));
        return granted;
    }

    /**
     * Enters a certificate that was issued before this register was kept, so that it can be changed, renewed or
     * cancelled here. Nothing is printed.
     *
     * @param caseId     the case that needs it
     * @param number     as it stands on the paper; its year is before this one, whose numbers this register draws
     *                   itself
     * @param approvedOn the day of its newest approval
     * @param validUntil its last day
     * @throws Refusal {@code ERR_CERTIFICATE_NUMBER} if the number is not built by the rule of the kind, or of this
     *                 year; {@code ERR_CERTIFICATE_STATE} if it is in the register already
     */
    public Certificate enter(
            CaseId caseId,
            String kind,
            String number,
            CertificateContents contents,
            LocalDate approvedOn,
            LocalDate validUntil) {
        CertificateKind of = kinds.get(kind);
        of.checked(contents);
        String meant = numberMeant(number);
        Instant now = now();
        NumberRule.Parts parts = of.number().parts(meant).orElseThrow(() -> Refusal.invalid(
                Refusals.CERTIFICATE_NUMBER, "“" + meant + "”不是" + of.name() + "的编号，请按证书上的编号填写。"));
        if (parts.year() >= day(now).getYear() || !parts.category().equals(contents.category())) {
            throw Refusal.invalid(
                    Refusals.CERTIFICATE_NUMBER, "只能登记以前年度核发的证书，编号中的年份和类别应与证书一致，请核对。");
        }
        if (find(meant).isPresent()) {
            throw Refusals.state(meant + " 已经在登记簿中，不需要再登记。");
        }
        if (validUntil.isBefore(approvedOn)) {
            throw Refusal.invalid(RefusalCode.INVALID_DATE, "有效期至不能早于批准日期，请核对。");
        }
        Term term = new Term(approvedOn, validUntil);
        Certificate entered = certificates.save(
                new Certificate(of, meant, caseId, contents, approvedOn, term));
        enter(entered, Act.ENTERED, caseId, new Decided(now, approvedOn, term, Acting.current().userId()), contents,
                null, Paper.NONE);
        return entered;
    }

    /**
     * Changes what stands on it (变更); number and dates stay. The holder gets a paper that is used together with the
     * certificate.
     *
     * @param contents what stands on it from now on, whole
     * @param changes  what changes, in words, for that paper
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_STATE}
     */
    public Certificate change(String number, CaseId caseId, CertificateContents contents, String changes) {
        Certificate changed = get(number);
        CertificateKind of = kinds.get(changed.kind());
        of.checked(contents);
        Instant now = now();
        changed.change(caseId, contents, day(now));
        Decided decided = decided(now, changed.term());
        enter(changed, Act.CHANGED, caseId, decided, contents, changes,
                papers.change(of, changed, caseId, decided, contents, changes));
        return changed;
    }

    /**
     * Notes that its holder applied for renewal; reminders rest until that case ends.
     *
     * @param appliedOn the day of the application
     * @throws Refusal {@code ERR_RENEWAL_TOO_LATE} after the last day, {@code ERR_CERTIFICATE_NOT_FOUND},
     *                 {@code ERR_CERTIFICATE_STATE}
     */
    public Certificate applyForRenewal(String number, CaseId caseId, LocalDate appliedOn) {
        Certificate certificate = get(number);
        certificate.applyForRenewal(caseId, appliedOn, lastDayForRenewal(certificate));
        Instant now = now();
        enter(certificate, Act.RENEWAL_APPLIED, caseId, decided(now, certificate.term()), contentsOf(certificate), null,
                Paper.NONE);
        return certificate;
    }

    /**
     * Renews it (延续), approved now: the same number, another term and another paper.
     *
     * @param contents what stands on it from then on, whole
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_STATE}
     */
    public Certificate renew(String number, CaseId caseId, CertificateContents contents) {
        return renew(get(number), caseId, contents, day(now()));
    }

    /**
     * Renews it because nobody decided before it expired (医疗器械监督管理条例 art. 22): granted with its last day, however
     * much later that is entered, so that the terms join.
     *
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_STATE}
     */
    public Certificate deemRenewed(String number, CaseId caseId, CertificateContents contents) {
        Certificate renewed = get(number);
        return renew(renewed, caseId, contents, renewed.validUntil());
    }

    private Certificate renew(
            Certificate renewed, CaseId caseId, CertificateContents contents, LocalDate approvedOn) {
        CertificateKind of = kinds.get(renewed.kind());
        of.checked(contents);
        Instant now = now();
        Term next = renewed.renew(caseId, contents, approvedOn, of);
        Decided decided = new Decided(now, approvedOn, next, Acting.current().userId());
        enter(renewed, Act.RENEWED, caseId, decided, contents, null,
                papers.certificate(of, renewed, caseId, decided, contents));
        return renewed;
    }

    /**
     * Prints it again for a holder who lost the paper (补发): the same number, words and dates, another code. The papers
     * given out before are void.
     *
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_STATE}
     */
    public Certificate reissue(String number, CaseId caseId, String reason) {
        Certificate again = get(number);
        CertificateKind of = kinds.get(again.kind());
        RegisterEntry newest = entries.findNewestPaper(again.id())
                .orElseThrow(() -> new IllegalStateException("The register does not say which term " + again + " has"));
        Instant now = now();
        again.reissue(caseId, day(now));
        Term term = new Term(newest.validFrom(), newest.validUntil());
        CertificateContents contents = contentsOf(again);
        Decided printed = new Decided(now, newest.approvedOn(), term, Acting.current().userId());
        enter(again, Act.REISSUED, caseId, printed, contents, reason,
                papers.certificate(of, again, caseId, printed, contents));
        return again;
    }

    /**
     * Cancels it (注销), today.
     *
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_STATE}
     */
    public Certificate cancel(String number, CaseId caseId, String reason) {
        return end(number, caseId, Act.CANCELLED, CertificateState.CANCELLED, reason);
    }

    /**
     * Revokes it (撤销), today.
     *
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_STATE}
     */
    public Certificate revoke(String number, CaseId caseId, String reason) {
        return end(number, caseId, Act.REVOKED, CertificateState.REVOKED, reason);
    }

    private Certificate end(String number, CaseId caseId, Act act, CertificateState how, String reason) {
        Certificate ended = get(number);
        CertificateContents contents = contentsOf(ended);
        Instant now = now();
        ended.end(caseId, how, day(now));
        enter(ended, act, caseId, decided(now, ended.term()), contents, reason, Paper.NONE);
        return ended;
    }

    /** A case that ends takes its application for renewal with it; whoever granted one has renewed before. */
    @EventListener
    public void on(CaseClosed closed) {
        certificates.findByRenewalCaseId(closed.caseId().value()).forEach(Certificate::renewalEnded);
    }

    private void enter(
            Certificate of,
            Act act,
            CaseId caseId,
            Decided decided,
            CertificateContents contents,
            @Nullable String explanation,
            Paper paper) {
        certificates.flush();
        entries.save(new RegisterEntry(of, act, caseId, decided, contents, explanation, paper));
        events.publishEvent(CertificateEvent.of(
                act.eventType(),
                caseId,
                of,
                kinds.get(of.kind()),
                explanation == null
                        ? Map.of("act", act.label())
                        : Map.of("act", act.label(), "explanation", explanation),
                decided.at()));
    }

    /** The certificate with that number, however it is typed. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Certificate> find(String number) {
        return certificates.findByNumber(numberMeant(number));
    }

    /**
     * The certificate with that number.
     *
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND} if there is none
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Certificate get(String number) {
        return find(number).orElseThrow(() -> Refusals.unknown(number));
    }

    /** The certificates that something was decided about in the case, by number. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Certificate> of(CaseId caseId) {
        return entries.findCertificatesByCase(caseId.value());
    }

    /** What was decided about the certificate, oldest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<RegisterEntry> entries(Certificate certificate) {
        return entries.findByCertificate(certificate.id());
    }

    /** What stands on it now; its attachment stays with the paper it was issued with and is not repeated. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CertificateContents contentsOf(Certificate certificate) {
        return new CertificateContents(
                certificate.holderCode(), certificate.category(), newest(certificate).contents(), null);
    }

    private RegisterEntry newest(Certificate certificate) {
        return entries.findNewest(certificate.id())
                .orElseThrow(() -> new IllegalStateException("The register has no entry of " + certificate));
    }

    /** How it stands today. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CertificateState stateOf(Certificate certificate) {
        return certificate.stateOn(day(now()));
    }

    /** The last office date on which renewal may be applied for. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public LocalDate lastDayForRenewal(Certificate certificate) {
        return kinds.get(certificate.kind()).lastDayForRenewal(certificate.validUntil());
    }

    /** Whether a number is built by the rule of the kind; nothing is said about whether it was ever given. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isNumber(String kind, String number) {
        return kinds.get(kind).number().matches(number);
    }

    /**
     * The kind with that code.
     *
     * @throws IllegalArgumentException if there is none
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CertificateKind kind(String code) {
        return kinds.get(code);
    }

    /** Every kind, by code. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Collection<CertificateKind> kinds() {
        return kinds.all();
    }

    /** A number as it is kept, whatever blanks and full-width signs were typed; empty if it is longer than any. */
    static String numberMeant(String typed) {
        return typed.length() > LONGEST_NUMBER
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
    }

    private Decided decided(Instant at, Term term) {
        return new Decided(at, day(at), term, Acting.current().userId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, OfficeClock.ZONE);
    }
}
