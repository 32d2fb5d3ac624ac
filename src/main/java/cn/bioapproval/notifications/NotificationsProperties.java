package cn.bioapproval.notifications;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are sent. The mail server itself is {@code spring.mail.*}.
 *
 * @param sender      sender address of e-mails; its domain is the domain of their Message-IDs
 * @param senderName  shown beside it
 * @param firstRetry  wait after the first failure; it doubles with each one
 * @param longestWait the wait never grows beyond
 * @param maxAttempts after so many failures a message is given up
 */
@ConfigurationProperties("bioapproval.notifications")
record NotificationsProperties(
        @DefaultValue("no-reply@bio-approval.invalid") String sender,
        @DefaultValue("生物医药审批协同系统") String senderName,
        @DefaultValue("1m") Duration firstRetry,
        @DefaultValue("6h") Duration longestWait,
        @DefaultValue("16") int maxAttempts) {

    /** How long to wait after the given number of failures. */
    Duration waitAfter(int failures) {
        Duration wait = firstRetry;
        for (int i = 1; i < failures && wait.compareTo(longestWait) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
