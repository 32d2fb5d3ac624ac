package cn.bioapproval.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The shipped units, groups, people and items fit together. */
class ShippedOrganisationTest {

    private final UnitsFile.Shipped shipped = CatalogConfiguration.shipped();
    private final List<ServiceItem> items =
            CatalogConfiguration.items(new PathMatchingResourcePatternResolver());
    private final Map<String, OrgUnit> units =
            shipped.units().stream().collect(Collectors.toMap(OrgUnit::code, Function.identity()));
    private final Set<String> groups = ids("organisation/groups.yaml");

    ShippedOrganisationTest() throws IOException {}

    private static Set<String> ids(String resource) throws IOException {
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : new YAMLMapper().readTree(new ClassPathResource(resource).getInputStream())) {
            ids.add(entry.get("id").asText());
        }
        return ids;
    }

    @Test
    void everyGroupThatAUnitOrAnItemNamesIsThereAndHasPeopleInTheDemonstration() throws IOException {
        Set<String> named = new HashSet<>();
        shipped.units().forEach(unit -> {
            named.add(unit.group());
            if (unit.leadGroup() != null) {
                named.add(unit.leadGroup());
            }
        });
        items.forEach(item -> {
            named.addAll(item.startableBy());
            named.addAll(item.extensionBy());
            item.routing().values().forEach(route -> {
                if (route instanceof Route.Groups fixed) {
                    named.addAll(fixed.groups());
                }
            });
        });
        Set<String> staffed = new HashSet<>();
        for (JsonNode user :
                new YAMLMapper().readTree(new ClassPathResource("organisation/demo-users.yaml").getInputStream())) {
            user.get("groups").forEach(group -> staffed.add(group.asText()));
        }

        assertThat(groups).containsAll(named);
        assertThat(staffed).containsAll(named);
    }

    @Test
    void everyFunctionThatAStepNeedsHasAUnitAndOneForHeadsAUnitWithHeads() {
        for (ServiceItem item : items) {
            item.routing().forEach((step, route) -> {
                if (route instanceof Route.ByFunction by) {
                    OrgUnit unit = units.get(unitOf(by.function(), item.code()));
                    assertThat(unit).as("unit for %s of %s", step, item.code()).isNotNull();
                    assertThat(!by.lead() || unit.leadGroup() != null)
                            .as("heads for %s of %s at %s", step, item.code(), unit.code())
                            .isTrue();
                }
            });
        }
    }

    private String unitOf(UnitFunction function, String item) {
        return shipped.functions().stream()
                .filter(each -> each.function() == function && item.equals(each.item()))
                .findFirst()
                .or(() -> shipped.functions().stream()
                        .filter(each -> each.function() == function && each.item() == null)
                        .findFirst())
                .map(UnitsFile.Assigned::unit)
                .orElse("");
    }

    @Test
    void exceptionsNameItemsThatHaveAStepOfTheFunction() {
        Map<String, ServiceItem> byCode =
                items.stream().collect(Collectors.toMap(ServiceItem::code, Function.identity()));
        shipped.functions().stream().filter(each -> each.item() != null).forEach(each -> {
            ServiceItem item = byCode.get(each.item());
            assertThat(item).as("item %s", each.item()).isNotNull();
            assertThat(item.routing().values())
                    .as("steps of %s in %s", each.function(), each.item())
                    .anyMatch(route -> route instanceof Route.ByFunction by && by.function() == each.function());
        });
    }

    @Test
    void aMistakeInTheUnitsFileIsNamed() {
        String good = """
                units:
                  - {code: a, name: 甲, kind: CENTER, group: g, validFrom: 2022-07-01, confirmed: false, source: 来源}
                functions:
                  - {function: REVIEW, unit: a, from: 2022-07-01, reason: 初始分工}
                """;

        assertThat(UnitsFile.read("units.yaml", good).units()).hasSize(1);
        assertMistake(good.replace("unit: a", "unit: b"), "unknown unit 'b'");
        assertMistake(good.replace("group: g, ", ""), "unit a needs code, name, kind, group");
        assertMistake(good.replace("REVIEW", "REVUE"), "REVUE");
        assertMistake(good.replace("from:", "since:"), "since");
        assertMistake("units: []", "'units' and 'functions' are needed");
    }

    private static void assertMistake(String yaml, String message) {
        assertThatThrownBy(() -> UnitsFile.read("units.yaml", yaml))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("units.yaml: ")
                .hasMessageContaining(message);
    }
}
