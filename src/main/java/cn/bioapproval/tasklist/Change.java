package cn.bioapproval.tasklist;

import cn.bioapproval.intake.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a later version of an application says otherwise.
 *
 * @param before  {@code null} if it was left empty
 * @param after   {@code null} if it is empty now
 * @param added   of several choices, those that are new
 * @param removed of several choices, those that are gone
 */
record Change(
        String label, @Nullable String before, @Nullable String after, List<String> added, List<String> removed) {

    /** In the order of the later form; what that form does not ask has not changed. */
    static List<Change> between(Submitted.Sheet earlier, Submitted.Sheet later) {
        Map<String, Answer> before = byPath(earlier);
        Map<String, Answer> after = byPath(later);
        Set<String> asked = later.schema() == null ? Set.of() : later.schema().inputKeys();
        Set<String> askedBefore = earlier.schema() == null ? Set.of() : earlier.schema().inputKeys();
        Set<String> paths = new LinkedHashSet<>(after.keySet());
        paths.addAll(before.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            String key = path.replaceAll("\\[\\d+]", "[]");
            Answer old = before.get(path);
            Answer now = after.get(path);
            boolean comparable = asked.contains(key) && askedBefore.contains(key);
            if (comparable && !(old != null && now != null && old.values().equals(now.values()))) {
                changes.add(of(old, now));
            }
        }
        return changes;
    }

    private static Change of(@Nullable Answer old, @Nullable Answer now) {
        List<String> were = old == null ? List.of() : old.values();
        List<String> are = now == null ? List.of() : now.values();
        boolean several = were.size() > 1 || are.size() > 1;
        Answer named = now == null ? Objects.requireNonNull(old) : now;
        return new Change(
                named.label(),
                old == null ? null : old.text(),
                now == null ? null : now.text(),
                several ? without(are, were) : List.of(),
                several ? without(were, are) : List.of());
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }

    private static Map<String, Answer> byPath(Submitted.Sheet sheet) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        sheet.answers().forEach(answer -> answers.put(answer.path(), answer));
        return answers;
    }
}
