package cn.bioapproval.notifications;

/** Where a message stands. */
public enum DeliveryStatus {
    /** Waits to be sent, or to be sent again. */
    PENDING,
    /** Handed over: accepted by the mail server or the gateway, or there to be read. */
    SENT,
    /** Given up: refused for good, or tried too often. */
    FAILED,
    /** Not sent because no mail server or gateway is configured; an administrator may release it. */
    HELD
}
