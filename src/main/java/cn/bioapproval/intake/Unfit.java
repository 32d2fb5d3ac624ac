package cn.bioapproval.intake;

import cn.bioapproval.cases.RefusalCode;

/** A value does not fit its field. The message goes on where the label ends. */
final class Unfit extends Exception {

    private final transient RefusalCode code;

    Unfit(String message) {
        this(RefusalCode.FORM_INVALID, message);
    }

    Unfit(RefusalCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    RefusalCode code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
