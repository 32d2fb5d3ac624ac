package cn.bioapproval.scenarios;

import cn.bioapproval.scenarios.Scenario.Deed;
import cn.bioapproval.scenarios.Scenario.Defaults;
import cn.bioapproval.scenarios.Scenario.Step;
import cn.bioapproval.scenarios.Scenario.Story;
import cn.bioapproval.scenarios.Scenario.Until;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;

/** How each step of a story is done: by default, as the scenario changes it, as the very step says (the strongest). */
final class Ways {

    /** Names the opening of a case among the steps. */
    static final String START = "start";

    private final Scenario scenario;
    private final Story story;
    /** Keys of the processes that a default file speaks of: its own, and the parts that it calls. */
    private final Map<Defaults, Set<String>> spokenOf = new IdentityHashMap<>();

    Ways(Scenario scenario, Story story) {
        this.scenario = scenario;
        this.story = story;
    }

    /** Defaults, changes and own, the strongest last. */
    List<Deed> layers(Model model, String element, int time, List<Deed> own) {
        List<Deed> layers = new ArrayList<>();
        byDefault(model, element).ifPresent(layers::add);
        of(story.changes(), model, element).flatMap(deed -> deed.time(time)).ifPresent(layers::add);
        layers.addAll(own);
        return layers;
    }

    /** The form values of the default file. */
    Map<String, Piece> defaultForm(Model model, String element) {
        return byDefault(model, element).map(Deed::form).orElse(Map.of());
    }

    /** The form values of the scenario itself. */
    List<Map<String, Piece>> ownForms(List<Deed> layers) {
        return layers.stream()
                .filter(deed -> story.uses().stream().noneMatch(defaults -> isOf(defaults, deed)))
                .map(Deed::form)
                .toList();
    }

    /** Who does it, if any layer says. */
    static Optional<String> person(List<Deed> layers) {
        return layers.stream().map(Deed::as).filter(as -> as != null).reduce((before, later) -> later);
    }

    private Optional<Deed> byDefault(Model model, String element) {
        return story.uses().stream()
                .filter(defaults -> element.equals(START)
                        ? isOf(defaults, model)
                        : spokenOf.getOrDefault(defaults, Set.of()).contains(model.key()))
                .findFirst()
                .flatMap(defaults -> element.equals(START)
                        ? Optional.of(defaults.start())
                        : of(defaults.steps(), model, element));
    }

    /** {@code start} is the opening of the first process in use; that of another is under the name of the process. */
    Optional<Deed> of(Map<String, Deed> deeds, Model model, String element) {
        boolean first = story.uses().isEmpty() || isOf(story.uses().get(0), model);
        return deeds.entrySet().stream()
                .filter(entry -> element.equals(START)
                        ? first && entry.getKey().equals(START) || isNamed(model, entry.getKey())
                        : model.find(entry.getKey(), UserTask.class).contains(element))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isOf(Defaults defaults, Model model) {
        return isNamed(model, defaults.process());
    }

    private static boolean isNamed(Model model, String process) {
        return process.equals(model.key()) || process.equals(model.name());
    }

    private static boolean isOf(Defaults defaults, Deed deed) {
        return defaults.start() == deed || defaults.steps().containsValue(deed);
    }

    /** A step in a default file or in {@code change} that the process does not have is a slip of the pen. */
    void check(BiFunction<String, Piece, Model> models) {
        List<Model> used = new ArrayList<>();
        for (Defaults defaults : story.uses()) {
            Model model = models.apply(defaults.process(), defaults.at());
            List<Model> whole = model.withParts();
            spokenOf.put(defaults, whole.stream().map(Model::key).collect(Collectors.toSet()));
            used.addAll(whole);
            requireSteps(defaults.steps(), whole);
        }
        if (used.isEmpty() && !story.changes().isEmpty()) {
            throw scenario.at().key("change").wrong("change 要和 use 一起用：它改变默认办理里的步骤。");
        }
        requireSteps(story.changes(), used);
        for (Step step : story.steps()) {
            if (step instanceof Until until && used.isEmpty()) {
                throw until.at().wrong("until 要和 use 一起用：它按默认办理往下办。");
            }
            if (step instanceof Until until) {
                requireSteps(until.changes(), used);
            }
        }
    }

    private static void requireSteps(Map<String, Deed> deeds, List<Model> models) {
        deeds.forEach((step, deed) -> {
            boolean opening = step.equals(START) || models.stream().anyMatch(model -> isNamed(model, step));
            if (!opening && models.stream().allMatch(model -> model.find(step, UserTask.class).isEmpty())) {
                List<String> names = new ArrayList<>(List.of(START));
                models.forEach(model -> names.addAll(model.names(UserTask.class)));
                throw deed.at().wrong("流程里没有“%s”这个由人办理的步骤。%s\n  可以写的步骤有：%s。"
                        .formatted(step, Nearest.hint(step, names), String.join("、", names)));
            }
        });
    }

    /** Nothing said: the defaults hold. */
    static Deed unsaid(Piece at) {
        return new Deed(at, null, Map.of(), null, null, null, List.of());
    }

    /** Whether one waits for the timer instead of doing it. */
    static boolean waits(List<Deed> layers) {
        boolean waits = false;
        for (Deed deed : layers) {
            waits = deed.waits() == null ? waits && deed.form().isEmpty() : deed.waits();
        }
        return waits;
    }

    /** How many working days pass before it is done. */
    static int after(List<Deed> layers) {
        @Nullable Integer after = null;
        for (Deed deed : layers) {
            after = deed.after() == null ? after : deed.after();
        }
        return after == null ? 0 : after;
    }

    /** Whether every open instance of the step is done alike. */
    static boolean each(List<Deed> layers) {
        boolean each = false;
        for (Deed deed : layers) {
            each = deed.each() == null ? each : deed.each();
        }
        return each;
    }
}
