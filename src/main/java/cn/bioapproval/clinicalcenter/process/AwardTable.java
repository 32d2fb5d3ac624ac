package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.clinicalcenter.AwardRule;
import cn.bioapproval.clinicalcenter.AwardRules;
import cn.bioapproval.clinicalcenter.Grade;
import cn.bioapproval.clinicalcenter.Matter;
import cn.bioapproval.clinicalcenter.Tier;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterAcceptanceProcess.Decisions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The decision table of the amounts. A running case keeps the table of its own deployment: a case is calculated by the
 * amounts that stood when it began.
 */
@Component
class AwardTable {

    private final RepositoryService repository;
    private final DecisionService decisions;
    private final IdentityService identity;

    /** Ids of decision definitions by that of the process they were deployed with: a deployment never changes. */
    private final Map<String, String> tables = new ConcurrentHashMap<>();

    AwardTable(RepositoryService repository, DecisionService decisions, IdentityService identity) {
        this.repository = repository;
        this.decisions = decisions;
        this.identity = identity;
    }

    /** The table deployed together with the model of this execution. */
    AwardRules of(DelegateExecution execution) {
        String table = tables.computeIfAbsent(execution.getProcessDefinitionId(), this::tableDeployedWith);
        return (tier, matter, grade) -> rule(decisions
                .evaluateDecisionTableById(table)
                .variables(inputs(tier, matter, grade))
                .evaluate()
                .getSingleResult());
    }

    private String tableDeployedWith(String processDefinitionId) {
        return repository.createDecisionDefinitionQuery()
                .deploymentId(repository.getProcessDefinition(processDefinitionId).getDeploymentId())
                .decisionDefinitionKey(Decisions.AWARD)
                .singleResult()
                .getId();
    }

    /** The table as it stands now, for a forecast: the system asks it, whoever looks at the form. */
    AwardRules latest() {
        return (tier, matter, grade) -> rule(asSystem(() -> decisions
                .evaluateDecisionTableByKey(Decisions.AWARD)
                .variables(inputs(tier, matter, grade))
                .evaluate()
                .getSingleResult()));
    }

    private <T> T asSystem(Supplier<T> question) {
        Authentication person = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return question.get();
        } finally {
            if (person != null) {
                identity.setAuthentication(person.getUserId(), person.getGroupIds(), person.getTenantIds());
            }
        }
    }

    private static Map<String, Object> inputs(Tier tier, Matter matter, @Nullable Grade grade) {
        return Map.of("tier", tier.name(), "award", matter.name(), "grade", grade == null ? "NONE" : grade.name());
    }

    private static AwardRule rule(DmnDecisionRuleResult row) {
        return new AwardRule(
                row.<String>getEntry("ruleId"),
                AwardRule.Mode.valueOf(row.<String>getEntry("mode")),
                row.<Number>getEntry("amountWan").longValue(),
                row.<String>getEntry("source"));
    }
}
