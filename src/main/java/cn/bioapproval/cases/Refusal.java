package cn.bioapproval.cases;

import java.util.Map;

/**
 * A refusal with a reason: nothing was written, nothing is lost, and the message says in Chinese what to do.
 */
public class Refusal extends RuntimeException {

    /** What kind of refusal it is, and so which HTTP status answers it. */
    public enum Kind {
        /** The input is wrong (400). */
        INVALID,
        /** This person may not do this (403). */
        FORBIDDEN,
        /** No such thing, or none that this person may know of (404). */
        NOT_FOUND,
        /** Not now: the thing is in another state, or another was faster (409). */
        CONFLICT,
        /** More than is taken at once (413). */
        TOO_LARGE
    }

    private final RefusalCode code;
    private final Kind kind;
    private final transient Map<String, String> fields;

    private Refusal(Kind kind, RefusalCode code, String message, Map<String, String> fields) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.fields = Map.copyOf(fields);
    }

    /** The input breaks a rule of the domain. */
    public static Refusal invalid(RefusalCode code, String message) {
        return new Refusal(Kind.INVALID, code, message, Map.of());
    }

    /** The form is filled in wrongly: one Chinese message per field key. */
    public static Refusal fields(RefusalCode code, String message, Map<String, String> fields) {
        return new Refusal(Kind.INVALID, code, message, fields);
    }

    public static Refusal forbidden(RefusalCode code, String message) {
        return new Refusal(Kind.FORBIDDEN, code, message, Map.of());
    }

    public static Refusal notFound(RefusalCode code, String message) {
        return new Refusal(Kind.NOT_FOUND, code, message, Map.of());
    }

    public static Refusal conflict(RefusalCode code, String message) {
        return new Refusal(Kind.CONFLICT, code, message, Map.of());
    }

    public static Refusal tooLarge(RefusalCode code, String message) {
        return new Refusal(Kind.TOO_LARGE, code, message, Map.of());
    }

    public Kind kind() {
        return kind;
    }

    public RefusalCode code() {
        return code;
    }

    /** One Chinese message per form field key; empty when the refusal is not about single fields. */
    public Map<String, String> fields() {
        return fields;
    }
}
