package cn.bioapproval.certificates;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds holders before the last day on which renewal may be applied for, so many days before as the kind says, on the
 * mornings of working days. What falls on rest days is said on the working day before them, because the last day itself
 * may be one of them.
 *
 * <p><b>Once, and never lost.</b> The mark that a holder was reminded and the message in the outbox are written in one
 * transaction per certificate; the key of the mark lets only one of several nodes write it. Whoever was not reminded in
 * time because nothing ran is reminded by the next run, of the nearest stage only.
 */
@Component
class RenewalReminders {

    private static final Logger log = LoggerFactory.getLogger(RenewalReminders.class);
    private static final int OPENS = 9;
    private static final int CLOSES = 17;

    private final CertificateKinds kinds;
    private final CertificateRepository certificates;
    private final WorkingDays workingDays;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RenewalReminders(
            CertificateKinds kinds,
            CertificateRepository certificates,
            WorkingDays workingDays,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.kinds = kinds;
        this.certificates = certificates;
        this.workingDays = workingDays;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Often, because the office clock of a demonstration is turned; what was said is not said again. */
    @Scheduled(cron = "${bioapproval.certificates.reminder-cron:0 */10 * * * *}")
    void duringOfficeHours() {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), OfficeClock.ZONE);
        if (now.getHour() >= OPENS && now.getHour() < CLOSES && workingDays.isWorkingDay(now.toLocalDate())) {
            remind();
        }
    }

    /**
     * Reminds whoever is to be reminded today.
     *
     * @return how many holders
     */
    int remind() {
        return kinds.all().stream().mapToInt(this::remind).sum();
    }

    private int remind(CertificateKind kind) {
        if (kind.reminders().isEmpty()) {
            return 0;
        }
        LocalDate today = workingDays.today();
        LocalDate upTo = workingDays.plus(today, 1).minusDays(1);
        int reminded = 0;
        for (long id : candidates(kind, today, upTo)) {
            try {
                reminded += Boolean.TRUE.equals(transaction.execute(status -> remind(kind, id, today, upTo))) ? 1 : 0;
            } catch (RuntimeException e) {
                log.error("The holder of certificate {} could not be reminded; the next run tries again", id, e);
            }
        }
        return reminded;
    }

    /** Those whose last day for renewal is near; a month more at either end, because months differ in length. */
    private Collection<Long> candidates(CertificateKind kind, LocalDate today, LocalDate upTo) {
        LocalDate nearest = today.plus(kind.renewal()).minusMonths(1);
        LocalDate farthest = upTo.plusDays(earliest(kind)).plus(kind.renewal()).plusMonths(1);
        return jdbc.queryForList(
                """
                select id from certificates_certificate
                where kind = ? and ending is null and renewal_case_id is null and valid_until between ? and ?
                order by valid_until, id""",
                Long.class,
                kind.code(),
                nearest,
                farthest);
    }

    private static int earliest(CertificateKind kind) {
        return kind.reminders().get(kind.reminders().size() - 1);
    }

    private boolean remind(CertificateKind kind, long id, LocalDate today, LocalDate upTo) {
        Certificate certificate = certificates.findById(id).orElseThrow();
        LocalDate lastDay = kind.lastDayForRenewal(certificate.validUntil());
        if (lastDay.isBefore(today) || certificate.renewalCase() != null) {
            return false;
        }
        List<Integer> due = kind.reminders().stream()
                .filter(days -> !lastDay.minusDays(days).isAfter(upTo))
                .toList();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean tell = false;
        for (int i = 0; i < due.size(); i++) {
            boolean nearest = i == 0;
            boolean first = mark(id, certificate.validUntil(), due.get(i), nearest, now);
            tell |= nearest && first;
        }
        if (tell) {
            long days = ChronoUnit.DAYS.between(today, lastDay);
            events.publishEvent(CertificateEvent.of(
                    "certificates.renewalDue",
                    certificate.caseId(),
                    certificate,
                    kind,
                    Map.of("lastDay", lastDay.toString(), "days", Math.toIntExact(days)),
                    now));
        }
        return tell;
    }

    /** Whether it was marked now; another node that marks the same waits here until this transaction ends. */
    private boolean mark(long id, LocalDate validUntil, int daysBefore, boolean told, Instant at) {
        return jdbc.update(
                        """
                        insert into certificates_reminder (certificate_id, valid_until, days_before, told, marked_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""",
                        id,
                        validUntil,
                        daysBefore,
                        told,
                        Timestamp.from(at))
                == 1;
    }
}
