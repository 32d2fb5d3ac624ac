package cn.bioapproval.cases;

import java.util.function.Supplier;

/** Who acts in this thread. The engine room sets it around each human action; everything below may ask for it. */
public final class Acting {

    private static final ThreadLocal<Actor> CURRENT = ThreadLocal.withInitial(() -> Actor.SYSTEM);

    private Acting() {}

    /** Who acts now; {@link Actor#SYSTEM} when no person does. */
    public static Actor current() {
        return CURRENT.get();
    }

    /** Runs the action in the name of the actor and gives the name back afterwards, whatever happens. */
    public static <T> T as(Actor actor, Supplier<T> action) {
        Actor before = CURRENT.get();
        CURRENT.set(actor);
        try {
            return action.get();
        } finally {
            if (before.isSystem()) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }
}
