package cn.bioapproval.documents;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of document as a procedure brings it.
 *
 * @param name    for example {@code clinical-center-acceptance-notice}
 * @param title   for example 受理通知书
 * @param number  the pattern of its number; templates with the same pattern share one series. {@code null} where
 *                whoever issues it brings the number
 * @param keys    what its data must hold, each with a Chinese explanation; a table's explanation is a map of its
 *                columns
 * @param source  layout and text in one, ready for the template engine
 * @param version changes with the source
 */
record Template(
        String name,
        String title,
        @Nullable NumberPattern number,
        Map<String, Object> keys,
        String source,
        String version) {

    /** What every document knows without being told. */
    private static final Set<String> GIVEN = Set.of("case", "document", "zh", "qr");

    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    Template {
        for (String key : keys.keySet()) {
            if (GIVEN.contains(key)) {
                throw new IllegalArgumentException("Template %s may not declare the key '%s'".formatted(name, key));
            }
        }
    }

    /**
     * The pattern of its own series.
     *
     * @throws IllegalArgumentException if whoever issues it brings the number
     */
    NumberPattern ownNumber() {
        if (number == null) {
            throw new IllegalArgumentException("Template %s is issued with a number of the caller's".formatted(name));
        }
        return number;
    }

    /**
     * The data, checked against the declared keys.
     *
     * @throws IllegalArgumentException if a key is missing or unknown: caller and template do not fit together
     */
    Map<String, Object> checked(Map<String, Object> data) {
        return fitting(keys, data, "");
    }

    private Map<String, Object> fitting(Map<String, Object> declared, Map<?, ?> given, String path) {
        Set<String> unknown = new TreeSet<>();
        given.keySet().forEach(key -> {
            if (!declared.containsKey(key)) {
                unknown.add(path + key);
            }
        });
        Set<String> missing = new TreeSet<>();
        declared.keySet().forEach(key -> {
            if (given.get(key) == null) {
                missing.add(path + key);
            }
        });
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Document %s: missing %s, unknown %s; its keys are declared in documents/%s.yaml"
                    .formatted(name, missing, unknown, name));
        }
        Map<String, Object> fitted = new LinkedHashMap<>();
        declared.forEach((key, meaning) -> fitted.put(key, fittingValue(meaning, given.get(key), path + key)));
        return fitted;
    }

    private Object fittingValue(Object meaning, Object value, String path) {
        if (!(meaning instanceof Map<?, ?> columns)) {
            return fittingScalar(value, path);
        }
        if (!(value instanceof List<?> rows)) {
            throw new IllegalArgumentException("Document %s: %s is a list of rows".formatted(name, path));
        }
        Map<String, Object> declared = new LinkedHashMap<>();
        columns.forEach((column, explanation) -> declared.put(column.toString(), explanation));
        return rows.stream()
                .map(row -> fitting(declared, row instanceof Map<?, ?> map ? map : Map.of(), path + "[]."))
                .toList();
    }

    /** By its name a key tells what it holds: {@code ...On} a date, {@code amount} and {@code ...Amount} whole yuan. */
    private Object fittingScalar(Object value, String path) {
        boolean fits = true;
        if (path.endsWith("On")) {
            fits = value instanceof LocalDate || value instanceof String text && ISO_DATE.matcher(text).matches();
        } else if (path.endsWith("amount") || path.endsWith("Amount")) {
            fits = value instanceof Long || value instanceof Integer;
        }
        if (!fits) {
            throw new IllegalArgumentException("Document %s: %s is a %s, which cannot be '%s'"
                    .formatted(name, path, path.endsWith("On") ? "date" : "whole number of yuan", value));
        }
        return value;
    }
}
