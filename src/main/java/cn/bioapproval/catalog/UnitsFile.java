package cn.bioapproval.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shipped units and their functions ({@code organisation/units.yaml}), read strictly like {@link ItemsFile}. A start
 * writes what the database does not know yet; what an administrator changed stays changed.
 */
final class UnitsFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * What is shipped.
     *
     * @param functions which unit has which function, for all items or for one
     */
    record Shipped(List<OrgUnit> units, List<Assigned> functions) {}

    /** A unit has a function from a day on. */
    record Assigned(UnitFunction function, @Nullable String item, String unit, LocalDate from, String reason) {}

    private UnitsFile() {}

    /** @throws IllegalStateException naming every problem found */
    static Shipped read(String name, String yaml) {
        Shipped shipped;
        try {
            shipped = YAML.readValue(yaml, Shipped.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
        List<String> problems = new ArrayList<>();
        if (shipped == null || shipped.units() == null || shipped.functions() == null) {
            throw new IllegalStateException(name + ": 'units' and 'functions' are needed");
        }
        Set<String> codes = new HashSet<>();
        for (OrgUnit unit : shipped.units()) {
            if (unit.code() == null || unit.name() == null || unit.kind() == null || unit.group() == null
                    || unit.validFrom() == null || unit.source() == null) {
                problems.add("unit " + unit.code() + " needs code, name, kind, group, validFrom and source");
            }
            if (!codes.add(unit.code())) {
                problems.add("unit '" + unit.code() + "' is there twice");
            }
        }
        for (Assigned assigned : shipped.functions()) {
            if (assigned.function() == null || assigned.from() == null || assigned.reason() == null) {
                problems.add("a function of " + assigned.unit() + " needs function, unit, from and reason");
            }
            if (!codes.contains(assigned.unit())) {
                problems.add("function " + assigned.function() + " names the unknown unit '" + assigned.unit() + "'");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(name + ": " + String.join("\n" + name + ": ", problems));
        }
        return shipped;
    }
}
