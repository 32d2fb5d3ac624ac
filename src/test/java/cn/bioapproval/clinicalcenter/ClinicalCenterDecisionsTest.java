package cn.bioapproval.clinicalcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision tables by themselves: each combination meets exactly one rule, and each rule is met. */
class ClinicalCenterDecisionsTest {

    private static final List<String> TIERS = List.of("CITY", "PROV", "BRANCH", "NATIONAL");
    private static final List<String> DECISIONS = List.of("AGREE", "RETURN", "VETO");

    private final Set<String> fired = new HashSet<>();
    private final DmnEngine engine = engine();

    private DmnEngine engine() {
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.getCustomPostDecisionTableEvaluationListeners().add(event ->
                event.getMatchingRules().forEach(rule -> fired.add(rule.getId())));
        return configuration.buildEngine();
    }

    private DmnDecision table(String key) {
        InputStream source = getClass().getResourceAsStream("/bpmn/clinical-center-acceptance/" + key + ".dmn");
        return engine.parseDecision(key, source);
    }

    private DmnDecisionRuleResult only(DmnDecision table, VariableMap inputs) {
        var result = engine.evaluateDecisionTable(table, inputs);
        assertThat(result).as("rules for " + inputs).hasSize(1);
        return result.getSingleResult();
    }

    private void everyRuleFired(String key, int rules) {
        Set<String> expected = new TreeSet<>();
        for (int i = 1; i <= rules; i++) {
            expected.add("Rule_" + key + "_" + i);
        }
        assertThat(fired).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyApplicationHasExactlyOneRoute() {
        DmnDecision table = table("clinical-center-route");
        Map<String, String> routes = new TreeMap<>();
        for (String tier : TIERS) {
            for (String type : List.of("ACCEPTANCE", "EVALUATION", "BOTH")) {
                routes.put(tier + " " + type, only(
                                table, Variables.putValue("tier", tier).putValue("applicationType", type))
                        .getEntry("route"));
            }
        }
        assertThat(routes)
                .containsEntry("CITY ACCEPTANCE", "EXPERT_REVIEW")
                .containsEntry("CITY BOTH", "EXPERT_REVIEW")
                .containsEntry("CITY EVALUATION", "EVALUATION")
                .containsEntry("PROV ACCEPTANCE", "JOINT_DECISION")
                .containsEntry("BRANCH BOTH", "JOINT_DECISION")
                .containsEntry("NATIONAL ACCEPTANCE", "JOINT_DECISION")
                .containsEntry("PROV EVALUATION", "EVALUATION");
        everyRuleFired("clinical-center-route", 3);
    }

    @Test
    void aVetoOutweighsAReturnAndAReturnOutweighsConsent() {
        DmnDecision table = table("clinical-center-joint-decision");
        for (String kjj : DECISIONS) {
            for (String wjw : DECISIONS) {
                String expected = kjj.equals("VETO") || wjw.equals("VETO")
                        ? "VETOED"
                        : kjj.equals("RETURN") || wjw.equals("RETURN") ? "RETURNED" : "AGREED";
                assertThat(only(table, Variables.putValue("kjjDecision", kjj).putValue("wjwDecision", wjw))
                                .<String>getEntry("jointDecision"))
                        .as(kjj + " and " + wjw)
                        .isEqualTo(expected);
            }
        }
        everyRuleFired("clinical-center-joint-decision", 5);
    }

    @ParameterizedTest
    @CsvSource({
        "CITY,     ACCEPTANCE, NONE,        FIXED,       200",
        "CITY,     EVALUATION, EXCELLENT,   FIXED,       150",
        "CITY,     EVALUATION, QUALIFIED,   NONE,          0",
        "PROV,     ACCEPTANCE, NONE,        FIXED,       200",
        "PROV,     EVALUATION, EXCELLENT,   FIXED,       150",
        "PROV,     EVALUATION, UNQUALIFIED, NONE,          0",
        "BRANCH,   ACCEPTANCE, NONE,        FIXED,       400",
        "BRANCH,   EVALUATION, EXCELLENT,   FIXED,       200",
        "BRANCH,   EVALUATION, NONE,        NONE,          0",
        "NATIONAL, ACCEPTANCE, NONE,        TOP_UP,     1000",
        "NATIONAL, EVALUATION, EXCELLENT,   NOT_OFFERED,   0"
    })
    void theAmountsAreThoseOfTheMeasure(String tier, String award, String grade, String mode, long wan) {
        DmnDecisionRuleResult row = only(
                table("clinical-center-award"),
                Variables.putValue("tier", tier).putValue("award", award).putValue("grade", grade));
        assertThat(row.<String>getEntry("mode")).isEqualTo(mode);
        assertThat(row.<Long>getEntry("amountWan")).isEqualTo(wan);
        assertThat(row.<String>getEntry("source")).contains("第十六条");
        assertThat(AwardRule.Mode.valueOf(mode)).isNotNull();
    }

    @Test
    void everyAwardMeetsExactlyOneRule() {
        DmnDecision table = table("clinical-center-award");
        for (String tier : TIERS) {
            for (String award : List.of("ACCEPTANCE", "EVALUATION")) {
                for (String grade : List.of("EXCELLENT", "QUALIFIED", "UNQUALIFIED", "NONE")) {
                    only(table, Variables.putValue("tier", tier).putValue("award", award).putValue("grade", grade));
                }
            }
        }
        everyRuleFired("clinical-center-award", 9);
    }
}
