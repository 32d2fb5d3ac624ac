package cn.bioapproval.notifications;

/** The way to a telephone. Without a bean of this type, SMS messages are kept as {@link DeliveryStatus#HELD}. */
public interface SmsGateway {

    /**
     * Hands the text over. Throws to be called again later.
     *
     * @param phone     as the applicant gave it
     * @param text      the message
     * @param messageId the same for every attempt at the same message, so that a gateway can drop a repetition
     */
    void send(String phone, String text, String messageId);
}
