package cn.bioapproval.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which names a form reads. Found by scanning texts and FEEL, so it may find a name too many. */
final class ContextKeys {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{([^}]*)}}");
    private static final Pattern STRING = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern BUILT_IN = Pattern.compile("\\b(date and time|years and months duration|day of week"
            + "|day of year|week of year|month of year|string length|string join|substring before|substring after"
            + "|upper case|lower case|starts with|ends with|list contains|insert before|index of|distinct values"
            + "|get value|get entries|get or else|is defined|is empty|is blank|round half up|round half down|round up"
            + "|round down|instance of)\\b");
    /** A word that follows no dot and is neither called nor a key. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\p{L}\\p{N}_.])([\\p{L}_][\\p{L}\\p{N}_]*)(?!\\s*[(:]|[\\p{L}\\p{N}_])");
    private static final Set<String> WORDS = Set.of(
            "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not", "true",
            "false", "null", "between", "function", "this", "parent", "item", "partial", "_this_", "_parent_", "_i_",
            "i");

    private ContextKeys() {}

    static Set<String> of(JsonNode form, Set<String> inputs) {
        Set<String> keys = new LinkedHashSet<>();
        form.path("components").forEach(component -> scan(component, keys));
        Set<String> own = new LinkedHashSet<>();
        inputs.forEach(input -> own.add(input.split("[.\\[]")[0]));
        keys.removeAll(own);
        return keys;
    }

    /** Those that checking a submission needs from outside: what only texts show, and what is filled in, is left out. */
    static Set<String> ofChecks(JsonNode form, Set<String> inputs) {
        Set<String> named = new LinkedHashSet<>();
        Set<String> shown = new LinkedHashSet<>();
        form.path("components").forEach(component -> scanChecks(component, named, shown));
        inputs.forEach(input -> named.remove(input.split("[.\\[]")[0]));
        shown.addAll(named);
        return shown;
    }

    /** Those that one expression names. */
    static Set<String> in(String feel) {
        Set<String> keys = new LinkedHashSet<>();
        names(feel, keys);
        return keys;
    }

    private static void scanChecks(JsonNode component, Set<String> named, Set<String> shown) {
        if (FormSchema.PRESENTATION.contains(component.path("type").asText())) {
            return;
        }
        if (component.path("disabled").asBoolean() || component.path("readonly").asBoolean()) {
            shown.add(component.path("key").asText("").split("\\.")[0]);
        }
        if (component.hasNonNull("valuesKey")) {
            shown.add(component.path("valuesKey").asText());
        }
        expressions(component, named);
        component.path("components").forEach(inner -> scanChecks(inner, named, shown));
    }

    private static void expressions(JsonNode node, Set<String> keys) {
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isTextual() && value.asText().startsWith("=")) {
                names(value.asText().substring(1), keys);
            } else if (value.isObject()) {
                expressions(value, keys);
            }
        });
    }

    private static void scan(JsonNode component, Set<String> keys) {
        if (component.path("disabled").asBoolean() || component.path("readonly").asBoolean()) {
            String key = component.path("key").asText("");
            if (!key.isEmpty()) {
                keys.add(key.split("\\.")[0]);
            }
        }
        if (component.hasNonNull("valuesKey")) {
            keys.add(component.path("valuesKey").asText());
        }
        texts(component, keys);
        component.path("components").forEach(inner -> scan(inner, keys));
    }

    private static void texts(JsonNode node, Set<String> keys) {
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isTextual()) {
                text(value.asText(), keys);
            } else if (value.isObject()) {
                texts(value, keys);
            }
        });
    }

    private static void text(String text, Set<String> keys) {
        if (text.startsWith("=")) {
            names(text.substring(1), keys);
            return;
        }
        Matcher template = TEMPLATE.matcher(text);
        while (template.find()) {
            String inside = template.group(1).strip();
            if (!inside.startsWith("/")) {
                names(inside.replaceFirst("^#(if|loop)\\s", ""), keys);
            }
        }
    }

    private static void names(String feel, Set<String> keys) {
        String bare = BUILT_IN.matcher(STRING.matcher(feel).replaceAll("\"\"")).replaceAll("(");
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            if (!WORDS.contains(name.group(1))) {
                keys.add(name.group(1));
            }
        }
    }
}
