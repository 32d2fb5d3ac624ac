package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the procedure for the facts of its forms. */
@Component
class FactsOfForms {

    private final ObjectProvider<FormFacts> procedures;

    FactsOfForms(ObjectProvider<FormFacts> procedures) {
        this.procedures = procedures;
    }

    Map<String, Object> of(String procedure, CaseId caseId, String elementId) {
        return of(procedure).map(facts -> facts.facts(caseId, elementId)).orElse(Map.of());
    }

    /** At least those of these names. */
    Map<String, Object> of(String procedure, CaseId caseId, String elementId, Set<String> names) {
        return of(procedure).map(facts -> facts.facts(caseId, elementId, names)).orElse(Map.of());
    }

    private Optional<FormFacts> of(String procedure) {
        return procedures.stream()
                .filter(facts -> facts.procedure().equals(procedure))
                .findFirst();
    }
}
