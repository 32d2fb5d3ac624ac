package cn.bioapproval.identity;

import org.jspecify.annotations.Nullable;

/** Whether somebody may complete a task, and if not, why. */
public sealed interface CompletionRight {

    /**
     * May complete it.
     *
     * @param onBehalfOf the assignee who is substituted; {@code null} when the assignee acts in person
     */
    record Allowed(@Nullable String onBehalfOf) implements CompletionRight {}

    /** May not complete it. The message is Chinese and says what to do. */
    record Denied(Reason reason, String message) implements CompletionRight {}

    /** Why somebody may not complete a task. */
    enum Reason {
        /** Neither the assignee nor a recorded substitute. */
        NOT_ASSIGNEE("ERR_NOT_ASSIGNEE"),
        /** The same person would do both steps of a pair (四眼原则). */
        FOUR_EYES("ERR_FOUR_EYES"),
        /** The person, or the one substituted, is recused from this applicant (回避). */
        RECUSAL_REQUIRED("ERR_RECUSAL_REQUIRED");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The refusal code, as the other rooms name it. */
        public String code() {
            return code;
        }
    }
}
