package cn.bioapproval.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.bioapproval.PostOffice;
import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCases;
import cn.bioapproval.SampleCases.Happening;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@RecordsTest
class MessagesTest {

    @Autowired
    Outbox outbox;

    @Autowired
    Inbox inbox;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    CaseRegister cases;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    OfficeClock clock;

    private final String hospital = "hospital-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";

    @AfterEach
    void nothingWaitsForTheNextTest() {
        clock.turnBy(Duration.ZERO);
        jdbc.update("update notifications_message set status = 'FAILED', next_attempt_at = null where status = 'PENDING'");
    }

    @Test
    void theApplicantIsToldByMailOnceTheCaseIsCommitted() throws Exception {
        try (Open post = new Open()) {
            CaseId id = inTransaction(this::open);
            await().until(() -> status(id) == DeliveryStatus.SENT);

            MimeMessage received = post.only();
            assertThat(received.getSubject()).isEqualTo("已收到您的申请（" + cases.get(id).number() + "）");
            assertThat(received.getAllRecipients()[0]).hasToString(hospital);
            assertThat(received.getFrom()[0].toString()).contains("kjj@bio-approval.example");
            assertThat(received.getContent().toString())
                    .contains("厦门大学附属第一医院：", "“厦门市心血管疾病临床医学研究中心验收”");
            assertThat(received.getHeader("Message-ID")[0]).isEqualTo(dispatcher.messageId(outbox.of(id).get(0)));
        }
    }

    @Test
    void whatOnlyTheApplicantMayKnowIsInTheMailAndAfterwardsNowhere() throws Exception {
        try (Open post = new Open()) {
            CaseId id = inTransaction(this::open);
            await().until(() -> status(id) == DeliveryStatus.SENT);

            assertThat(post.only().getContent().toString()).contains("查询码：" + RecordsTest.Rooms.SECRET + "。");
            assertThat(rows(id)).doesNotContain(RecordsTest.Rooms.SECRET);
        }
    }

    @Test
    void aMailThatIsGivenUpTakesItsSecretWithItAndSaysSoWhenItGoesOutLater() throws Exception {
        CaseId id = inTransaction(this::open);
        await().until(() -> outbox.of(id).get(0).attempts() == 1);
        assertThat(rows(id)).as("it waits with its secret").contains(RecordsTest.Rooms.SECRET);
        jdbc.update("update notifications_message set attempts = 100, next_attempt_at = created_at where case_id = ?",
                id.value());
        dispatcher.sendDue();
        assertThat(status(id)).isEqualTo(DeliveryStatus.FAILED);
        assertThat(rows(id)).doesNotContain(RecordsTest.Rooms.SECRET);

        try (Open post = new Open()) {
            outbox.retry(outbox.of(id).get(0).id());
            dispatcher.sendDue();
            assertThat(post.only().getContent().toString()).contains("查询码：（不再提供，请向受理窗口索取）");
        }
    }

    /** Everything that the outbox holds about the case. */
    private String rows(CaseId id) {
        return jdbc.queryForList(
                        "select m::text from notifications_message m where case_id = ?", String.class, id.value())
                .toString();
    }

    @Test
    void aRolledBackCaseIsNotTalkedAbout() {
        try (Open post = new Open()) {
            assertThatThrownBy(() -> inTransaction(() -> {
                        open();
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            dispatcher.sendDue();

            assertThat(post.server.getReceivedMessages()).isEmpty();
        }
    }

    @Test
    void whileTheMailServerIsDownMessagesWaitLongerAndLongerAndThenArriveOnce() {
        CaseId id = inTransaction(this::open);
        await().until(() -> outbox.of(id).get(0).attempts() == 1);
        OutboxMessage waiting = outbox.of(id).get(0);
        assertThat(waiting.status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(waiting.problem()).isNotBlank();

        dispatcher.sendDue();
        assertThat(outbox.of(id).get(0).attempts()).as("not due yet").isEqualTo(1);
        clock.turnBy(Duration.ofSeconds(61));
        dispatcher.sendDue();
        assertThat(outbox.of(id).get(0).attempts()).isEqualTo(2);
        assertThat(Duration.between(clock.instant(), outbox.of(id).get(0).nextAttemptAt()))
                .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));

        try (Open post = new Open()) {
            clock.turnBy(Duration.ofMinutes(10));
            dispatcher.sendDue();
            dispatcher.sendDue();
            assertThat(post.server.getReceivedMessages()).hasSize(1);
            assertThat(status(id)).isEqualTo(DeliveryStatus.SENT);
        }
    }

    @Test
    void afterARestartNothingIsSentTwiceAndWhatWasWaitingIsSent(
            @Autowired ObjectProvider<JavaMailSender> mail,
            @Autowired ObjectProvider<SmsGateway> sms,
            @Autowired NotificationsProperties settings)
            throws Exception {
        CaseId id = inTransaction(this::open);
        await().until(() -> outbox.of(id).get(0).attempts() == 1);
        clock.turnBy(Duration.ofMinutes(10));

        try (Open post = new Open()) {
            for (int restart = 0; restart < 2; restart++) {
                Dispatcher restarted = new Dispatcher(mail, sms, settings, jdbc, transactions, clock);
                restarted.sendDue();
                restarted.destroy();
            }
            assertThat(post.server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void aCrashBetweenTheServersYesAndOurMarkSendsAgainUnderTheSameMessageId() throws Exception {
        try (Open post = new Open()) {
            CaseId id = inTransaction(this::open);
            await().until(() -> status(id) == DeliveryStatus.SENT);
            // what the database would say after such a crash
            jdbc.update(
                    "update notifications_message set status = 'PENDING', next_attempt_at = created_at where case_id = ?",
                    id.value());
            dispatcher.sendDue();

            MimeMessage[] received = post.server.getReceivedMessages();
            assertThat(received).hasSize(2);
            assertThat(received[0].getHeader("Message-ID")).isEqualTo(received[1].getHeader("Message-ID"));
        }
    }

    @Test
    void twoInstancesDoNotSendTheSameMessage() throws Exception {
        try (Open post = new Open()) {
            CaseId id = inTransaction(this::open);
            await().until(() -> status(id) == DeliveryStatus.SENT);
            jdbc.update(
                    "update notifications_message set status = 'PENDING', next_attempt_at = created_at where case_id = ?",
                    id.value());
            Thread other = new Thread(dispatcher::sendDue);
            other.start();
            dispatcher.sendDue();
            other.join();

            assertThat(post.server.getReceivedMessages()).hasSize(2);
        }
    }

    @Test
    void theSameEventPublishedTwiceSaysItOnce() {
        CaseId id = inTransaction(() -> cases.open(SampleCases.application(null)).id());
        Happening paid = new Happening(id, "clinicalCenter.paid", clock.instant(), Actor.SYSTEM, Map.of("amount", 2_000_000L));
        inTransaction(() -> {
            events.publishEvent(paid);
            events.publishEvent(paid);
            return id;
        });
        inTransaction(() -> {
            events.publishEvent(paid);
            return id;
        });

        assertThat(outbox.of(id)).extracting(OutboxMessage::recipient).containsExactly("group:kjj");
    }

    @Test
    void theGeneralWordsAreLeftOutWhereTheProcedureSaysHowItEnded() {
        CaseId paid = inTransaction(this::open);
        inTransaction(() -> {
            cases.close(paid, CaseOutcome.GRANTED, null);
            events.publishEvent(new Happening(
                    paid, "clinicalCenter.paid", clock.instant(), Actor.SYSTEM, Map.of("amount", 2_000_000L)));
            return paid;
        });
        CaseId closed = inTransaction(this::open);
        inTransaction(() -> {
            cases.close(closed, CaseOutcome.GRANTED, null);
            return closed;
        });

        assertThat(outbox.of(paid)).extracting(OutboxMessage::eventType)
                .contains("clinicalCenter.paid")
                .doesNotContain("case.closed");
        assertThat(outbox.of(closed)).extracting(OutboxMessage::eventType).contains("case.closed");
    }

    @Test
    void anAddressThatIsNoneIsGivenUpAtOnce() {
        CaseId id = inTransaction(() -> cases.open(SampleCases.application("院办\r\nBcc: all@example.org")).id());
        await().until(() -> status(id) == DeliveryStatus.FAILED);

        assertThat(outbox.of(id).get(0).attempts()).isEqualTo(1);
        assertThat(outbox.undelivered(100)).extracting(OutboxMessage::caseId).contains(id);
    }

    @Test
    void aPersonReadsWhatHerGroupsGetAndMarksItForHerselfOnly() {
        String group = "g" + UUID.randomUUID().toString().substring(0, 8);
        CaseId id = inTransaction(() -> cases.open(SampleCases.application(null)).id());
        inTransaction(() -> {
            for (int i = 0; i < 3; i++) {
                jdbc.update(
                        """
                        insert into notifications_message (id, case_id, event_type, occurred_at, channel, recipient, subject,
                            body, created_at, status)
                        values (nextval('notifications_message_seq'), ?, 'test.told', now(), 'IN_APP', ?, '请办理', '', ?, 'SENT')""",
                        id.value(), i == 0 ? "user:chen-" + group : "group:" + group + i,
                        Timestamp.from(clock.instant().minusSeconds(i)));
            }
            return id;
        });
        List<String> groups = List.of(group + 1, group + 2);

        assertThat(inbox.unread("chen-" + group, groups)).isEqualTo(3);
        assertThat(inbox.unread("zheng-" + group, groups)).isEqualTo(2);
        var first = inbox.list("chen-" + group, groups, PageRequest.of(0, 2));
        assertThat(first).hasSize(2).allMatch(message -> !message.read());
        assertThat(first.hasNext()).isTrue();
        long mine = first.getContent().get(0).id();
        assertThat(inbox.markRead("chen-" + group, groups, mine)).isTrue();
        assertThat(inbox.markRead("chen-" + group, groups, mine)).isTrue();
        assertThat(inbox.markRead("zheng-" + group, groups, mine)).as("not hers").isFalse();
        assertThat(inbox.unread("chen-" + group, groups)).isEqualTo(2);
        assertThat(inbox.markAllRead("chen-" + group, groups)).isEqualTo(2);
        assertThat(inbox.unread("chen-" + group, groups)).isZero();
        assertThat(inbox.unread("zheng-" + group, groups)).isEqualTo(2);
        clock.turnBy(Inbox.REACH.plusDays(1));
        assertThat(inbox.list("zheng-" + group, groups, PageRequest.of(0, 10))).isEmpty();
    }

    @Test
    void everyEventOfTheProcedureHasItsMessageAndNoPlaceholderIsLeft() {
        Map<String, Object> facts = Map.of(
                "requirement", "请补交批件", "dueOn", LocalDate.of(2026, 3, 5), "endsOn", LocalDate.of(2026, 3, 9), "on", "2026-03-02",
                "amount", 2_000_000L, "amountText", "200万元", "reason", "理由", "label", "通过");
        for (String type : List.of(
                "accepted", "supplementRequested", "notAccepted", "reviewConcluded", "publicised", "granted", "refused",
                "paid", "terminated", "withdrawn", "revoked")) {
            CaseId id = inTransaction(this::open);
            inTransaction(() -> {
                events.publishEvent(
                        new Happening(id, "clinicalCenter." + type, clock.instant(), Actor.SYSTEM, facts));
                return id;
            });
            assertThat(outbox.of(id)).as(type)
                    .filteredOn(message -> message.eventType().equals("clinicalCenter." + type))
                    .anyMatch(message -> message.channel() == Channel.EMAIL)
                    .allSatisfy(message -> {
                        assertThat(message.subject()).isNotBlank().doesNotContain("{");
                        assertThat(message.body()).isNotBlank().doesNotContain("{");
                    });
        }
    }

    private CaseId open() {
        return cases.open(SampleCases.application(hospital)).id();
    }

    private DeliveryStatus status(CaseId id) {
        return outbox.of(id).get(0).status();
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }

    private static final class Open implements AutoCloseable {

        final GreenMail server = PostOffice.open();

        MimeMessage only() {
            assertThat(server.getReceivedMessages()).hasSize(1);
            return server.getReceivedMessages()[0];
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
