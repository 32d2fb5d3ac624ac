package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Asks the procedure for the facts of its forms. */
@Component
class FactsOfForms {

    private final Supplier<Map<String, FormFacts>> byProcedure;

    FactsOfForms(ObjectProvider<FormFacts> procedures) {
        this.byProcedure = SingletonSupplier.of(() ->
                procedures.stream().collect(Collectors.toMap(FormFacts::procedure, Function.identity())));
    }

    Map<String, Object> of(String procedure, CaseId caseId, String elementId) {
        return of(procedure).map(facts -> facts.facts(caseId, elementId)).orElse(Map.of());
    }

    /** At least those of these names. */
    Map<String, Object> of(String procedure, CaseId caseId, String elementId, Set<String> names) {
        return of(procedure).map(facts -> facts.facts(caseId, elementId, names)).orElse(Map.of());
    }

    private Optional<FormFacts> of(String procedure) {
        return Optional.ofNullable(byProcedure.get().get(procedure));
    }
}
