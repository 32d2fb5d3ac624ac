package cn.bioapproval;

import cn.bioapproval.engine.Variable;
import cn.bioapproval.intake.FormSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

/** The models, forms and decision tables of all procedures, and the contracts that Java has with them. */
final class Models {

    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.$])([A-Za-z_]\\w*)(\\s*\\.)?");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "true", "false", "null", "empty", "div", "mod");

    private Models() {}

    /** A process with everything that was drawn with it. */
    record Model(String key, Path file, BpmnModelInstance bpmn) {

        Process process() {
            return bpmn.getModelElementsByType(Process.class).iterator().next();
        }

        /** Whether other processes call it and nobody starts it by itself. */
        boolean isPart() {
            return "true".equals(properties(process()).get("case.part"));
        }

        /** Keys of the processes that it calls. */
        Set<String> calls() {
            Set<String> calls = new TreeSet<>();
            bpmn.getModelElementsByType(CallActivity.class).forEach(call -> calls.add(call.getCalledElement()));
            return calls;
        }

        /** All expressions that the engine evaluates. */
        List<String> expressions() {
            Stream<String> conditions =
                    bpmn.getModelElementsByType(ConditionExpression.class).stream().map(c -> c.getTextContent());
            Stream<String> timers = Stream.concat(
                    bpmn.getModelElementsByType(TimeDate.class).stream().map(t -> t.getTextContent()),
                    bpmn.getModelElementsByType(TimeDuration.class).stream().map(t -> t.getTextContent()));
            Stream<String> delegates = bpmn.getModelElementsByType(ServiceTask.class).stream()
                    .flatMap(task -> Stream.of(task.getCamundaDelegateExpression(), task.getCamundaExpression()));
            Stream<String> people = bpmn.getModelElementsByType(UserTask.class).stream()
                    .flatMap(task -> Stream.of(task.getCamundaAssignee(), task.getCamundaCandidateGroups()));
            Stream<String> loops = bpmn.getModelElementsByType(MultiInstanceLoopCharacteristics.class).stream()
                    .map(MultiInstanceLoopCharacteristics::getCamundaCollection);
            return Stream.of(conditions, timers, delegates, people, loops)
                    .flatMap(each -> each)
                    .filter(expression -> expression != null && !expression.isBlank())
                    .toList();
        }

        /** Beans that the model names. */
        Set<String> beans() {
            Set<String> beans = new TreeSet<>();
            bpmn.getModelElementsByType(ServiceTask.class).stream()
                    .map(ServiceTask::getCamundaDelegateExpression)
                    .filter(expression -> expression != null)
                    .forEach(expression -> beans.add(expression.replaceAll("[${} ]", "")));
            expressions().forEach(expression -> names(expression, true, beans));
            beans.remove("execution");
            return beans;
        }

        /** Variables that the model itself reads or writes; forms and decision tables have their own. */
        Set<String> variables() {
            Set<String> variables = new TreeSet<>();
            Set<String> beans = beans();
            expressions().forEach(expression -> names(expression, false, variables));
            variables.removeAll(beans);
            variables.removeAll(Set.of("execution", "task"));
            bpmn.getModelElementsByType(BusinessRuleTask.class)
                    .forEach(rule -> variables.add(rule.getCamundaResultVariable()));
            bpmn.getModelElementsByType(MultiInstanceLoopCharacteristics.class)
                    .forEach(loop -> variables.add(loop.getCamundaElementVariable()));
            Stream<String> handedOn = Stream.concat(
                    bpmn.getModelElementsByType(CamundaIn.class).stream().map(CamundaIn::getCamundaSource),
                    bpmn.getModelElementsByType(CamundaOut.class).stream().map(CamundaOut::getCamundaTarget));
            handedOn.filter(Objects::nonNull).forEach(variables::add);
            return variables;
        }

        private static void names(String text, boolean roots, Set<String> into) {
            Matcher expressions = EXPRESSION.matcher(text);
            while (expressions.find()) {
                Matcher names = NAME.matcher(STRING.matcher(expressions.group(1)).replaceAll(""));
                while (names.find()) {
                    boolean root = names.group(2) != null;
                    if (root == roots && !WORDS.contains(names.group(1))) {
                        into.add(names.group(1));
                    }
                }
            }
        }
    }

    /** What Java has agreed on with one model. */
    record Contract(Class<?> type) {

        String key() {
            return (String) constants(type).get("KEY");
        }

        Set<String> elements() {
            return texts("Elements");
        }

        Set<String> messages() {
            return texts("Messages");
        }

        Set<String> errors() {
            return texts("Errors");
        }

        Set<String> decisions() {
            return texts("Decisions");
        }

        /** Name to type. */
        Map<String, Class<?>> variables() {
            Map<String, Class<?>> variables = new TreeMap<>();
            part("Variables").values().forEach(value ->
                    variables.put(((Variable<?>) value).name(), ((Variable<?>) value).type()));
            return variables;
        }

        private Set<String> texts(String part) {
            Set<String> texts = new TreeSet<>();
            part(part).values().forEach(value -> texts.add((String) value));
            return texts;
        }

        private Map<String, Object> part(String name) {
            return Arrays.stream(type.getDeclaredClasses())
                    .filter(nested -> nested.getSimpleName().equals(name))
                    .findFirst()
                    .map(Contract::constants)
                    .orElse(Map.of());
        }

        private static Map<String, Object> constants(Class<?> holder) {
            Map<String, Object> constants = new LinkedHashMap<>();
            for (Field field : holder.getDeclaredFields()) {
                if (!field.isSynthetic()) {
                    try {
                        field.setAccessible(true);
                        constants.put(field.getName(), field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            return constants;
        }
    }

    static List<Model> processes() {
        return files("bpmn", ".bpmn").stream()
                .map(file -> {
                    BpmnModelInstance bpmn = Bpmn.readModelFromFile(file.toFile());
                    return new Model(
                            bpmn.getModelElementsByType(Process.class).iterator().next().getId(), file, bpmn);
                })
                .toList();
    }

    static Map<Path, DmnModelInstance> decisions() {
        Map<Path, DmnModelInstance> decisions = new TreeMap<>();
        files("bpmn", ".dmn").forEach(file -> decisions.put(file, Dmn.readModelFromFile(file.toFile())));
        return decisions;
    }

    static Map<Path, FormSchema> forms() {
        Map<Path, FormSchema> forms = new TreeMap<>();
        files("forms", ".form").forEach(file -> forms.put(file, FormSchema.parse(read(file))));
        return forms;
    }

    /** The form with that id. */
    static FormSchema form(String id) {
        return forms().values().stream()
                .filter(form -> form.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No form '" + id + "' in forms/"));
    }

    static Map<String, Contract> contracts() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(
                new RegexPatternTypeFilter(Pattern.compile("cn\\.bioapproval\\.\\w+\\.process\\.\\w+Process")));
        Map<String, Contract> contracts = new TreeMap<>();
        scanner.findCandidateComponents("cn.bioapproval").forEach(found -> {
            try {
                Contract contract = new Contract(Class.forName(found.getBeanClassName()));
                contracts.put(contract.key(), contract);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
        return contracts;
    }

    /** The process and all that it calls, and those in turn. */
    static List<Model> withParts(Model model) {
        Map<String, Model> all = new TreeMap<>();
        processes().forEach(each -> all.put(each.key(), each));
        Map<String, Model> found = new LinkedHashMap<>(Map.of(model.key(), model));
        Deque<String> open = new ArrayDeque<>(model.calls());
        while (!open.isEmpty()) {
            String key = open.pop();
            if (all.containsKey(key) && found.putIfAbsent(key, all.get(key)) == null) {
                open.addAll(all.get(key).calls());
            }
        }
        return List.copyOf(found.values());
    }

    /** The properties ({@code camunda:properties}) of an element. */
    static Map<String, String> properties(BaseElement element) {
        Map<String, String> properties = new HashMap<>();
        if (element.getExtensionElements() != null) {
            element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                    .flatMap(all -> all.getCamundaProperties().stream())
                    .forEach(property -> properties.put(property.getCamundaName(), property.getCamundaValue()));
        }
        return properties;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
