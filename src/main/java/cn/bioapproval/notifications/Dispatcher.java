package cn.bioapproval.notifications;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits in the outbox: after each commit that wrote something, and every minute for what has to be tried
 * again (the wait doubles with each failure). Each message is sent and marked in a transaction of its own, with its row
 * locked; several instances of the application skip each other's.
 *
 * <p><b>At least once.</b> Between the moment in which the mail server accepts a message and the commit of our mark
 * lies a moment in which the application can die; the message is then sent again. No protocol step closes that gap
 * (SMTP knows no transaction with us). The second copy carries the same Message-ID, by which mail servers and readers
 * may recognise it.
 */
@Component
class Dispatcher implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final int LONGEST_PROBLEM = 500;

    private final ObjectProvider<JavaMailSender> mail;
    private final ObjectProvider<SmsGateway> sms;
    private final NotificationsProperties settings;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicBoolean toldOfNoMail = new AtomicBoolean();
    private final AtomicBoolean toldOfNoSms = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "notifications"));

    Dispatcher(
            ObjectProvider<JavaMailSender> mail,
            ObjectProvider<SmsGateway> sms,
            NotificationsProperties settings,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.mail = mail;
        this.sms = sms;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** How a new message of the channel starts. What cannot be sent by this installation is held and said once. */
    DeliveryStatus firstStatus(Channel channel) {
        return switch (channel) {
            case IN_APP -> DeliveryStatus.SENT;
            case EMAIL -> held(mail.getIfAvailable(), toldOfNoMail, "no mail server is configured (spring.mail.host)");
            case SMS -> held(sms.getIfAvailable(), toldOfNoSms, "no SMS gateway is installed");
        };
    }

    private static DeliveryStatus held(@Nullable Object way, AtomicBoolean told, String because) {
        if (way != null) {
            return DeliveryStatus.PENDING;
        }
        if (told.compareAndSet(false, true)) {
            log.warn("Messages are written but held, because {}; an administrator can release them later", because);
        }
        return DeliveryStatus.HELD;
    }

    /** Sends soon, on a thread of its own; many calls are one. */
    void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    awake.set(false);
                    sendDue();
                });
            } catch (RejectedExecutionException closing) {
                log.debug("The application closes; the outbox keeps what is left");
            }
        }
    }

    @Scheduled(cron = "${bioapproval.notifications.retry-cron:20 * * * * *}")
    void everyMinute() {
        if (mail.getIfAvailable() != null || sms.getIfAvailable() != null) {
            wake();
        }
    }

    /** Sends everything that is due now, one transaction per message. */
    void sendDue() {
        try {
            while (Boolean.TRUE.equals(transaction.execute(status -> sendNext()))) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            log.error("The outbox could not be worked on; the next run tries again", e);
        }
    }

    private boolean sendNext() {
        List<OutboxMessage> due = jdbc.query(
                """
                select * from notifications_message where status = 'PENDING' and next_attempt_at <= ?
                and channel = any (?)
                order by next_attempt_at limit 1 for update skip locked""",
                Outbox::message,
                Timestamp.from(clock.instant()),
                channels());
        due.forEach(this::send);
        return !due.isEmpty();
    }

    /** What this installation can send now. */
    private String[] channels() {
        return Stream.of(
                        mail.getIfAvailable() == null ? null : Channel.EMAIL,
                        sms.getIfAvailable() == null ? null : Channel.SMS)
                .filter(Objects::nonNull)
                .map(Channel::name)
                .toArray(String[]::new);
    }

    private void send(OutboxMessage message) {
        try {
            String body = Secrets.filledIn(message.body(), secretsOf(message));
            if (message.channel() == Channel.SMS) {
                sms.getObject().send(message.recipient(), body, messageId(message));
            } else {
                sendMail(message, body);
            }
            jdbc.update(
                    """
                    update notifications_message
                    set status = 'SENT', sent_at = ?, next_attempt_at = null, problem = null, secrets = null
                    where id = ?""",
                    Timestamp.from(clock.instant()),
                    message.id());
        } catch (RuntimeException e) {
            failed(message, e);
        }
    }

    private @Nullable String secretsOf(OutboxMessage message) {
        return Secrets.marked(message.body())
                ? jdbc.queryForObject(
                        "select secrets from notifications_message where id = ?", String.class, message.id())
                : null;
    }

    private void sendMail(OutboxMessage message, String body) {
        JavaMailSender sender = mail.getObject();
        MimeMessage mime = sender.createMimeMessage();
        try {
            MimeMessageHelper parts = new MimeMessageHelper(mime, false, StandardCharsets.UTF_8.name());
            parts.setFrom(settings.sender(), settings.senderName());
            InternetAddress to = new InternetAddress(message.recipient(), true);
            to.validate();
            parts.setTo(to);
            parts.setSubject(message.subject());
            parts.setText(body);
            parts.setSentDate(Date.from(message.createdAt()));
            mime.setHeader("Message-ID", messageId(message));
            mime.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new MailPreparationException("The address or the text cannot be mailed: " + e.getMessage(), e);
        }
        sender.send(mime);
    }

    /** The same for every attempt at the message. The moment keeps it apart from one of a restored database. */
    String messageId(OutboxMessage message) {
        String domain = settings.sender().substring(settings.sender().indexOf('@') + 1);
        return "<case-%s.%d.%d@%s>"
                .formatted(message.caseId(), message.id(), message.createdAt().toEpochMilli(), domain);
    }

    private void failed(OutboxMessage message, RuntimeException failure) {
        int attempts = message.attempts() + 1;
        boolean givenUp = attempts >= settings.maxAttempts() || isFinal(failure);
        String problem = Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
        Instant next = clock.instant().plus(settings.waitAfter(attempts));
        if (givenUp) {
            log.error("Message {} of case {} is given up after {} attempts: {}",
                    message.id(), message.caseId(), attempts, problem);
        } else {
            log.warn("Message {} of case {} was not sent, attempt {}; next attempt at {}: {}",
                    message.id(), message.caseId(), attempts, next, problem);
        }
        jdbc.update(
                """
                update notifications_message set status = ?, attempts = ?, next_attempt_at = ?, problem = ?,
                    secrets = case when ? then null else secrets end
                where id = ?""",
                givenUp ? "FAILED" : "PENDING",
                attempts,
                givenUp ? null : Timestamp.from(next),
                problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM)).replace("\u0000", ""),
                givenUp,
                message.id());
    }

    /** Whether another attempt cannot help: no usable address, or the server refuses it for good (SMTP 5xx). */
    private static boolean isFinal(RuntimeException failure) {
        if (failure instanceof MailPreparationException) {
            return true;
        }
        return failure instanceof MailSendException sending
                && sending.getFailedMessages().values().stream().anyMatch(Dispatcher::refusedForGood);
    }

    private static boolean refusedForGood(Exception failure) {
        for (Exception each = failure; each instanceof MessagingException mail; each = mail.getNextException()) {
            if (each instanceof SMTPAddressFailedException address
                    && address.getReturnCode() >= 500) {
                return true;
            }
        }
        return failure instanceof SendFailedException && failure.getMessage() != null
                && failure.getMessage().startsWith("5");
    }

    @Override
    public void destroy() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(10, TimeUnit.SECONDS);
    }
}
