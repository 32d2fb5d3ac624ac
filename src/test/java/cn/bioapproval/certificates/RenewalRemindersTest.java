package cn.bioapproval.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCertificates;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.notifications.Outbox;
import cn.bioapproval.notifications.OutboxMessage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A certificate valid until 2027-05-20: the last day for renewal is Friday, 2026-11-20. */
@RecordsTest
class RenewalRemindersTest {

    private static final String NUMBER = "闽械注准20222070118";

    @Autowired
    private RenewalReminders reminders;

    @Autowired
    private Certificates certificates;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private Outbox outbox;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcTemplate jdbc;

    private CaseId caseId;

    @BeforeEach
    void aCertificateInItsLastYear() {
        RegisterOnDatabase.empty(jdbc, transactions);
        now("2026-03-02T10:00");
        caseId = enter(NUMBER, LocalDate.of(2027, 5, 20));
    }

    @AfterEach
    void backToTheSystemClock() {
        RegisterOnDatabase.empty(jdbc, transactions);
        clock.turnBy(Duration.ZERO);
        jdbc.update(
                "update notifications_message set status = 'FAILED', next_attempt_at = null where status = 'PENDING'");
    }

    @Test
    void theHolderIsRemindedNinetyThirtyAndSevenDaysBeforeTheLastDayAndOnceEach() {
        assertThat(remindedOn("2026-08-20")).isZero();
        assertThat(remindedOn("2026-08-21")).as("Friday; 2026-08-22 is ninety days before").isEqualTo(1);
        assertThat(remindedOn("2026-08-24")).isZero();
        assertThat(remindedOn("2026-10-20")).isZero();
        assertThat(remindedOn("2026-10-21")).as("thirty days before").isEqualTo(1);
        assertThat(remindedOn("2026-10-21")).isZero();
        assertThat(remindedOn("2026-11-12")).isZero();
        assertThat(remindedOn("2026-11-13")).as("seven days before").isEqualTo(1);
        assertThat(remindedOn("2026-11-20")).isZero();
        assertThat(remindedOn("2026-11-23")).isZero();

        assertThat(messages()).hasSize(3).allSatisfy(message -> {
            assertThat(message.recipient()).isEqualTo("liming@lujiang.example");
            assertThat(message.subject()).contains(NUMBER);
            assertThat(message.body()).contains(SampleCertificates.HOLDER, "最迟应在2026年11月20日", "有效期至2027年5月20日");
        });
        assertThat(messages().get(1).body()).contains("还有 30 天");
    }

    @Test
    void afterALongSilenceTheNearestReminderIsSaidAndNotAllOfThem() {
        assertThat(remindedOn("2026-11-16")).isEqualTo(1);

        assertThat(messages()).singleElement().satisfies(message -> assertThat(message.body()).contains("还有 4 天"));
        assertThat(remindedOn("2026-11-17")).isZero();
    }

    @Test
    void afterTheLastDayNobodyIsRemindedOfIt() {
        assertThat(remindedOn("2026-11-23")).isZero();
        assertThat(messages()).isEmpty();
    }

    @Test
    void aLongHolidayBeforeTheLastDayDoesNotSwallowTheReminder() {
        // last day 2026-10-07, the end of the national holidays; seven days before it is the last working day
        CaseId other = enter("闽械注准20222070119", LocalDate.of(2027, 4, 7));
        remindedOn("2026-09-29");
        int before = outbox.of(other).size();

        remindedOn("2026-09-30");

        assertThat(outbox.of(other)).hasSize(before + 1);
    }

    @Test
    void whoAppliedIsLeftInPeaceUntilTheApplicationFails() {
        CaseId renewal = inTransaction(() -> cases.open(SampleCertificates.application(null)).id());
        inTransaction(() -> certificates.applyForRenewal(NUMBER, renewal, LocalDate.of(2026, 8, 3)));
        assertThat(remindedOn("2026-10-21")).isZero();

        inTransaction(() -> {
            cases.close(renewal, CaseOutcome.WITHDRAWN, null);
            return renewal;
        });

        assertThat(remindedOn("2026-10-22")).isEqualTo(1);
    }

    @Test
    void aCancelledCertificateNeedsNoRenewal() {
        inTransaction(() -> certificates.cancel(NUMBER, caseId, "注册人申请注销"));

        assertThat(remindedOn("2026-10-21")).isZero();
    }

    @Test
    void itIsSaidInTheMorningsOfWorkingDays() {
        for (String quiet : List.of("2026-10-21T08:59", "2026-10-21T17:00", "2026-10-24T10:00", "2026-10-05T10:00")) {
            now(quiet);
            reminders.duringOfficeHours();
            assertThat(messages()).as(quiet).isEmpty();
        }
        now("2026-10-21T09:00");
        reminders.duringOfficeHours();
        assertThat(messages()).hasSize(1);
    }

    @Test
    void severalNodesRemindOnce() throws Exception {
        now("2026-10-21T09:00");
        var nodes = Executors.newFixedThreadPool(8);
        int reminded = 0;
        try {
            for (Future<Integer> each : nodes.invokeAll(Collections.nCopies(
                    8, (Callable<Integer>) () -> reminders.remind()))) {
                reminded += each.get();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(reminded).isEqualTo(1);
        assertThat(messages()).hasSize(1);
    }

    @Test
    void aReminderWhoseMessageCannotBeWrittenIsNotMarkedAsSaid() {
        now("2026-10-21T09:00");
        jdbc.execute(
                """
                alter table notifications_message
                add constraint no_room check (event_type <> 'certificates.renewalDue') not valid""");
        try {
            assertThat(reminders.remind()).isZero();
            assertThat(jdbc.queryForObject("select count(*) from certificates_reminder", Integer.class)).isZero();
        } finally {
            jdbc.execute("alter table notifications_message drop constraint no_room");
        }
        assertThat(reminders.remind()).as("the next run").isEqualTo(1);
        assertThat(messages()).hasSize(1);
    }

    private int remindedOn(String day) {
        now(day + "T09:30");
        return reminders.remind();
    }

    private List<OutboxMessage> messages() {
        return outbox.of(caseId).stream()
                .filter(message -> message.eventType().equals("certificates.renewalDue"))
                .toList();
    }

    private CaseId enter(String number, LocalDate validUntil) {
        return inTransaction(() -> {
            CaseId id = cases.open(SampleCertificates.application("liming@lujiang.example")).id();
            LocalDate approvedOn = validUntil.minusYears(5).plusDays(1);
            certificates.enter(id, "device", number, SampleCertificates.oximeter(), approvedOn, validUntil);
            return id;
        });
    }

    private void now(String office) {
        clock.turnTo(LocalDateTime.parse(office).atZone(OfficeClock.ZONE).toInstant());
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }
}
