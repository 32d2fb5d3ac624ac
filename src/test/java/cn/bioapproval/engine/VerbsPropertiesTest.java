package cn.bioapproval.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.BioApproval;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.engine.GeneratedModel.Called;
import cn.bioapproval.engine.GeneratedModel.Choice;
import cn.bioapproval.engine.GeneratedModel.Inclusive;
import cn.bioapproval.engine.GeneratedModel.Inner;
import cn.bioapproval.engine.GeneratedModel.Loop;
import cn.bioapproval.engine.GeneratedModel.Many;
import cn.bioapproval.engine.GeneratedModel.Parallel;
import cn.bioapproval.engine.GeneratedModel.Part;
import cn.bioapproval.engine.GeneratedModel.Quorum;
import cn.bioapproval.engine.GeneratedModel.Sequence;
import cn.bioapproval.engine.GeneratedModel.Step;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;

/**
 * Whatever people do with the verbs, in whatever nesting of parallel, inclusive, multi-instance, inner and called parts and
 * of loops: after each
 * act every token has its task or waits at a join that will still get what it waits for, facts and clock say the same as
 * the engine, and in the end the case is finished by doing what is open. On the real application and PostgreSQL.
 */
class VerbsPropertiesTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** Those tried by themselves, one that ends the case, and one that would bind the person in all stories after it. */
    private static final Set<Verb> NOT_HERE =
            Set.of(Verb.RETURN, Verb.WITHDRAW, Verb.SUPPLEMENT, Verb.TERMINATE, Verb.RECUSE);

    private static final List<String> PEOPLE = List.of("linxiao", "chenmin", "zhengjun");

    private static ConfigurableApplicationContext application;
    private static ProcessEngine engine;
    private static Desk desk;
    private static Verbs verbs;
    private static StepFacts facts;
    private static StatutoryClock clocks;

    @BeforeContainer
    static void start() {
        application = new SpringApplicationBuilder(BioApproval.class)
                .profiles("test")
                .run(
                        "--server.port=0",
                        "--bioapproval.demo=true",
                        "--bioapproval.database.directory=target/postgres-verbs");
        engine = application.getBean(ProcessEngine.class);
        desk = application.getBean(Desk.class);
        verbs = application.getBean(Verbs.class);
        facts = application.getBean(StepFacts.class);
        clocks = application.getBean(StatutoryClock.class);
    }

    @AfterContainer
    static void stop() {
        application.close();
    }

    /** One thing that somebody does: which kind, on which of the open tasks, with which of the choices. */
    record Act(int kind, int task, int choice, int way) {}

    // The same eighty stories each time; other ones: change the seed.
    @Property(tries = 80, seed = "20261122", shrinking = ShrinkingMode.BOUNDED)
    void theCaseStaysWholeAndCanBeFinished(@ForAll("models") Part model, @ForAll("acts") List<Act> acts) {
        Story story = new Story(model);
        story.check("begun");
        for (Act act : acts) {
            if (story.isOver()) {
                break;
            }
            story.does(act);
        }
        story.finish();
    }

    /** One branch is taken back from the join at the moment at which the other arrives there. */
    @Example
    void aReturnAndAnArrivalAtTheSameMomentDoNotRunOverEachOther() throws Exception {
        Step plain = new Step(false, false);
        for (int round = 0; round < 12; round++) {
            Story story = new Story(new Sequence(List.of(plain, new Parallel(List.of(plain, plain)), plain)));
            story.complete(story.open().get(0), 0);
            List<Task> both = story.open();
            story.complete(both.get(0), 0);
            Task other = both.get(1);
            var executor = Executors.newFixedThreadPool(2);
            CyclicBarrier together = new CyclicBarrier(2);
            story.claims(other);
            List<Future<String>> deeds = List.of(
                    executor.submit(() -> story.tries(together, () -> story.completeAs("chenmin", other))),
                    executor.submit(() -> story.tries(
                            together, () -> story.returnsAs("chenmin", other, both.get(0).getTaskDefinitionKey()))));
            for (Future<String> deed : deeds) {
                story.log.add(deed.get());
            }
            executor.shutdown();
            story.check("both at once");
            story.finish();
        }
    }

    @Example
    void aPartIsNotStartedByItself() {
        Story story = new Story(new Sequence(List.of(new Called(new Step(false, false)), new Step(false, false))));
        String part = engine.getRepositoryService()
                .getProcessDefinition(story.open().get(0).getProcessDefinitionId())
                .getKey();
        assertThat(part).startsWith(story.key + "-");
        assertThatThrownBy(() -> Story.as("linxiao", () -> desk.start(part, Map.of("title", part, "way", "0"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("不能单独启动");
        story.finish();
    }

    @Provide
    Arbitrary<Part> models() {
        Arbitrary<Part> step = Combinators.combine(Arbitraries.of(true, false, false), Arbitraries.of(true, false, false, false))
                .as((stops, timed) -> new Step(stops, timed && !stops));
        return part(step, 3).list().ofMinSize(2).ofMaxSize(3).map(Sequence::new);
    }

    private static Arbitrary<Part> part(Arbitrary<Part> step, int depth) {
        if (depth == 0) {
            return step;
        }
        Arbitrary<Part> inner = part(step, depth - 1);
        // The engine's inclusive join waits for every token that could still come round the loop.
        Arbitrary<Part> repeated = inner.filter(each -> !GeneratedModel.shape(each).contains("o"));
        Arbitrary<List<Part>> branches = inner.list().ofMinSize(2).ofMaxSize(3);
        Arbitrary<Part> manySteps = many(step);
        Arbitrary<Part> manyCalled = many(inner.map(Called::new));
        Arbitrary<Part> manyParts = many(inner.list().ofMinSize(1).ofMaxSize(2).map(Sequence::new));
        return Arbitraries.frequencyOf(
                Tuple.of(4, step),
                Tuple.of(2, inner.list().ofMinSize(2).ofMaxSize(3).map(Sequence::new)),
                Tuple.of(4, branches.map(Parallel::new)),
                Tuple.of(1, branches.map(Inclusive::new)),
                Tuple.of(1, branches.map(Choice::new)),
                Tuple.of(2, inner.map(Inner::new)),
                Tuple.of(3, inner.map(Called::new)),
                Tuple.of(1, repeated.map(Loop::new)),
                Tuple.of(1, manyCalled),
                Tuple.of(1, manySteps),
                Tuple.of(2, manyParts));
    }

    private static Arbitrary<Part> many(Arbitrary<? extends Part> content) {
        return Combinators.combine(
                        content, Arbitraries.integers().between(1, 3), Arbitraries.of(true, false), Arbitraries.of(Quorum.class))
                .as(Many::new);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Integer> any =
                Arbitraries.integers().between(0, 1000).withDistribution(RandomDistribution.uniform());
        Arbitrary<Integer> percent =
                Arbitraries.integers().between(0, 99).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(percent, any, any, Arbitraries.integers().between(0, 2))
                .as(Act::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(18);
    }

    /** One case of one generated process. */
    private static final class Story {

        private final String key = "verbs-check-" + NUMBER.incrementAndGet();
        private final String shape;
        private final String instance;
        private final String number;
        private final CaseId caseId;
        private final List<String> log = new ArrayList<>();
        private final Map<String, String> doneBy = new HashMap<>();

        Story(Part model) {
            shape = GeneratedModel.shape(model);
            engine.getIdentityService().clearAuthentication();
            engine.getRepositoryService()
                    .createDeployment()
                    .name(key)
                    .addString(key + ".bpmn", GeneratedModel.bpmn(key, model))
                    .addClasspathResource("verbs-check/verbs-check-apply.form")
                    .addClasspathResource("verbs-check/verbs-check-step.form")
                    .deploy();
            Desk.Opened opened = as("linxiao", () -> desk.start(key, Map.of("title", key, "way", "0")));
            instance = opened.processInstanceId();
            number = opened.caseNumber();
            caseId = opened.caseId();
            clocks.start(caseId, LocalDate.now(application.getBean(Clock.class)), 40);
        }

        boolean isOver() {
            return engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processInstanceId(instance)
                            .count()
                    == 0;
        }

        List<Task> open() {
            return engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .orderByTaskCreateTime()
                    .asc()
                    .list();
        }

        void does(Act act) {
            List<Task> open = open();
            Task task = open.get(act.task() % open.size());
            String what;
            try {
                if (act.kind() < 40) {
                    what = "completes " + task.getTaskDefinitionKey();
                    complete(task, act.way());
                } else if (act.kind() < 65) {
                    what = returns(task, act);
                } else if (act.kind() < 80) {
                    what = withdraws(act);
                } else {
                    what = usesAnother(task, act);
                }
            } catch (Refusal refusal) {
                what = "refused: " + refusal.getMessage();
            }
            log.add(what);
            Statistics.collect(what.replaceAll("(?:stop|step)\\d+|[0-9a-f-]{36}|“[^”]*”", "*"));
            if (!isOver()) {
                check(what);
            }
        }

        private String person(Task task, int choice) {
            return task.getAssignee() != null ? task.getAssignee() : PEOPLE.get(choice % PEOPLE.size());
        }

        void claims(Task task) {
            as("chenmin", () -> {
                desk.claim(task.getId());
                return null;
            });
        }

        void completeAs(String person, Task task) {
            as(person, () -> {
                desk.submit(task.getId(), Map.of("way", "0"));
                return null;
            });
        }

        void returnsAs(String person, Task task, String target) {
            as(person, () -> verbs.apply(task.getId(), Verb.RETURN, Map.of("step", target, "reason", "重新办理")));
        }

        /** Does it together with the other; says what came of it. */
        String tries(CyclicBarrier together, Runnable deed) throws Exception {
            together.await();
            try {
                deed.run();
                return "done";
            } catch (Refusal | ProcessEngineException | DataAccessException tooLate) {
                return "too late: " + tooLate.getMessage();
            }
        }

        void complete(Task task, int way) {
            String person = person(task, way);
            as(person, () -> {
                desk.claimAndSubmit(task.getId(), Map.of("way", Integer.toString(way)));
                return null;
            });
            doneBy.put(task.getId(), person);
        }

        private String returns(Task task, Act act) {
            String person = person(task, act.choice());
            return as(person, () -> {
                if (task.getAssignee() == null) {
                    desk.claim(task.getId());
                }
                Verbs.Offer offer = offer(task.getId(), Verb.RETURN);
                if (offer.refusal() != null) {
                    return "return from " + task.getTaskDefinitionKey() + " not offered: " + offer.refusal();
                }
                List<Verbs.Option> targets = offer.fields().get(0).options();
                String target = targets.get(act.choice() % targets.size()).value();
                Map<String, Object> arguments = Map.of("step", target, "reason", "重新办理");
                applied(task.getId(), Verb.RETURN, arguments);
                return "returns from " + task.getTaskDefinitionKey() + " to " + target;
            });
        }

        private String withdraws(Act act) {
            List<String> done = doneBy.keySet().stream().sorted().toList();
            if (done.isEmpty()) {
                return "nothing to withdraw";
            }
            String id = done.get(act.choice() % done.size());
            String finished = "done-" + caseId.value() + "-" + id;
            return as(doneBy.get(id), () -> {
                Verbs.Offer offer = offer(finished, Verb.WITHDRAW);
                if (offer.refusal() != null) {
                    return "withdrawal not offered: " + offer.refusal();
                }
                applied(finished, Verb.WITHDRAW, Map.of("reason", "填错"));
                return "withdraws " + id;
            });
        }

        /** Any other verb that is offered, filled in somehow. */
        private String usesAnother(Task task, Act act) {
            String person = act.way() == 1 && task.getOwner() != null ? task.getOwner() : person(task, act.choice());
            return as(person, () -> {
                if (task.getAssignee() == null && !task.isSuspended()) {
                    desk.claim(task.getId());
                }
                List<Verbs.Offer> offers = verbs.offers(task.getId()).stream()
                        .filter(offer -> offer.refusal() == null && !NOT_HERE.contains(offer.verb()))
                        .toList();
                if (offers.isEmpty()) {
                    return "nothing offered on " + task.getTaskDefinitionKey();
                }
                Verbs.Offer offer = offers.get(act.choice() % offers.size());
                Map<String, Object> arguments = new HashMap<>();
                for (Verbs.Field field : offer.fields()) {
                    if (field.kind() == Verbs.Kind.TEXT) {
                        arguments.put(field.key(), "说明");
                    } else {
                        String one = field.options()
                                .get(act.way() % field.options().size())
                                .value();
                        arguments.put(field.key(), field.kind() == Verbs.Kind.ONE ? one : List.of(one));
                    }
                }
                applied(task.getId(), offer.verb(), arguments);
                return "uses " + offer.verb() + " on " + task.getTaskDefinitionKey();
            });
        }

        private boolean isSuspended() {
            return instances().stream().anyMatch(ProcessInstance::isSuspended);
        }

        /** The process and the parts that it called. */
        private List<ProcessInstance> instances() {
            return engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(number)
                    .list();
        }

        private static Verbs.Offer offer(String task, Verb verb) {
            return verbs.offers(task).stream()
                    .filter(offer -> offer.verb() == verb)
                    .findFirst()
                    .orElseThrow();
        }

        /** What is offered and previewed happens, as it was said. */
        private void applied(String task, Verb verb, Map<String, Object> arguments) {
            Verbs.Preview preview = verbs.preview(task, verb, arguments);
            assertThat(preview.refusal()).as(this::told).isNull();
            Verbs.Preview done = verbs.apply(task, verb, arguments);
            assertThat(done).as(this::told).isEqualTo(preview);
        }

        void check(String after) {
            String told = told() + "\nafter: " + after;
            List<Task> open = open();
            List<ProcessInstance> instances = instances();
            List<ActivityInstance> trees = instances.stream()
                    .map(each -> engine.getRuntimeService().getActivityInstance(each.getId()))
                    .toList();
            List<ActivityInstance> leaves = trees.stream().flatMap(TokenMove::leaves).toList();
            assertThat(instances.stream().map(ProcessInstance::isSuspended).distinct())
                    .as("all parts are suspended, or none; %s", told)
                    .hasSize(1);
            assertThat(leaves.stream().filter(leaf -> leaf.getActivityType().equals("callActivity")))
                    .as("calls, and parts that run; %s", told)
                    .hasSize(instances.size() - 1);
            Map<String, Long> expected = leaves.stream()
                    .filter(leaf -> leaf.getActivityType().equals("userTask"))
                    .collect(Collectors.groupingBy(ActivityInstance::getActivityId, Collectors.counting()));
            assertThat(open.stream().collect(Collectors.groupingBy(Task::getTaskDefinitionKey, Collectors.counting())))
                    .as(told)
                    .isNotEmpty()
                    .isEqualTo(expected);
            leaves.stream()
                    .filter(leaf -> !Set.of("userTask", "callActivity").contains(leaf.getActivityType()))
                    .forEach(leaf -> assertThat(leaf.getActivityType())
                            .as(() -> told + "\nstranded at " + leaf.getActivityId())
                            .isIn("parallelGateway", "inclusiveGateway"));
            trees.forEach(tree -> assertThat(TokensAtJoins.tooMany(engine, tree)).as(told).isEmpty());
            assertThat(facts.openOf(caseId).stream().map(visit -> visit.elementId()).sorted().toList())
                    .as("open steps of the facts; %s", told)
                    .isEqualTo(open.stream().map(Task::getTaskDefinitionKey).sorted().toList());
            assertThat(clocks.read(caseId).orElseThrow().openStops())
                    .as("open stops of the clock; %s", told)
                    .hasSize((isSuspended() ? 1 : 0)
                            + (int) open.stream()
                                    .filter(task -> task.getTaskDefinitionKey().startsWith("stop"))
                                    .count());
            assertThat(instances.stream()
                            .mapToLong(each -> engine.getManagementService()
                                    .createJobQuery()
                                    .processInstanceId(each.getId())
                                    .count())
                            .sum())
                    .as("timers; %s", told)
                    .isEqualTo(open.stream().filter(this::isTimed).count());
        }

        private boolean isTimed(Task task) {
            return engine.getRepositoryService()
                            .getBpmnModelInstance(task.getProcessDefinitionId())
                            .getModelElementById("timer_" + task.getTaskDefinitionKey())
                    != null;
        }

        /** Everybody does what is open until nothing is. */
        void finish() {
            for (int i = 0; !isOver(); i++) {
                assertThat(i).as(() -> "the case never ends; " + told()).isLessThan(600);
                List<Task> open = open();
                assertThat(open).as(() -> "nothing to do, but not over; " + told()).isNotEmpty();
                Task task = open.get(i % open.size());
                log.add("finishing " + task.getTaskDefinitionKey());
                goOn(task);
                if (!isOver()) {
                    check("finishing");
                }
            }
            assertThat(facts.openOf(caseId)).as(told()).isEmpty();
            assertThat(clocks.read(caseId).orElseThrow().openStops()).as(told()).isEmpty();
            assertThat(open()).as(told()).isEmpty();
        }

        /** Does what the task is waiting for. */
        private void goOn(Task task) {
            String person = person(task, 0);
            for (Verb verb : List.of(Verb.RESUME, Verb.RESOLVE, Verb.SIGN)) {
                boolean applied = as(person, () -> {
                    boolean offered = offer(task.getId(), verb).refusal() == null;
                    if (offered) {
                        applied(task.getId(), verb, Map.of("reason", "恢复", "opinion", "同意"));
                    }
                    return offered;
                });
                if (applied) {
                    return;
                }
            }
            complete(task, 0);
        }

        private String told() {
            return shape + "\n" + String.join("\n", log);
        }

        private static <T> T as(String person, Supplier<T> action) {
            engine.getIdentityService().setAuthentication(person, List.of("kjj", "kjjLead", "camunda-admin"));
            try {
                return action.get();
            } finally {
                engine.getIdentityService().clearAuthentication();
            }
        }
    }

    /** Joins with as many tokens as they have ways in: they should have let them through. */
    private static final class TokensAtJoins {

        static List<String> tooMany(ProcessEngine engine, ActivityInstance tree) {
            var model = engine.getRepositoryService().getBpmnModelInstance(tree.getProcessDefinitionId());
            return scopes(tree)
                    .flatMap(scope -> Stream.of(scope.getChildActivityInstances())
                            .filter(child -> child.getActivityType().endsWith("Gateway"))
                            .collect(Collectors.groupingBy(ActivityInstance::getActivityId, Collectors.counting()))
                            .entrySet()
                            .stream()
                            .filter(waiting -> waiting.getValue()
                                    >= model.getModelElementsByType(SequenceFlow.class).stream()
                                            .filter(flow -> flow.getTarget().getId().equals(waiting.getKey()))
                                            .count())
                            .map(Map.Entry::getKey))
                    .toList();
        }

        private static Stream<ActivityInstance> scopes(ActivityInstance tree) {
            return Stream.concat(
                    Stream.of(tree),
                    Stream.of(tree.getChildActivityInstances()).flatMap(TokensAtJoins::scopes));
        }
    }
}
