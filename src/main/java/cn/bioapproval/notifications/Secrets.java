package cn.bioapproval.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message is kept with marks where its secrets stand; only what is sent has them filled in. */
final class Secrets {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MARK = Pattern.compile("\\[\\[([A-Za-z]+)]]");
    private static final String GONE = "（不再提供，请向受理窗口索取）";

    private Secrets() {}

    static String mark(String name) {
        return "[[" + name + "]]";
    }

    static boolean marked(String body) {
        return MARK.matcher(body).find();
    }

    /** The secrets that the text needs, as they wait in the outbox; {@code null} if it needs none. */
    static @Nullable String kept(Map<String, String> secrets, String body) {
        Map<String, String> needed = new TreeMap<>(secrets);
        needed.keySet().removeIf(name -> !body.contains(mark(name)));
        try {
            return needed.isEmpty() ? null : JSON.writeValueAsString(needed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    static String filledIn(String body, @Nullable String kept) {
        if (!marked(body)) {
            return body;
        }
        Map<String, String> secrets = read(kept);
        return MARK.matcher(body).replaceAll(found ->
                Matcher.quoteReplacement(secrets.getOrDefault(found.group(1), GONE)));
    }

    private static Map<String, String> read(@Nullable String kept) {
        try {
            return kept == null ? Map.of() : JSON.readValue(kept, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The secrets of a message are unreadable", e);
        }
    }
}
