package cn.bioapproval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cn.bioapproval.Models.Contract;
import cn.bioapproval.Models.Model;
import cn.bioapproval.clock.StepProfile;
import cn.bioapproval.deadlines.StepReminders;
import cn.bioapproval.intake.FormComponent;
import cn.bioapproval.intake.ApplicantForm;
import cn.bioapproval.intake.BulkForm;
import cn.bioapproval.intake.FeelInTests;
import cn.bioapproval.intake.FormSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Models, forms, decision tables, catalogue and Java fit together, both ways, in every procedure there is: what one
 * names the other has, and nothing is there that nobody names. Each message says what to mend.
 */
class ModelContractTest {

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern STEP_DUE = Pattern.compile("\\$\\{stepDue\\.of\\(execution,\\s*'(\\w+)'\\)}");
    /** What the engine room gives every case. */
    private static final Set<String> GIVEN = Set.of("caseId", "item");

    private final Map<String, Contract> contracts = Models.contracts();
    private final Map<Path, FormSchema> forms = Models.forms();

    private interface Check {
        void of(Model model, Contract contract) throws Exception;
    }

    private Stream<DynamicTest> eachModel(Check check) {
        return Models.processes().stream().map(model -> DynamicTest.dynamicTest(model.key(), () -> {
            Contract contract = contracts.get(model.key());
            assertThat(contract)
                    .as("a class <room>.process.*Process with KEY = \"%s\"", model.key())
                    .isNotNull();
            check.of(model, contract);
        }));
    }

    @Test
    void everyContractHasItsModel() {
        assertThat(contracts.keySet())
                .as("models in bpmn/")
                .containsExactlyInAnyOrderElementsOf(Models.processes().stream().map(Model::key).toList());
    }

    @TestFactory
    Stream<DynamicTest> aProcessIsNamedAndKeptAsTheHouseWants() {
        return eachModel((model, contract) -> {
            Process process = model.process();
            assertThat(model.file()).isEqualTo(Path.of("bpmn", model.key(), model.key() + ".bpmn"));
            assertThat(process.isExecutable()).as("isExecutable").isTrue();
            assertThat(process.getCamundaHistoryTimeToLiveString()).as("historyTimeToLive").isEqualTo("P180D");
            assertThat(process.getCamundaVersionTag()).as("versionTag").isNotBlank();
            assertThat(process.getName()).as("name of the process").containsPattern(CHINESE);
            assertThat(process.getDocumentations()).as("documentation of the process").isNotEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyElementHasItsIdAndItsChineseLabel() {
        return eachModel((model, contract) -> model.bpmn().getModelElementsByType(FlowNode.class).forEach(node -> {
            assertThat(node.getId()).as("id of " + node.getName()).matches(idPattern(node));
            boolean decides =
                    !(node instanceof Gateway) || node instanceof ExclusiveGateway && node.getOutgoing().size() > 1;
            if (decides) {
                assertThat(node.getName()).as("label of " + node.getId()).isNotNull().containsPattern(CHINESE);
            }
            if (node instanceof Task || node instanceof CallActivity) {
                assertThat(node.getDocumentations()).as("documentation of " + node.getId()).isNotEmpty();
                assertThat(node.getOutgoing()).as("ways out of " + node.getId()).hasSize(1);
            }
        }));
    }

    private static String idPattern(FlowNode node) {
        String prefix = node instanceof UserTask ? "userTask"
                : node instanceof ServiceTask ? "serviceTask"
                : node instanceof BusinessRuleTask ? "businessRuleTask"
                : node instanceof CallActivity ? "callActivity"
                : node instanceof Gateway ? "gateway"
                : node instanceof BoundaryEvent ? "boundary"
                : node instanceof StartEvent ? "startEvent"
                : node instanceof EndEvent ? "endEvent"
                : node instanceof SubProcess ? "(eventSubProcess|subProcess)"
                : "\\w+";
        return prefix + "_[A-Z]\\w+";
    }

    @TestFactory
    Stream<DynamicTest> everyChoiceIsCompleteAndReadable() {
        return eachModel((model, contract) -> model.bpmn().getModelElementsByType(ExclusiveGateway.class).stream()
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .forEach(gateway -> gateway.getOutgoing().forEach(flow -> {
                    assertThat(flow.getName()).as("label of " + flow.getId()).isNotNull().containsPattern(CHINESE);
                    assertThat(flow.getConditionExpression() != null || flow.equals(gateway.getDefault()))
                            .as("condition of " + flow.getId())
                            .isTrue();
                })));
    }

    @TestFactory
    Stream<DynamicTest> everythingIsDrawn() {
        return eachModel((model, contract) -> {
            Set<String> drawn = new TreeSet<>();
            model.bpmn().getModelElementsByType(BpmnShape.class).forEach(shape ->
                    drawn.add(shape.getBpmnElement().getId()));
            model.bpmn().getModelElementsByType(BpmnEdge.class).forEach(edge ->
                    drawn.add(edge.getBpmnElement().getId()));
            Set<String> elements = new TreeSet<>();
            model.bpmn().getModelElementsByType(FlowElement.class).stream()
                    .filter(element -> element instanceof FlowNode || element instanceof SequenceFlow)
                    .forEach(element -> elements.add(element.getId()));
            assertThat(drawn).as("elements in the diagram").isEqualTo(elements);
        });
    }

    @TestFactory
    Stream<DynamicTest> theContractNamesEveryStepWhereSomebodyHandsInAForm() {
        return eachModel((model, contract) -> {
            Set<String> steps = new TreeSet<>(idsOf(model.bpmn().getModelElementsByType(UserTask.class)));
            model.bpmn().getModelElementsByType(StartEvent.class).stream()
                    .filter(start -> start.getCamundaFormRef() != null)
                    .forEach(start -> steps.add(start.getId()));
            assertThat(contract.elements()).as("Elements of " + contract.type().getSimpleName()).isEqualTo(steps);
        });
    }

    @TestFactory
    Stream<DynamicTest> theContractNamesEveryVariableAndNoOther() {
        return eachModel((model, contract) -> {
            Set<String> used = new TreeSet<>(model.variables());
            formsOf(model).forEach(form -> used.addAll(form.flowKeys()));
            model.bpmn().getModelElementsByType(BusinessRuleTask.class)
                    .forEach(rule -> used.addAll(inputsOf(rule.getCamundaDecisionRef())));
            used.removeAll(GIVEN);
            assertThat(contract.variables().keySet())
                    .as("Variables of %s, and what model, forms and tables use", contract.type().getSimpleName())
                    .isEqualTo(used);
        });
    }

    @TestFactory
    Stream<DynamicTest> aFlowFieldHasTheTypeOfItsVariable() {
        return eachModel((model, contract) -> formsOf(model).forEach(form -> form.components().stream()
                .filter(component -> "true".equals(component.properties().get("flow")))
                .forEach(component -> assertThat(contract.variables().get(component.path()))
                        .as("type of %s in form %s", component.path(), form.id())
                        .isEqualTo(typeOf(component)))));
    }

    private static Class<?> typeOf(FormComponent component) {
        return component.type().equals("checkbox") ? Boolean.class : String.class;
    }

    @TestFactory
    Stream<DynamicTest> messagesAndErrorsAreThoseOfTheContract() {
        return eachModel((model, contract) -> {
            assertThat(model.bpmn().getModelElementsByType(Message.class).stream().map(Message::getName))
                    .as("messages")
                    .containsExactlyInAnyOrderElementsOf(contract.messages());
            assertThat(model.bpmn().getModelElementsByType(Error.class).stream().map(Error::getErrorCode))
                    .as("errors")
                    .containsExactlyInAnyOrderElementsOf(contract.errors())
                    .allMatch(code -> code.matches("[A-Z]+(_[A-Z]+)*"));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyStepHasAFormOfItsOwnProcedure() {
        return eachModel((model, contract) -> {
            List<String> referenced = formRefs(model);
            for (UserTask task : model.bpmn().getModelElementsByType(UserTask.class)) {
                assertThat(task.getCamundaFormRef()).as("form of " + task.getId()).startsWith(model.key() + "-");
                assertThat(task.getCamundaFormRefBinding()).as("binding of " + task.getId()).isEqualTo("deployment");
            }
            assertThat(formsOf(model).stream().map(FormSchema::id).toList())
                    .as("forms in forms/%s, and those the model names", model.key())
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(referenced));
        });
    }

    @TestFactory
    Stream<DynamicTest> aPartIsCalledAndNeverStartedByItself() {
        Map<String, Model> models = new HashMap<>();
        Models.processes().forEach(model -> models.put(model.key(), model));
        Set<String> called = new TreeSet<>();
        models.values().forEach(model -> called.addAll(model.calls()));
        return eachModel((model, contract) -> {
            assertThat(model.isPart())
                    .as("case.part of %s, which is %s", model.key(), called.contains(model.key()) ? "called" : "not called")
                    .isEqualTo(called.contains(model.key()));
            assertThat(models.keySet()).as("processes that %s calls", model.key()).containsAll(model.calls());
            boolean hasStartForm = model.bpmn().getModelElementsByType(StartEvent.class).stream()
                    .anyMatch(start -> start.getCamundaFormRef() != null);
            assertThat(hasStartForm).as("start form").isEqualTo(!model.isPart());
            assertThat(model.process().isCamundaStartableInTasklist()).as("startable in Tasklist").isEqualTo(!model.isPart());
            for (CallActivity call : model.bpmn().getModelElementsByType(CallActivity.class)) {
                assertThat(call.getCamundaCalledElementBinding()).as("binding of " + call.getId()).isIn(null, "latest");
                assertMappings(call, model, contract, contracts.get(call.getCalledElement()));
            }
        });
    }

    /** What is handed in and out by name exists on both sides, with one type. */
    private static void assertMappings(CallActivity call, Model model, Contract caller, Contract part) {
        if (call.getExtensionElements() == null) {
            return;
        }
        call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list().forEach(in ->
                assertThat(part.variables().get(in.getCamundaTarget()))
                        .as("%s: %s into %s of %s", model.key(), in.getCamundaSource(), in.getCamundaTarget(), part.key())
                        .isNotNull()
                        .isEqualTo(caller.variables().get(in.getCamundaSource())));
        call.getExtensionElements().getElementsQuery().filterByType(CamundaOut.class).list().forEach(out ->
                assertThat(caller.variables().get(out.getCamundaTarget()))
                        .as("%s: %s out of %s of %s", model.key(), out.getCamundaTarget(), out.getCamundaSource(), part.key())
                        .isNotNull()
                        .isEqualTo(part.variables().get(out.getCamundaSource())));
    }

    @TestFactory
    Stream<DynamicTest> everyFormCanBeShownAndUnderstood() {
        return forms.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getValue().id(), () -> {
            assertThat(entry.getKey().getFileName()).hasToString(entry.getValue().id() + ".form");
            assertThat(entry.getValue().lint()).as("problems of the form").isEmpty();
        }));
    }

    @TestFactory
    Stream<DynamicTest> whatTheApplicantHandsInCanBeDrawnForHer() {
        return eachModel((model, contract) -> model.bpmn().getModelElementsByType(UserTask.class).stream()
                .filter(task -> Models.properties(task).containsKey("applicant.completes"))
                .forEach(task -> {
                    assertThat(Models.properties(task).get("applicant.completes")).isEqualTo("true");
                    assertThat(formsOf(model).stream()
                                    .filter(form -> form.id().equals(task.getCamundaFormRef()))
                                    .flatMap(form -> ApplicantForm.of(form).stream()))
                            .as("the public page draws " + task.getCamundaFormRef())
                            .hasSize(1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsDoneInBulkAsksNothingThatDiffersFromCaseToCase() {
        return eachModel((model, contract) -> model.bpmn().getModelElementsByType(UserTask.class).forEach(task -> {
            Map<String, String> properties = Models.properties(task);
            assertThat(properties.get("bulk.complete")).as("bulk.complete of " + task.getId()).isIn(null, "true");
            if (properties.containsKey("bulk.complete")) {
                FormSchema form = formsOf(model).stream()
                        .filter(each -> each.id().equals(task.getCamundaFormRef()))
                        .findFirst()
                        .orElseThrow();
                assertThatCode(() -> BulkForm.of(form, properties.get("bulk.answer"), new FeelInTests()))
                        .as("form of " + task.getId())
                        .doesNotThrowAnyException();
            } else {
                assertThat(properties).as("properties of " + task.getId()).doesNotContainKey("bulk.answer");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyStepSaysWhatItIsToTheClock() {
        return eachModel((model, contract) -> model.bpmn().getModelElementsByType(UserTask.class).forEach(task -> {
            Map<String, String> properties = Models.properties(task);
            assertThatCode(() -> StepProfile.of(properties)).as("clock of " + task.getId()).doesNotThrowAnyException();
            assertThat(StepProfile.of(properties).custody()).as("clock.custody of " + task.getId()).isNotNull();
            assertThatCode(() -> StepReminders.of(properties))
                    .as("reminders of " + task.getId())
                    .doesNotThrowAnyException();
            if (properties.containsKey("fourEyes")) {
                assertThat(idsOf(model.bpmn().getModelElementsByType(UserTask.class)))
                        .as("steps that fourEyes of %s names", task.getId())
                        .contains(properties.get("fourEyes").split("\\s*,\\s*"));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> timersAskForTheLimitOfTheirStep() {
        return eachModel((model, contract) -> {
            for (TimerEventDefinition timer : model.bpmn().getModelElementsByType(TimerEventDefinition.class)) {
                assertThat(timer.getTimeDate())
                        .as("a date by stepDue, no literal duration, in " + timer.getId())
                        .isNotNull();
                if (isExpiryOfTheCertificate(timer)) {
                    continue;
                }
                Matcher asked = STEP_DUE.matcher(timer.getTimeDate().getTextContent());
                assertThat(asked.matches()).as(timer.getTimeDate().getTextContent()).isTrue();
                UserTask step = model.bpmn().getModelElementById(asked.group(1));
                assertThat(Models.properties(step)).as("limit of " + asked.group(1)).containsKey("clock.limit");
                assertThat(((BoundaryEvent) timer.getParentElement()).getAttachedTo()).isEqualTo(step);
            }
        });
    }

    /** A certificate expires on its own day, whatever steps are open: the timer stands on what has to be done until then. */
    private static boolean isExpiryOfTheCertificate(TimerEventDefinition timer) {
        return timer.getTimeDate().getTextContent().equals("${certificateExpiry.of(execution)}")
                && ((BoundaryEvent) timer.getParentElement()).getAttachedTo() instanceof SubProcess;
    }

    @TestFactory
    Stream<DynamicTest> everyStepIsRoutedByTheCatalogue() {
        return eachModel((model, contract) -> {
            Set<String> routed = new TreeSet<>();
            for (Model each : Models.withParts(model)) {
                for (UserTask task : each.bpmn().getModelElementsByType(UserTask.class)) {
                    if (task.getCamundaAssignee() == null) {
                        assertThat(task.getCamundaCandidateGroups())
                                .isEqualTo("${routing.groupsFor(item,'%s')}".formatted(task.getId()));
                        routed.add(task.getId());
                    }
                }
            }
            itemsOf(model).forEach(item -> assertThat(item.get("routing").fieldNames())
                    .as("steps routed by item " + item.get("code").asText())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(routed));
        });
    }

    @TestFactory
    Stream<DynamicTest> theItemsOfAStartFormAreThoseOfTheCatalogue() {
        return eachModel((model, contract) -> {
            Set<String> items = new TreeSet<>();
            itemsOf(model).forEach(item -> items.add(item.get("code").asText()));
            for (Path file : forms.keySet()) {
                if (file.getParent().endsWith(model.key())) {
                    checklists(file, "itemCode").forEach(values ->
                            assertThat(values).as("items to choose in " + file).isEqualTo(items));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theMaterialsOfAFormAreThoseOfTheCatalogue() {
        return eachModel((model, contract) -> {
            for (JsonNode item : itemsOf(model)) {
                Set<String> slots = new TreeSet<>();
                item.path("materials").forEach(material -> slots.add(material.get("code").asText()));
                for (Path file : forms.keySet()) {
                    if (file.getParent().endsWith(model.key())) {
                        checklists(file, "materials").forEach(values ->
                                assertThat(values).as("materials in " + file).isEqualTo(slots));
                    }
                }
            }
        });
    }

    @Test
    void everyDecisionTableIsReadableAndUsed() {
        Set<String> asked = new TreeSet<>();
        Models.processes().forEach(model -> {
            model.bpmn().getModelElementsByType(BusinessRuleTask.class).forEach(rule -> {
                assertThat(rule.getCamundaDecisionRefBinding()).as("binding of " + rule.getId())
                        .isEqualTo("deployment");
                asked.add(rule.getCamundaDecisionRef());
            });
            asked.addAll(contracts.get(model.key()).decisions());
        });
        Set<String> there = new TreeSet<>();
        Models.decisions().forEach((file, dmn) -> dmn.getModelElementsByType(Decision.class).forEach(decision -> {
            there.add(decision.getId());
            assertThat(file.getFileName()).hasToString(decision.getId() + ".dmn");
            assertThat(decision.getName()).containsPattern(CHINESE);
            assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
            DecisionTable table = (DecisionTable) decision.getExpression();
            assertThat(table.getHitPolicy()).isEqualTo(HitPolicy.UNIQUE);
            for (Rule rule : table.getRules()) {
                assertThat(rule.getDescription()).as("annotation of " + rule.getId()).isNotNull();
                assertThat(rule.getDescription().getTextContent()).containsPattern(CHINESE);
            }
        }));
        assertThat(there).as("decision tables that somebody asks").isEqualTo(asked);
    }

    private static Set<String> inputsOf(String decision) {
        Set<String> inputs = new TreeSet<>();
        Models.decisions().values().forEach(dmn -> dmn.getModelElementsByType(Decision.class).stream()
                .filter(found -> found.getId().equals(decision))
                .forEach(found ->
                        found.getExpression().getChildElementsByType(org.camunda.bpm.model.dmn.instance.Input.class)
                        .forEach(input -> inputs.add(
                                ((InputExpression) input.getInputExpression()).getText().getTextContent().strip()))));
        assertThat(inputs).as("inputs of decision " + decision).isNotEmpty();
        return inputs;
    }

    private List<FormSchema> formsOf(Model model) {
        return forms.entrySet().stream()
                .filter(entry -> entry.getKey().getParent().endsWith(model.key()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<String> formRefs(Model model) {
        return Stream.concat(
                        model.bpmn().getModelElementsByType(UserTask.class).stream().map(UserTask::getCamundaFormRef),
                        model.bpmn().getModelElementsByType(StartEvent.class).stream()
                                .map(StartEvent::getCamundaFormRef))
                .filter(reference -> reference != null)
                .toList();
    }

    private static List<JsonNode> itemsOf(Model model) throws IOException {
        Path file = model.file().resolveSibling("items.yaml");
        if (!Files.exists(file)) {
            return List.of();
        }
        JsonNode read = new YAMLMapper().readTree(file.toFile());
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode item : read.get("items")) {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            read.path("defaults").properties().forEach(given -> whole.set(given.getKey(), given.getValue()));
            item.properties().forEach(own -> whole.set(own.getKey(), own.getValue()));
            items.add(whole);
        }
        return items;
    }

    private static List<Set<String>> checklists(Path file, String key) throws IOException {
        JsonNode components = new YAMLMapper().readTree(file.toFile()).get("components");
        return Stream.iterate(0, i -> i < components.size(), i -> i + 1)
                .map(components::get)
                .filter(component -> component.path("key").asText().equals(key))
                .map(component -> {
                    Set<String> values = new TreeSet<>();
                    component.path("values").forEach(value -> values.add(value.get("value").asText()));
                    return values;
                })
                .toList();
    }

    private static List<String> idsOf(Collection<? extends FlowElement> elements) {
        return elements.stream().map(FlowElement::getId).toList();
    }
}
