package cn.bioapproval.deviceregistration;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.certificates.Certificate;
import cn.bioapproval.intake.FormData;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is applied for about a certificate that there is: change, filing of a change, renewal, reissue, cancellation.
 * One method per intention; what they share with a first registration is {@link DeviceRegistrations}.
 */
@Service
@Transactional
public class CertificateMatters {

    /** A matter without technical review that was refused. */
    private static final RefusalCode REFUSED = new RefusalCode("ERR_NOT_GRANTED");

    private static final int FILING_DAYS = 30;

    private final DeviceRegistrations registrations;
    private final DeviceApplications applications;
    private final CertificateActs acts;
    private final DevicePapers papers;
    private final CaseRegister cases;
    private final WorkingDays workingDays;
    private final Clock clock;

    CertificateMatters(
            DeviceRegistrations registrations,
            DeviceApplications applications,
            CertificateActs acts,
            DevicePapers papers,
            CaseRegister cases,
            WorkingDays workingDays,
            Clock clock) {
        this.registrations = registrations;
        this.applications = applications;
        this.acts = acts;
        this.papers = papers;
        this.cases = cases;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /**
     * Enters the application of a case that was just received. For a renewal the register notes that it was applied
     * for; a filing of a change that comes after its thirty days is received and told to the office (办法 art. 79).
     *
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_HOLDER}, {@code ERR_CERTIFICATE_STATE},
     *                 {@code ERR_RENEWAL_TOO_LATE} less than six months before expiry (条例 art. 22)
     */
    public void register(CaseId caseId, DeviceMatter matter, FormData form) {
        Case subject = cases.get(caseId);
        LocalDate today = workingDays.today();
        Certificate certificate = acts.named(subject, form, today);
        boolean changing = matter == DeviceMatter.CHANGE || matter == DeviceMatter.CHANGE_FILING;
        Map<String, String> changes = changing ? acts.changes(certificate, form) : Map.of();
        applications.save(new DeviceApplication(
                caseId,
                matter,
                certificate.number(),
                changes,
                DeviceDetails.of(acts.contents(certificate), changes, form),
                today,
                clock.instant()));
        if (matter == DeviceMatter.RENEWAL) {
            acts.applyForRenewal(subject, certificate, today);
        }
        if (matter == DeviceMatter.CHANGE_FILING) {
            LocalDate changedOn = form.date("changedOn");
            overdueSince(changedOn, today).ifPresent(lastDay -> registrations.publish(
                    caseId, DeviceEvent.FILED_LATE, Map.of(
                            "changedOn", changedOn.toString(),
                            "dueOn", lastDay.toString(),
                            "number", certificate.number())));
        }
    }

    /**
     * The last day for filing a change, if it has passed: thirty days after the change (办法 art. 79), or the working day
     * after them where they end on a day of rest (民法典 art. 203).
     *
     * @param changedOn office date of the change
     */
    public Optional<LocalDate> overdueSince(LocalDate changedOn, LocalDate filedOn) {
        LocalDate lastDay = workingDays.onOrAfter(changedOn.plusDays(FILING_DAYS));
        return filedOn.isAfter(lastDay) ? Optional.of(lastDay) : Optional.empty();
    }

    /** The end (23:59:59 Asia/Shanghai) of the last day on which the certificate of the case is valid. */
    @Transactional(readOnly = true)
    public Instant expiryOf(CaseId caseId) {
        return acts.certificate(registrations.get(caseId))
                .validUntil()
                .atTime(LocalTime.of(23, 59, 59))
                .atZone(OfficeClock.ZONE)
                .toInstant();
    }

    /** What changes, in words; empty for a matter that changes nothing. */
    @Transactional(readOnly = true)
    public String changesInWords(CaseId caseId) {
        return acts.inWords(registrations.get(caseId));
    }

    /** The certificate of the case; empty for a first registration. */
    @Transactional(readOnly = true)
    public Optional<Certificate> certificateOf(CaseId caseId) {
        DeviceApplication application = registrations.get(caseId);
        return application.certificateNumber().map(number -> acts.certificate(application));
    }

    /** Nobody decided before the certificate expired: the renewal is deemed granted (条例 art. 22). */
    public void deemRenewed(CaseId caseId) {
        DeviceApplication application = registrations.get(caseId);
        LocalDate lastDay = acts.certificate(application).validUntil();
        application.deemGranted(lastDay);
        cases.moveTo(caseId, CaseStatus.DECIDED);
        Certificate renewed = acts.deemRenewed(application);
        registrations.publish(caseId, DeviceEvent.DEEMED_RENEWED, Map.of(
                "number", renewed.number(),
                "expiredOn", lastDay.toString(),
                "validUntil", renewed.validUntil().toString()));
    }

    /**
     * Decides a filing, a reissue or a cancellation. A refusal is told by {@link #refuse}.
     *
     * @param form {@code settlement} ({@code GRANT} or {@code REFUSE}) and {@code settlementReason}
     */
    public void settle(CaseId caseId, FormData form) {
        DeviceApplication application = registrations.get(caseId);
        boolean granted = form.text("settlement").equals("GRANT");
        String reason = form.optionalText("settlementReason").orElse("");
        LocalDate today = workingDays.today();
        application.settle(granted, reason, today);
        cases.moveTo(caseId, CaseStatus.DECIDED);
        if (!granted) {
            return;
        }
        Certificate certificate = acts.carryOut(application, cases.get(caseId), reason);
        if (application.matter() == DeviceMatter.CANCELLATION) {
            papers.cancellation(application, reason, today);
        }
        registrations.publish(caseId, DeviceEvent.APPROVED, Map.of(
                "decidedOn", today.toString(), "number", certificate.number()));
    }

    /** Tells the applicant in writing that it is refused, with the remedies, and the case ends. */
    public void refuse(CaseId caseId) {
        DeviceApplication application = registrations.get(caseId);
        papers.matterRefusal(application);
        cases.close(caseId, CaseOutcome.DENIED, REFUSED);
        registrations.publish(caseId, DeviceEvent.REFUSED, Map.of(
                "code", REFUSED.value(), "reason", application.reason()));
    }
}
