package cn.bioapproval.scenarios;

import cn.bioapproval.scenarios.Scenario.DecisionTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Input;

/** Plays a decision-table scenario: one evaluation of the real table per row. */
final class DecisionPlay {

    private final Office office;
    private final Scenario scenario;
    private final DecisionTable table;

    DecisionPlay(Office office, Scenario scenario, DecisionTable table) {
        this.office = office;
        this.scenario = scenario;
        this.table = table;
    }

    void play() {
        DecisionDefinition definition = definition();
        Map<String, String> inputs = new LinkedHashMap<>();
        Map<String, String> outputs = new LinkedHashMap<>();
        var model = office.engine().getRepositoryService().getDmnModelInstance(definition.getId());
        Decision decision = model.getModelElementById(definition.getKey());
        if (decision.getExpression() instanceof org.camunda.bpm.model.dmn.instance.DecisionTable drawn) {
            for (Input input : drawn.getInputs()) {
                String name = input.getInputExpression().getText().getTextContent().strip();
                inputs.put(String.valueOf(input.getLabel()), name);
            }
            drawn.getOutputs().forEach(output -> outputs.put(String.valueOf(output.getLabel()), output.getName()));
        }
        for (DecisionTable.Row row : table.rows()) {
            Map<String, Object> variables = new LinkedHashMap<>();
            row.inputs().forEach((name, value) -> variables.put(named(name, inputs, value), typed(value)));
            DmnDecisionResult result;
            try {
                result = office.engine()
                        .getDecisionService()
                        .evaluateDecisionByKey(definition.getKey())
                        .variables(variables)
                        .evaluate();
            } catch (RuntimeException e) {
                throw failure(row, List.of("决策表不能计算：" + e.getMessage()), "没有");
            }
            compare(row, result, outputs);
        }
    }

    private DecisionDefinition definition() {
        List<DecisionDefinition> all =
                office.engine().getRepositoryService().createDecisionDefinitionQuery().latestVersion().list();
        List<String> known = new ArrayList<>();
        all.forEach(each -> {
            known.add(String.valueOf(each.getName()));
            known.add(each.getKey());
        });
        return all.stream()
                .filter(each -> each.getKey().equals(table.decision()) || table.decision().equals(each.getName()))
                .findFirst()
                .orElseThrow(() -> scenario.at().require("decision", "场景").wrong(
                        "没有“%s”这个决策表。%s".formatted(table.decision(), Nearest.hint(table.decision(), known))));
    }

    private static String named(String name, Map<String, String> byLabel, Piece at) {
        if (byLabel.containsValue(name)) {
            return name;
        }
        String found = byLabel.get(name);
        if (found == null) {
            List<String> known = new ArrayList<>(byLabel.keySet());
            known.addAll(byLabel.values());
            throw at.wrong("决策表里没有“%s”。%s可以写：%s。"
                    .formatted(name, Nearest.hint(name, known), String.join("、", known)));
        }
        return found;
    }

    private static Object typed(Piece piece) {
        String text = piece.text();
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValueExact() : number.doubleValue();
        } catch (NumberFormatException | ArithmeticException e) {
            return text;
        }
    }

    private void compare(DecisionTable.Row row, DmnDecisionResult result, Map<String, String> outputs) {
        String actual = result.isEmpty()
                ? "没有符合的规则"
                : result.stream().map(each -> each.getEntryMap().toString()).collect(Collectors.joining("；"));
        if (row.expect().isText()) {
            boolean none = row.expect().text().equals("none") || row.expect().text().equals("无");
            if (none ? !result.isEmpty() : !isOnly(row.expect().text(), result)) {
                throw failure(row, List.of("期望 " + row.expect().text() + "，实际 " + actual + "。"), actual);
            }
            return;
        }
        List<String> problems = new ArrayList<>();
        row.expect().entries().forEach((name, expected) -> {
            String output = named(name, outputs, expected);
            List<String> values = result.stream().map(entries -> shown(entries, output)).toList();
            if (values.stream().noneMatch(value -> same(value, expected.text()))) {
                problems.add("%s：期望 %s，实际 %s。".formatted(
                        name, expected.text(), values.isEmpty() ? "没有符合的规则" : String.join("、", values)));
            }
        });
        if (!problems.isEmpty()) {
            throw failure(row, problems, actual);
        }
    }

    private static boolean isOnly(String expected, DmnDecisionResult result) {
        return result.size() == 1
                && result.get(0).size() == 1
                && same(String.valueOf(result.get(0).getFirstEntry().toString()), expected);
    }

    private static String shown(DmnDecisionResultEntries entries, String output) {
        return String.valueOf((Object) entries.getEntry(output));
    }

    private static boolean same(String actual, String expected) {
        if (actual.equals(expected)) {
            return true;
        }
        try {
            return new BigDecimal(actual).compareTo(new BigDecimal(expected)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private ScenarioFailure failure(DecisionTable.Row row, List<String> problems, String actual) {
        String inputs = row.inputs().entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue().text())
                .collect(Collectors.joining("，"));
        return new ScenarioFailure("场景没有通过：%s\n文件：%s\n输入：%s\n  ✗ %s\n决策表的结果：%s".formatted(
                scenario.title(), row.at().place(), inputs, String.join("\n  ✗ ", problems), actual));
    }
}
