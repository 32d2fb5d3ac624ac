package cn.bioapproval.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/** Which nodes and flows of the models the scenarios have passed, and which not. */
final class Coverage {

    private static final Path REPORT = Path.of("target", "scenario-coverage.txt");

    /** Elements that no scenario can pass, as process/element, with the reason. */
    private static final Map<String, String> EXCLUDED = Map.of();

    private final Office office;

    Coverage(Office office) {
        this.office = office;
    }

    /**
     * Writes target/scenario-coverage.txt.
     *
     * @throws ScenarioFailure when something was not passed, or an exclusion is not needed any more
     */
    void report() {
        StringBuilder text = new StringBuilder();
        List<String> missing = new ArrayList<>();
        Map<String, String> unneeded = new TreeMap<>(EXCLUDED);
        RepositoryService repository = office.engine().getRepositoryService();
        List<ProcessDefinition> definitions = repository.createProcessDefinitionQuery().latestVersion().list();
        definitions.sort(Comparator.comparing(ProcessDefinition::getKey));
        for (ProcessDefinition definition : definitions) {
            Model model = new Model(repository, definition);
            Map<String, String> open = new LinkedHashMap<>();
            int[] all = new int[2];
            int[] passed = new int[2];
            for (FlowElement element : model.elements()) {
                int kind = element instanceof SequenceFlow ? 1 : 0;
                String id = definition.getKey() + "/" + element.getId();
                boolean covered = office.recorder().isCovered(definition.getKey(), element.getId());
                all[kind]++;
                passed[kind] += covered ? 1 : 0;
                if (!covered && EXCLUDED.containsKey(id)) {
                    unneeded.remove(id);
                    open.put(element.getId(), "excluded: " + EXCLUDED.get(id));
                } else if (!covered) {
                    open.put(element.getId(), "NOT PASSED");
                    missing.add("%s 的“%s”（%s）".formatted(model.name(), shown(model, element), element.getId()));
                }
            }
            text.append("%s %s: nodes %d/%d, flows %d/%d%n".formatted(
                    definition.getKey(), model.name(), passed[0], all[0], passed[1], all[1]));
            open.forEach((id, why) -> text.append("  %s (%s): %s%n".formatted(id, model.nameOf(id), why)));
        }
        write(text.toString());
        unneeded.keySet().forEach(id -> missing.add(id + " 已经走过，请从排除清单里删去"));
        if (!missing.isEmpty()) {
            throw new ScenarioFailure("场景没有走遍流程图（详见 " + REPORT + "）。没有走到的：\n  " + String.join("\n  ", missing));
        }
    }

    private static String shown(Model model, FlowElement element) {
        if (element instanceof SequenceFlow flow) {
            return model.nameOf(flow.getSource().getId()) + " → " + model.nameOf(flow.getTarget().getId());
        }
        return model.nameOf(element.getId());
    }

    private static void write(String text) {
        try {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
