package cn.bioapproval.scenarios;

import cn.bioapproval.cases.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A case of a scenario: what carries it in the engine, and how often each of its steps was done. */
final class Played {

    private final String name;
    private final CaseId caseId;
    private final String number;
    private final List<String> instances = new ArrayList<>();
    private final List<Model> models = new ArrayList<>();
    private final Map<String, Integer> done = new HashMap<>();

    Played(String name, CaseId caseId, String number) {
        this.name = name;
        this.caseId = caseId;
        this.number = number;
    }

    /** Another process instance carries this case from now on (a withdrawal joins the application's case). */
    void carriedBy(String processInstanceId, Model model) {
        instances.add(processInstanceId);
        models.addAll(model.withParts());
    }

    String name() {
        return name;
    }

    CaseId caseId() {
        return caseId;
    }

    String number() {
        return number;
    }

    List<String> instances() {
        return instances;
    }

    /** The processes that carry it, and the parts that they call. */
    List<Model> models() {
        return models;
    }

    int timesDone(String elementId) {
        return done.getOrDefault(elementId, 0);
    }

    /** Names this turn of a step: the same for all who do it side by side, another when the case comes back to it. */
    String turn(String elementId) {
        int others = done.values().stream().mapToInt(Integer::intValue).sum() - timesDone(elementId);
        return name + "/" + elementId + "/" + others;
    }

    void didOnce(String elementId) {
        done.merge(elementId, 1, Integer::sum);
    }
}
