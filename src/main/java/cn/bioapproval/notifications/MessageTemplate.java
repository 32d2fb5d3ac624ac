package cn.bioapproval.notifications;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message that an event causes.
 *
 * @param to      {@code applicant} (the address the case knows), {@code group:<id>}, {@code user:<id>},
 *                {@code stepGroups} (the groups of the step that started), {@code fact:<key>} (an address, number or
 *                user id, or a list of them, among the event's facts), or {@code users:<key>} and {@code groups:<key>}
 *                (colleagues whose ids are among the facts: inside the application or at their own e-mail addresses)
 * @param subject one line; {@code {key}} is replaced by the case's {@code caseNumber}, {@code caseTitle},
 *                {@code applicantName} or a fact of the event; {@code {key|yuan}} writes an amount with separators,
 *                {@code {key|wan}} in 万元
 * @param body    the same; a line with a key that has no value is left out
 * @param otherwise whether it is said only to whom nothing else is said about the case in the same transaction and
 *                channel: the general words that a procedure's own make superfluous
 */
record MessageTemplate(String to, Channel channel, String subject, String body, boolean otherwise) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(?:\\|(\\w+))?}");
    /** The receiver {@code applicant}. */
    static final String APPLICANT = "applicant";

    private static final String USERS = "users:";
    private static final String GROUPS = "groups:";

    private static final int LONGEST_SUBJECT = 200;

    @SuppressWarnings("ConstantValue") // read from YAML: what is not there is null
    MessageTemplate {
        if (to == null || channel == null || subject == null || body == null) {
            throw new IllegalArgumentException("A message needs to, channel, subject and body");
        }
    }

    /** Whom it goes to, given the facts, the applicant's address and the colleagues'; nobody when there is no address. */
    List<String> recipients(Map<String, Object> facts, @Nullable String applicantEmail, AddressBook colleagues) {
        if (to.startsWith(USERS) || to.startsWith(GROUPS)) {
            return colleagues(facts, colleagues);
        }
        if (to.equals(APPLICANT)) {
            return applicantEmail == null || applicantEmail.isBlank() ? List.of() : List.of(applicantEmail.strip());
        }
        if (to.equals("stepGroups")) {
            return texts(facts.get("groups")).stream().map(group -> "group:" + group).toList();
        }
        if (to.startsWith("fact:")) {
            String prefix = channel == Channel.IN_APP ? "user:" : "";
            return texts(facts.get(to.substring("fact:".length()))).stream().map(each -> prefix + each).toList();
        }
        return List.of(to);
    }

    private List<String> colleagues(Map<String, Object> facts, AddressBook book) {
        boolean users = to.startsWith(USERS);
        List<String> ids = texts(facts.get(to.substring((users ? USERS : GROUPS).length())));
        if (ids.isEmpty()) {
            return List.of();
        }
        if (channel == Channel.IN_APP) {
            return ids.stream().map(id -> (users ? "user:" : "group:") + id).toList();
        }
        return List.copyOf(users ? book.addresses(ids, List.of()) : book.addresses(List.of(), ids));
    }

    /** The subject, in one line whatever the values hold. */
    String subject(Map<String, Object> values) {
        String line = filled(subject, values).orElse("").replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
    }

    String body(Map<String, Object> values) {
        return body.lines()
                .flatMap(line -> filled(line, values).stream())
                .collect(Collectors.joining("\n"))
                .replace("\u0000", "")
                .strip();
    }

    /** The line with its values; nothing if one of them is missing. */
    private static Optional<String> filled(String line, Map<String, Object> values) {
        boolean complete = PLACEHOLDER.matcher(line).results()
                .allMatch(found -> !Shown.of(values.get(found.group(1)), found.group(2)).isBlank());
        if (!complete) {
            return Optional.empty();
        }
        return Optional.of(PLACEHOLDER.matcher(line).replaceAll(found -> Matcher.quoteReplacement(
                Shown.of(values.get(found.group(1)), found.group(2)))));
    }

    private static List<String> texts(@Nullable Object value) {
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return all.stream().map(Object::toString).filter(text -> !text.isBlank()).distinct().toList();
    }
}
