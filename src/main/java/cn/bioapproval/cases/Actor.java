package cn.bioapproval.cases;

import org.jspecify.annotations.Nullable;

/**
 * Who acts: a signed-in person, possibly as the recorded substitute (代理) of another; or the system itself.
 *
 * @param userId     the person who acts; {@code null} for the system (a timer, a job)
 * @param onBehalfOf the person who is substituted, when the actor is a recorded substitute
 */
public record Actor(@Nullable String userId, @Nullable String onBehalfOf) {

    /** The system itself: a timer that fires, a job that runs. */
    public static final Actor SYSTEM = new Actor(null, null);

    /**
     * The applicant herself, who has no account and proved by case number and query code that the case is hers. No user
     * can have this id: the engine takes letters and digits only.
     */
    public static final Actor APPLICANT = new Actor("@applicant", null);

    public static Actor user(String userId) {
        return new Actor(userId, null);
    }

    public boolean isApplicant() {
        return equals(APPLICANT);
    }

    public boolean isSystem() {
        return userId == null;
    }
}
