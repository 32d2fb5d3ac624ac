package cn.bioapproval.cases;

import java.util.regex.Pattern;

/**
 * The stable name of a reason for a refusal. Procedures declare their own codes beside their rules; those that several
 * rooms need are declared here.
 */
public record RefusalCode(String value) {

    private static final Pattern FORM = Pattern.compile("ERR_[A-Z0-9_]+");

    /** The form is filled in wrongly; the fields say how. */
    public static final RefusalCode FORM_INVALID = new RefusalCode("ERR_FORM_INVALID");
    /** The request itself cannot be read. */
    public static final RefusalCode REQUEST_INVALID = new RefusalCode("ERR_REQUEST_INVALID");
    /** More data than is taken at once. */
    public static final RefusalCode REQUEST_TOO_LARGE = new RefusalCode("ERR_REQUEST_TOO_LARGE");
    /** Not signed in, or not entitled to this. */
    public static final RefusalCode NOT_PERMITTED = new RefusalCode("ERR_NOT_PERMITTED");
    /** The task belongs to someone else. */
    public static final RefusalCode NOT_ASSIGNEE = new RefusalCode("ERR_NOT_ASSIGNEE");
    /** The same person may not do both steps (四眼原则). */
    public static final RefusalCode FOUR_EYES = new RefusalCode("ERR_FOUR_EYES");
    /** The person must recuse herself (回避). */
    public static final RefusalCode RECUSAL_REQUIRED = new RefusalCode("ERR_RECUSAL_REQUIRED");
    /** No such task, or it is finished. */
    public static final RefusalCode TASK_NOT_FOUND = new RefusalCode("ERR_TASK_NOT_FOUND");
    /** No such case. */
    public static final RefusalCode CASE_NOT_FOUND = new RefusalCode("ERR_CASE_NOT_FOUND");
    /** The case is in a state in which this cannot be done. */
    public static final RefusalCode CASE_STATE = new RefusalCode("ERR_CASE_STATE");
    /** Another was faster; look again. */
    public static final RefusalCode CHANGED_MEANWHILE = new RefusalCode("ERR_CHANGED_MEANWHILE");
    /** No such service item, or it is switched off. */
    public static final RefusalCode ITEM_NOT_DELEGATED = new RefusalCode("ERR_ITEM_NOT_DELEGATED");
    /** A required material is missing (can be supplemented). */
    public static final RefusalCode MATERIAL_MISSING = new RefusalCode("ERR_MATERIAL_MISSING");
    public static final RefusalCode INVALID_AMOUNT = new RefusalCode("ERR_INVALID_AMOUNT");
    public static final RefusalCode INVALID_DATE = new RefusalCode("ERR_INVALID_DATE");
    public static final RefusalCode OVER_CAP = new RefusalCode("ERR_OVER_CAP");
    public static final RefusalCode DUPLICATE_CLAIM = new RefusalCode("ERR_DUPLICATE_CLAIM");
    public static final RefusalCode OUT_OF_POLICY_WINDOW = new RefusalCode("ERR_OUT_OF_POLICY_WINDOW");
    public static final RefusalCode WITHDRAW_FORBIDDEN = new RefusalCode("ERR_WITHDRAW_FORBIDDEN");
    public static final RefusalCode EXTENSION_TOO_LONG = new RefusalCode("ERR_EXTENSION_TOO_LONG");
    /** The date lies beyond the holiday years that are loaded. */
    public static final RefusalCode HOLIDAYS_NOT_LOADED = new RefusalCode("ERR_HOLIDAYS_NOT_LOADED");

    public RefusalCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a refusal code: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
