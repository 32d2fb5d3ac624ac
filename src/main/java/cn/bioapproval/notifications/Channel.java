package cn.bioapproval.notifications;

/** How a message reaches its recipient. */
public enum Channel {
    /** Read inside the application. */
    IN_APP,
    EMAIL,
    SMS
}
