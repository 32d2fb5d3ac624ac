package cn.bioapproval.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One items.yaml, read strictly: an unknown key, a missing one or a value of another kind is an error that names the
 * file and the key. A typing mistake in a time limit must not become a default.
 */
final class ItemsFile {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PREFIX = Pattern.compile("[A-Z]{2,8}");
    private static final Pattern MATERIAL_CODE = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final Pattern GROUP = Pattern.compile("[a-zA-Z][a-zA-Z0-9.-]*");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
            .build();

    private final String name;
    private final List<String> problems = new ArrayList<>();

    private ItemsFile(String name) {
        this.name = name;
    }

    /**
     * @param name what errors call the file
     * @throws IllegalStateException naming every problem found
     */
    static List<ServiceItem> read(String name, String yaml) {
        return new ItemsFile(name).items(yaml);
    }

    private List<ServiceItem> items(String yaml) {
        Entries entries = parse(yaml);
        if (entries == null || entries.items() == null || entries.items().isEmpty()) {
            throw new IllegalStateException(name + ": 'items' is missing or empty");
        }
        List<ServiceItem> items = new ArrayList<>();
        for (int i = 0; i < entries.items().size(); i++) {
            Entry entry = entries.items().get(i);
            ServiceItem item = item("items[" + i + "]", entry == null ? null : entry.over(entries.defaults()));
            if (item != null) {
                items.add(item);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.stream()
                    .map(problem -> name + ": " + problem)
                    .collect(Collectors.joining("\n")));
        }
        return items;
    }

    private @Nullable Entries parse(String yaml) {
        try {
            return YAML.readValue(yaml, Entries.class);
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds() == null
                    ? ""
                    : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
            throw new IllegalStateException(
                    "%s: unknown key '%s' at %s; known: %s".formatted(name, e.getPropertyName(), path(e), known), e);
        } catch (JsonMappingException e) {
            throw new IllegalStateException("%s: %s at %s".formatted(name, e.getOriginalMessage(), path(e)), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "%s: %s (line %d)".formatted(name, e.getOriginalMessage(), e.getLocation() == null
                            ? 0
                            : e.getLocation().getLineNr()),
                    e);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private @Nullable ServiceItem item(String at, @Nullable Entry entry) {
        if (entry == null) {
            problems.add(at + " is empty");
            return null;
        }
        int before = problems.size();
        String code = text(at, "code", entry.code(), CODE);
        String itemName = text(at, "name", entry.name(), null);
        String prefix = text(at, "numberPrefix", entry.numberPrefix(), PREFIX);
        String procedure = text(at, "procedure", entry.procedure(), CODE);
        LegalNature nature = legalNature(at, entry.legalNature());
        Integer promised = positive(at, "promisedDays", entry.promisedDays());
        Integer statutory =
                entry.statutoryDays() == null ? null : positive(at, "statutoryDays", entry.statutoryDays());
        if (promised == null && entry.promisedDays() == null) {
            problems.add(at + ".promisedDays is missing");
        }
        if (promised != null && statutory != null && promised > statutory) {
            problems.add(at + ".promisedDays " + promised + " is more than statutoryDays " + statutory);
        }
        if (nature == LegalNature.LICENCE && entry.statutoryDays() == null) {
            problems.add(at + ".statutoryDays is missing: a licence has a limit by law");
        }
        if (entry.extensionMaxDays() != null && entry.extensionMaxDays() < 0) {
            problems.add(at + ".extensionMaxDays must not be negative");
        }
        if (entry.enabled() == null) {
            problems.add(at + ".enabled is missing");
        }
        List<Material> materials = materials(at + ".materials", entry.materials());
        List<String> startableBy = groups(at + ".startableBy", entry.startableBy());
        List<String> extensionBy =
                entry.extensionBy() == null ? List.of() : groups(at + ".extensionBy", entry.extensionBy());
        Map<String, Route> routing = routing(at + ".routing", entry.routing());
        String programme = entry.programme() == null ? null : text(at, "programme", entry.programme(), CODE);
        boolean confirmed = !Boolean.FALSE.equals(entry.confirmed());
        if (!confirmed && (entry.source() == null || entry.source().isBlank())) {
            problems.add(at + ".source is missing: what is not confirmed yet says where it was taken from");
        }
        if (problems.size() > before || promised == null || nature == null || entry.enabled() == null) {
            return null;
        }
        return new ServiceItem(
                code,
                itemName,
                prefix,
                procedure,
                nature,
                statutory,
                promised,
                entry.extensionMaxDays(),
                entry.enabled(),
                materials,
                startableBy,
                extensionBy,
                routing,
                programme,
                confirmed,
                entry.source());
    }

    private String text(String at, String key, @Nullable String value, @Nullable Pattern form) {
        if (value == null || value.isBlank()) {
            problems.add(at + "." + key + " is missing");
            return "";
        }
        if (form != null && !form.matcher(value).matches()) {
            problems.add("%s.%s '%s' does not match %s".formatted(at, key, value, form));
        }
        return value.strip();
    }

    private @Nullable Integer positive(String at, String key, @Nullable Integer value) {
        if (value != null && value < 1) {
            problems.add("%s.%s must be at least 1 working day, not %d".formatted(at, key, value));
            return null;
        }
        return value;
    }

    private @Nullable LegalNature legalNature(String at, @Nullable String value) {
        for (LegalNature nature : LegalNature.values()) {
            if (nature.name().equals(value)) {
                return nature;
            }
        }
        problems.add("%s.legalNature must be one of %s, not %s"
                .formatted(at, Arrays.toString(LegalNature.values()), value));
        return null;
    }

    private List<Material> materials(String at, @Nullable List<MaterialEntry> entries) {
        if (entries == null) {
            problems.add(at + " is missing (write [] if nothing has to be handed in)");
            return List.of();
        }
        List<Material> materials = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String slot = at + "[" + i + "]";
            MaterialEntry entry = entries.get(i);
            String code = text(slot, "code", entry.code(), MATERIAL_CODE);
            String materialName = text(slot, "name", entry.name(), null);
            if (!codes.add(code)) {
                problems.add(slot + ".code '" + code + "' is used twice");
            }
            if (entry.required() == null) {
                problems.add(slot + ".required is missing");
            }
            materials.add(new Material(
                    code, materialName, Boolean.TRUE.equals(entry.required()), entry.when(), entry.note()));
        }
        return List.copyOf(materials);
    }

    private Map<String, Route> routing(String at, @Nullable Map<String, JsonNode> entries) {
        if (entries == null || entries.isEmpty()) {
            problems.add(at + " is missing");
            return Map.of();
        }
        Map<String, Route> routes = new HashMap<>();
        entries.forEach((element, entry) -> routes.put(element, route(at + "." + element, entry)));
        return Map.copyOf(routes);
    }

    /** Either a list of groups or the function of a unit. */
    private Route route(String at, JsonNode entry) {
        if (!entry.isObject()) {
            return new Route.Groups(groups(at, texts(at, entry)));
        }
        entry.fieldNames().forEachRemaining(key -> {
            if (!key.equals("function") && !key.equals("lead")) {
                problems.add(at + ": unknown key '" + key + "'; known: function, lead");
            }
        });
        JsonNode lead = entry.path("lead");
        if (!lead.isMissingNode() && !lead.isBoolean()) {
            problems.add(at + ".lead must be true or false, not " + lead);
        }
        return new Route.ByFunction(function(at, entry.path("function")), lead.asBoolean(false));
    }

    private UnitFunction function(String at, JsonNode named) {
        for (UnitFunction function : UnitFunction.values()) {
            if (function.name().equals(named.textValue())) {
                return function;
            }
        }
        problems.add("%s.function must be one of %s, not %s"
                .formatted(at, Arrays.toString(UnitFunction.values()), named.isMissingNode() ? "missing" : named));
        return UnitFunction.ACCEPT;
    }

    private List<String> texts(String at, JsonNode entry) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : entry) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            } else {
                problems.add(at + ": " + text + " is not a group id");
            }
        }
        return texts;
    }

    private List<String> groups(String at, @Nullable List<String> groups) {
        if (groups == null || groups.isEmpty()) {
            problems.add(at + " names no group");
            return List.of();
        }
        for (String group : groups) {
            if (group == null || !GROUP.matcher(group).matches()) {
                problems.add(at + ": '" + group + "' is not a group id");
            }
        }
        return groups.stream().filter(group -> group != null).toList();
    }

    /**
     * Checks what only several files together can break.
     *
     * @throws IllegalStateException if two items share a code or a prefix of case numbers
     */
    static void requireUnique(Collection<ServiceItem> items) {
        Set<String> codes = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        for (ServiceItem item : items) {
            if (!codes.add(item.code())) {
                throw new IllegalStateException("items.yaml: two items have the code " + item.code());
            }
            if (!prefixes.add(item.numberPrefix())) {
                throw new IllegalStateException(
                        "items.yaml: two items have the numberPrefix %s, one is %s"
                                .formatted(item.numberPrefix(), item.code()));
            }
        }
    }

    /** @param defaults what every item of the file has that does not say otherwise */
    private record Entries(@Nullable Entry defaults, @Nullable List<Entry> items) {}

    private record Entry(
            @Nullable String code,
            @Nullable String name,
            @Nullable String numberPrefix,
            @Nullable String procedure,
            @Nullable String legalNature,
            @Nullable Integer statutoryDays,
            @Nullable Integer promisedDays,
            @Nullable Integer extensionMaxDays,
            @Nullable Boolean enabled,
            @Nullable List<MaterialEntry> materials,
            @Nullable List<String> startableBy,
            @Nullable List<String> extensionBy,
            @Nullable Map<String, JsonNode> routing,
            @Nullable String programme,
            @Nullable Boolean confirmed,
            @Nullable String source) {

        /** This entry, with what it leaves out taken from the defaults of its file. */
        Entry over(@Nullable Entry defaults) {
            return defaults == null ? this : new Entry(
                    code,
                    name,
                    numberPrefix,
                    or(procedure, defaults.procedure),
                    or(legalNature, defaults.legalNature),
                    or(statutoryDays, defaults.statutoryDays),
                    or(promisedDays, defaults.promisedDays),
                    or(extensionMaxDays, defaults.extensionMaxDays),
                    or(enabled, defaults.enabled),
                    or(materials, defaults.materials),
                    or(startableBy, defaults.startableBy),
                    or(extensionBy, defaults.extensionBy),
                    or(routing, defaults.routing),
                    or(programme, defaults.programme),
                    or(confirmed, defaults.confirmed),
                    or(source, defaults.source));
        }

        private static <T> @Nullable T or(@Nullable T own, @Nullable T ofFile) {
            return own == null ? ofFile : own;
        }
    }

    private record MaterialEntry(
            @Nullable String code,
            @Nullable String name,
            @Nullable Boolean required,
            @Nullable String when,
            @Nullable String note) {}
}
