package cn.bioapproval.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsFileTest {

    private static final String GOOD =
            """
            items:
              - code: device-registration
                name: 第二类医疗器械首次注册
                numberPrefix: QXZC
                procedure: device-registration
                legalNature: LICENCE
                statutoryDays: 83
                promisedDays: 60
                extensionMaxDays: 30
                enabled: false
                materials:
                  - code: riskAnalysis
                    name: 产品风险分析资料
                    required: true
                  - code: clinicalEvaluation
                    name: 临床评价资料
                    required: true
                    when: exempt = false
                    note: 免于临床评价的除外
                startableBy: [window]
                extensionBy: [kjjLead]
                routing:
                  userTask_Accept: [station]
                  userTask_Review: {function: REVIEW}
                  userTask_Approve: {function: REVIEW, lead: true}
                programme: xiamen-fda
                confirmed: false
                source: 流程负责人尚未确认
            """;

    private static List<ServiceItem> read(String yaml) {
        return ItemsFile.read("bpmn/device-registration/items.yaml", yaml);
    }

    @Test
    void anItemIsReadAsItIsWritten() {
        assertThat(read(GOOD))
                .containsExactly(new ServiceItem(
                        "device-registration",
                        "第二类医疗器械首次注册",
                        "QXZC",
                        "device-registration",
                        LegalNature.LICENCE,
                        83,
                        60,
                        30,
                        false,
                        List.of(
                                new Material("riskAnalysis", "产品风险分析资料", true, null, null),
                                new Material("clinicalEvaluation", "临床评价资料", true, "exempt = false", "免于临床评价的除外")),
                        List.of("window"),
                        List.of("kjjLead"),
                        Map.of(
                                "userTask_Accept", new Route.Groups(List.of("station")),
                                "userTask_Review", new Route.ByFunction(UnitFunction.REVIEW, false),
                                "userTask_Approve", new Route.ByFunction(UnitFunction.REVIEW, true)),
                        "xiamen-fda",
                        false,
                        "流程负责人尚未确认"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "promisedDays: 60 | promissedDays: 60 | unknown key 'promissedDays' at items[0].promissedDays",
                "note: 免于临床评价的除外 | hint: x | unknown key 'hint' at items[0].materials[1].hint",
                "promisedDays: 60 | promisedDays: 84 | items[0].promisedDays 84 is more than statutoryDays 83",
                "promisedDays: 60 | promisedDays: 0 | items[0].promisedDays must be at least 1",
                "promisedDays: 60 | promisedDays: 2.5 | items[0].promisedDays",
                "promisedDays: 60 | promisedDays: \"60\" | items[0].promisedDays",
                "statutoryDays: 83 | extensionMaxDays: 5 | Duplicate field 'extensionMaxDays'",
                "legalNature: LICENCE | legalNature: LICENSE | items[0].legalNature must be one of",
                "enabled: false | enabled: | items[0].enabled is missing",
                "numberPrefix: QXZC | numberPrefix: qxzc | items[0].numberPrefix 'qxzc'",
                "code: clinicalEvaluation | code: riskAnalysis | materials[1].code 'riskAnalysis' is used twice",
                "startableBy: [window] | startableBy: [] | items[0].startableBy names no group",
                "userTask_Accept: [station] | userTask_Accept: [] | items[0].routing.userTask_Accept names no group",
                "userTask_Accept: [station] | userTask_Accept: ['a b'] | routing.userTask_Accept: 'a b' is not a group",
                "{function: REVIEW} | {function: REVUE} | routing.userTask_Review.function must be one of [ACCEPT",
                "{function: REVIEW} | {lead: true} | routing.userTask_Review.function must be one of [ACCEPT",
                "{function: REVIEW} | {function: REVIEW, unit: x} | routing.userTask_Review: unknown key 'unit'",
                "lead: true | lead: boss | routing.userTask_Approve.lead must be true or false",
                "{function: REVIEW} | REVIEW | items[0].routing.userTask_Review names no group",
                "source: 流程负责人尚未确认 | source: ' ' | items[0].source is missing: what is not confirmed",
                "items: | entries: | unknown key 'entries'"
            })
    void aMistakeStopsTheStartAndIsNamed(String right, String wrong, String message) {
        assertThat(GOOD).contains(right);

        assertThatThrownBy(() -> read(GOOD.replace(right, wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bpmn/device-registration/items.yaml: ")
                .hasMessageContaining(message);
    }

    @Test
    void whatAnItemLeavesOutItTakesFromTheDefaultsOfItsFile() {
        ServiceItem item = read("""
                defaults:
                  procedure: device-licence-matter
                  legalNature: LICENCE
                  statutoryDays: 20
                  promisedDays: 10
                  enabled: true
                  materials: []
                  startableBy: [window]
                  routing: {userTask_A: {function: ACCEPT}}
                items:
                  - {code: reissue, name: 补发, numberPrefix: BF, promisedDays: 7}
                """).get(0);

        assertThat(item.procedure()).isEqualTo("device-licence-matter");
        assertThat(item.statutoryDays()).isEqualTo(20);
        assertThat(item.promisedDays()).as("its own, not the file's").isEqualTo(7);
        assertThat(item.routing()).containsOnlyKeys("userTask_A");
    }

    @Test
    void aLicenceNeedsTheLimitOfTheLaw() {
        assertThatThrownBy(() -> read(GOOD.replace("    statutoryDays: 83\n", "")))
                .hasMessageContaining("items[0].statutoryDays is missing");
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThatThrownBy(() -> read(GOOD.replace("QXZC", "qxzc").replace("LICENCE", "LICENSE")))
                .hasMessageContaining("numberPrefix")
                .hasMessageContaining("legalNature");
    }

    @Test
    void twoItemsDoNotShareACaseNumberPrefix() {
        ServiceItem one = read(GOOD).get(0);
        ServiceItem other = read(GOOD.replace("code: device-registration", "code: device-change")).get(0);

        assertThatThrownBy(() -> ItemsFile.requireUnique(List.of(one, other))).hasMessageContaining("QXZC");
        assertThatThrownBy(() -> ItemsFile.requireUnique(List.of(one, one)))
                .hasMessageContaining("device-registration");
    }
}
