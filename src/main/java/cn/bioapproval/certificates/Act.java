package cn.bioapproval.certificates;

/** What an entry of the register says. */
public enum Act {
    /** First issued. */
    GRANTED("核发", "granted"),
    /** Issued before this register was kept, and entered into it. */
    ENTERED("登记既有证书", "entered"),
    CHANGED("变更", "changed"),
    /** Its holder applied for renewal in time; reminders rest. */
    RENEWAL_APPLIED("申请延续", "renewalApplied"),
    RENEWED("延续", "renewed"),
    REISSUED("补发", "reissued"),
    CANCELLED("注销", "cancelled"),
    REVOKED("撤销", "revoked");

    private final String label;
    private final String pastTense;

    Act(String label, String pastTense) {
        this.label = label;
        this.pastTense = pastTense;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    String eventType() {
        return "certificates." + pastTense;
    }

    /** Whether it puts another paper of the certificate itself in the holder's hand. */
    boolean printsCertificate() {
        return this == GRANTED || this == RENEWED || this == REISSUED;
    }
}
