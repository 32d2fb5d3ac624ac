package cn.bioapproval.identity;

/**
 * A refusal of this room: a stable code and a Chinese message that says what to do. This room knows no other, so the
 * engine room turns it into the refusal that everyone speaks.
 */
public class IdentityRefusal extends RuntimeException {

    private final String code;

    IdentityRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    /** For example {@code ERR_NOT_PERMITTED} or {@code ERR_REQUEST_INVALID}. */
    public String code() {
        return code;
    }

    /** Whether the person is not entitled, rather than that what she asks for is wrong. */
    public boolean isOfRights() {
        return "ERR_NOT_PERMITTED".equals(code);
    }
}
