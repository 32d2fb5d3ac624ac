package cn.bioapproval.scenarios;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;

/** A process as it is drawn: its elements by id and by their Chinese names. */
final class Model {

    private final RepositoryService repository;
    private final ProcessDefinition definition;
    private final Process process;
    private final Map<String, FlowElement> elements = new LinkedHashMap<>();

    Model(RepositoryService repository, ProcessDefinition definition) {
        this.repository = repository;
        this.definition = definition;
        var instance = repository.getBpmnModelInstance(definition.getId());
        this.process = instance.getModelElementById(definition.getKey());
        instance.getModelElementsByType(FlowNode.class).forEach(node -> elements.put(node.getId(), node));
        instance.getModelElementsByType(SequenceFlow.class).forEach(flow -> elements.put(flow.getId(), flow));
    }

    ProcessDefinition definition() {
        return definition;
    }

    String key() {
        return definition.getKey();
    }

    String name() {
        return definition.getName() == null ? definition.getKey() : definition.getName();
    }

    /** Groups that the model itself lets start it ({@code case.startableBy}); usually the catalogue says. */
    List<String> startableBy() {
        var extensions = process.getExtensionElements();
        return extensions == null
                ? List.of()
                : extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .flatMap(properties -> properties.getCamundaProperties().stream())
                        .filter(property -> "case.startableBy".equals(property.getCamundaName()))
                        .flatMap(property -> Stream.of(property.getCamundaValue().split("\\s*,\\s*")))
                        .toList();
    }

    /** This process and the parts that it calls, and those in turn. */
    List<Model> withParts() {
        Map<String, Model> all = new LinkedHashMap<>();
        collect(all);
        return List.copyOf(all.values());
    }

    private void collect(Map<String, Model> into) {
        if (into.putIfAbsent(key(), this) == null) {
            elements.values().stream()
                    .filter(CallActivity.class::isInstance)
                    .map(call -> ((CallActivity) call).getCalledElement())
                    .map(part -> repository.createProcessDefinitionQuery()
                            .processDefinitionKey(part)
                            .latestVersion()
                            .singleResult())
                    .forEach(part -> new Model(repository, part).collect(into));
        }
    }

    /** Ids and names of nodes and flows. */
    Collection<FlowElement> elements() {
        return elements.values();
    }

    /** What the element is called: its name in the diagram, or its id where it has none. */
    String nameOf(String elementId) {
        FlowElement element = elements.get(elementId);
        String name = element == null ? null : element.getName();
        return name == null || name.isBlank() ? elementId : name.replaceAll("\\s+", "");
    }

    /** Ids of the elements that are called so, or whose id it is; several may share a name. */
    List<String> find(String nameOrId, Class<? extends FlowElement> type) {
        String bare = nameOrId.replaceAll("\\s+", "");
        return elements.values().stream()
                .filter(type::isInstance)
                .filter(element -> element.getId().equals(nameOrId) || nameOf(element.getId()).equals(bare))
                .map(FlowElement::getId)
                .toList();
    }

    /** Names of its elements of a kind, for a hint. */
    List<String> names(Class<? extends FlowElement> type) {
        return elements.values().stream()
                .filter(type::isInstance)
                .map(element -> nameOf(element.getId()))
                .distinct()
                .toList();
    }

    boolean isUserTask(String elementId) {
        return elements.get(elementId) instanceof UserTask;
    }
}
