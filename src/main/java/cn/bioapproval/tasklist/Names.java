package cn.bioapproval.tasklist;

import cn.bioapproval.engine.SignedIn;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of people and groups in one answer, each asked for once. */
final class Names {

    private static final String SYSTEM = "系统";

    private final SignedIn signedIn;
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();

    Names(SignedIn signedIn) {
        this.signedIn = signedIn;
    }

    /** The name of a user; 系统 when no person did it. */
    String person(@Nullable String userId) {
        return userId == null ? SYSTEM : people.computeIfAbsent(userId, signedIn::nameOf);
    }

    /** Who did it, and for whom if she stood in for another. */
    String person(@Nullable String userId, @Nullable String onBehalfOf) {
        return onBehalfOf == null ? person(userId) : person(userId) + "（代" + person(onBehalfOf) + "）";
    }

    String groups(Collection<String> ids) {
        return ids.stream()
                .map(id -> groups.computeIfAbsent(id, signedIn::groupName))
                .collect(Collectors.joining("、"));
    }
}
