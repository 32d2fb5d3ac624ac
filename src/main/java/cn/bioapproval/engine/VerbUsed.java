package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Somebody changed the course of a case.
 *
 * @param facts {@code verb} and {@code step} in Chinese, {@code effects}, and what the verb itself adds
 */
public record VerbUsed(CaseId caseId, Verb verb, Map<String, Object> facts, Instant occurredAt, Actor actor)
        implements CaseEvent {

    public VerbUsed {
        facts = Map.copyOf(facts);
    }

    /** {@code verb.return}, {@code verb.signBefore} ... */
    @Override
    public String type() {
        StringBuilder name = new StringBuilder("verb.");
        String[] words = verb.name().toLowerCase(Locale.ROOT).split("_");
        name.append(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }
}
