package cn.bioapproval.engine.web;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the engine's HTTP interface people reach who are not administrators: what Tasklist and Welcome need, and nothing
 * else. What is not listed is closed, so that an endpoint nobody thought of is not an open one. Within these the engine
 * shows each person her own only.
 */
final class Reach {

    private static final String DEFINITION =
            "/process-definition/(?:key/[^/]+|(?!key$|statistics$|count$|suspended$)[^/]+)";

    private static final List<Pattern> READS = List.of(
            Pattern.compile("/engine"),
            Pattern.compile("/task(?:/count)?"),
            Pattern.compile("/task/(?!report$)[^/]+"),
            Pattern.compile("/task/[^/]+/(?:form|deployed-form|rendered-form|form-variables|variables|identity-links|comment)"),
            Pattern.compile("/task/[^/]+/variables/[^/]+"),
            Pattern.compile("/filter(?:/count)?"),
            Pattern.compile("/filter/[^/]+(?:/(?:list|count|singleResult))?"),
            Pattern.compile("/process-definition(?:/count)?"),
            Pattern.compile(DEFINITION),
            Pattern.compile(DEFINITION + "/(?:xml|diagram|startForm|deployed-start-form|rendered-form|form-variables)"),
            Pattern.compile("/user/[^/]+/profile"),
            Pattern.compile("/history/user-operation(?:/count)?"),
            Pattern.compile("/identity/password-policy"),
            Pattern.compile("/authorization/check"));

    private static final List<Pattern> POSTS = List.of(
            Pattern.compile("/task(?:/count)?"),
            Pattern.compile("/filter/[^/]+/(?:list|count|singleResult)"),
            Pattern.compile("/identity/password-policy"));

    private static final Pattern WEBAPP = Pattern.compile("/camunda/api/(?:"
            + "admin/auth/user/[a-z]+(?:/login/[a-z]+|/logout)?"
            + "|(?:admin|cockpit|tasklist|welcome)/plugin/[A-Za-z]+/static/.*)");

    private Reach() {}

    /**
     * Whether a person may ask the engine this.
     *
     * @param path   below the engine, as it was sent
     * @param person her user id; only her own password, groups and the like are in her reach
     */
    static boolean engine(String method, String path, @Nullable String query, @Nullable String person) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> matches(READS, path)
                    || path.equals("/identity/groups") && person != null && ("userId=" + person).equals(query);
            case "POST" -> matches(POSTS, path);
            case "PUT" -> person != null && path.equals("/user/" + person + "/credentials");
            default -> false;
        };
    }

    /** Whether this asks for groups; people may ask for their own. */
    static boolean groups(String path) {
        return path.equals("/group") || path.equals("/group/count");
    }

    /** Whether anyone may ask the webapps' own interface this: sign-in, sign-out, and the plugins' static files. */
    static boolean webapps(String path) {
        return WEBAPP.matcher(path).matches();
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }
}
