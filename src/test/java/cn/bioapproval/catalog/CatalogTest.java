package cn.bioapproval.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class CatalogTest {

    private final Catalog shipped;

    CatalogTest() throws IOException {
        shipped = new Catalog(
                CatalogConfiguration.items(new PathMatchingResourcePatternResolver()), ServiceItem::enabled);
    }

    @Test
    void theClinicalCentreItemIsInTheCatalogue() {
        ServiceItem item = shipped.item("clinical-center");

        assertThat(item.name()).startsWith("临床医学研究中心验收与评估");
        assertThat(item.numberPrefix()).isEqualTo("LCZX");
        assertThat(item.legalNature()).isEqualTo(LegalNature.BENEFIT);
        assertThat(item.statutoryDays()).as("no source sets a limit by law").isNull();
        assertThat(shipped.itemsOf("clinical-center-acceptance")).containsExactly(item);
        assertThat(shipped.itemsOf("clinical-center-revocation"))
                .extracting(ServiceItem::code)
                .containsExactly("clinical-center-revocation");
    }

    @Test
    void onlyHigherTiersHandInTheRecognitionOfTheSuperiorAuthority() {
        assertThat(shipped.item("clinical-center").materials())
                .filteredOn(material -> List.of("application", "superiorRecognition", "constructionCompletion")
                        .contains(material.code()))
                .extracting(material -> material.when() != null)
                .containsExactly(false, true, true);
    }

    @Test
    void theProgrammeHasTheTwentySixItemsThatItsSourceCounts() {
        List<ServiceItem> programme = shipped.all().stream()
                .filter(item -> "xiamen-fda".equals(item.programme()))
                .toList();

        assertThat(programme).hasSize(26).allMatch(ServiceItem::enabled);
        assertThat(programme.stream().filter(ServiceItem::confirmed).map(ServiceItem::code))
                .as("the source names one of them")
                .containsExactly("device-registration");
    }

    @Test
    void c23AnItemThatIsUnknownOrSwitchedOffIsRefused() {
        Catalog catalog = new Catalog(List.of(item("on", true), item("off", false)), ServiceItem::enabled);

        assertThat(catalog.item("on").code()).isEqualTo("on");
        for (String code : List.of("off", "unknown")) {
            assertThatThrownBy(() -> catalog.item(code))
                    .isInstanceOfSatisfying(
                            Refusal.class, e -> assertThat(e.code()).isEqualTo(RefusalCode.ITEM_NOT_DELEGATED));
        }
        assertThat(catalog.find("off")).as("cases opened before run on").isPresent();
        assertThat(catalog.item("on", "p").code()).isEqualTo("on");
        assertThatThrownBy(() -> catalog.item("on", "another-procedure"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不通过本流程办理");
    }

    private static ServiceItem item(String code, boolean enabled) {
        return new ServiceItem(
                code,
                "事项",
                "AB",
                "p",
                LegalNature.BENEFIT,
                null,
                40,
                null,
                enabled,
                List.of(),
                List.of("window"),
                List.of(),
                Map.of("userTask_A", new Route.Groups(List.of("kjj"))),
                null,
                true,
                null);
    }
}
