package cn.bioapproval.scenarios;

import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.scenarios.FormFields.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/**
 * Writes target/scenario-words.md: every word that a scenario may use for the models as they are now. Names of steps,
 * fields and choices are what people see in the diagram and in the forms.
 */
final class Words {

    private static final Path FILE = Path.of("target", "scenario-words.md");

    private static final Set<String> SHOWN_ONLY = Set.of("table", "html");

    private final Office office;
    private final StringBuilder text = new StringBuilder();

    Words(Office office) {
        this.office = office;
    }

    void write() {
        RepositoryService repository = office.engine().getRepositoryService();
        line("# 写场景可以用的词\n\n由 ScenarioTest 按当前的流程图、表单和人员生成（target/scenario-words.md 总是最新的）。");
        List<ProcessDefinition> definitions = repository.createProcessDefinitionQuery().latestVersion().list();
        definitions.sort(Comparator.comparing(ProcessDefinition::getKey));
        definitions.forEach(definition -> process(new Model(repository, definition)));
        line("\n## 决策表");
        for (DecisionDefinition decision : repository.createDecisionDefinitionQuery().latestVersion().list()) {
            line("- %s（%s）".formatted(decision.getName(), decision.getKey()));
        }
        line("\n## 文书\n" + String.join("、", DocumentTitles.byTemplate().values()));
        line("\n## 办件状态（status）\n"
                + Arrays.stream(CaseStatus.values()).map(CaseStatus::label).collect(Collectors.joining("、")));
        line("\n## 办理结果（outcome）\n"
                + Arrays.stream(CaseOutcome.values()).map(CaseOutcome::label).collect(Collectors.joining("、")));
        line("\n## 人员（as）");
        var identity = office.engine().getIdentityService();
        People people = new People(identity);
        identity.createUserQuery().list().forEach(user -> line("- %s（%s）：%s".formatted(
                people.nameOf(user.getId()),
                user.getId(),
                identity.createGroupQuery().groupMember(user.getId()).list().stream()
                        .map(group -> group.getName() + "（" + group.getId() + "）")
                        .collect(Collectors.joining("、")))));
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void process(Model model) {
        line("\n## 流程：%s（%s）".formatted(model.name(), model.key()));
        boolean opens = model.elements().stream()
                .anyMatch(element -> element instanceof StartEvent start && start.getCamundaFormRef() != null);
        if (opens) {
            line("\n### 发起（start）");
            form(FormFields.read(office.engine()
                    .getFormService()
                    .getDeployedStartForm(model.definition().getId())));
        }
        for (FlowElement element : model.elements()) {
            if (element instanceof UserTask task && task.getCamundaFormRef() != null) {
                line("\n### 步骤：%s（%s）".formatted(model.nameOf(task.getId()), task.getId()));
                form(FormFields.read(office.engine()
                        .getRepositoryService()
                        .getResourceAsStream(
                                model.definition().getDeploymentId(), resource(model, task.getCamundaFormRef()))));
            }
        }
        line("\n定时（timer、timers）：" + names(model, BoundaryEvent.class, true));
        line("\n结束（end）：" + names(model, EndEvent.class, false));
        line("\n其他节点（path、notPassed）：" + model.elements().stream()
                .filter(FlowNode.class::isInstance)
                .filter(node -> !(node instanceof UserTask))
                .filter(node -> !(node instanceof EndEvent || node instanceof BoundaryEvent))
                .map(node -> model.nameOf(node.getId()))
                .distinct()
                .collect(Collectors.joining("、")));
    }

    private String resource(Model model, String form) {
        return office.engine().getRepositoryService()
                .getDeploymentResourceNames(model.definition().getDeploymentId()).stream()
                .filter(name -> name.endsWith("/" + form + ".form"))
                .findFirst()
                .orElseThrow();
    }

    private static String names(Model model, Class<? extends FlowNode> type, boolean timersOnly) {
        return model.elements().stream()
                .filter(type::isInstance)
                .filter(element -> !timersOnly
                        || !element.getChildElementsByType(TimerEventDefinition.class).isEmpty())
                .map(element -> model.nameOf(element.getId()))
                .distinct()
                .collect(Collectors.joining("、"));
    }

    private void form(FormFields form) {
        line("| 字段 | 键 | 类型 | 可以选 |\n|---|---|---|---|");
        for (Field field : form.all()) {
            if (!SHOWN_ONLY.contains(field.type())) {
                line("| %s | %s | %s | %s |".formatted(
                        field.shown(),
                        field.key(),
                        kind(field),
                        field.choicesFrom() != null
                                ? "打开表单时给出（`<option 1>` 为第一个）"
                                : field.choices().stream()
                                        .map(FormFields.Choice::shown)
                                        .collect(Collectors.joining("、"))));
            }
        }
    }

    private void line(String line) {
        text.append(line).append("\n");
    }

    private static String kind(Field field) {
        return switch (field.type()) {
            case "textfield", "textarea" -> "文字";
            case "number" -> "数字";
            case "datetime" -> "日期";
            case "checkbox" -> "勾选";
            case "select", "radio" -> "单选";
            case "checklist", "taglist" -> "多选";
            case "dynamiclist" -> "多行";
            default -> field.type();
        };
    }
}
