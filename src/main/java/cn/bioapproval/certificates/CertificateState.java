package cn.bioapproval.certificates;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How a certificate stands on a day. Expiry needs no entry: the calendar brings it. */
public enum CertificateState {
    NOT_YET_VALID("尚未生效"),
    VALID("有效"),
    EXPIRED("有效期届满"),
    CANCELLED("已注销"),
    REVOKED("已撤销");

    private final String label;

    CertificateState(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }

    /**
     * How a certificate stands on a day.
     *
     * @param ending how it ended before its time; {@code null} if it did not
     */
    static CertificateState of(@Nullable CertificateState ending, LocalDate from, LocalDate until, LocalDate day) {
        if (ending != null) {
            return ending;
        }
        if (day.isBefore(from)) {
            return NOT_YET_VALID;
        }
        return day.isAfter(until) ? EXPIRED : VALID;
    }
}
