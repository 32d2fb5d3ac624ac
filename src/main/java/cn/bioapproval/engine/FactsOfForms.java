package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.util.Map;
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
        return procedures.stream()
                .filter(facts -> facts.procedure().equals(procedure))
                .findFirst()
                .map(facts -> facts.facts(caseId, elementId))
                .orElse(Map.of());
    }
}
