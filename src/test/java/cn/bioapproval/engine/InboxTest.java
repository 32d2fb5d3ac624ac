package cn.bioapproval.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.identity.Substitution;
import cn.bioapproval.identity.Substitutions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** The inbox answers as the engine's own query would, whatever happens to tasks. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class InboxTest {

    private static final List<String> GROUPS = List.of("inbox-a", "inbox-b", "inbox-c", "inbox-d");
    private static final List<String> USERS = List.of("inbox-ann", "inbox-bob", "inbox-cyd");
    private static final long DAY = 86_400_000L;
    private static final long NOON = 1_772_000_000_000L;

    private final Random random = new Random(7);
    private final List<String> tasks = new ArrayList<>();
    private final ProcessEngine engine;
    private final TaskService service;
    private final JdbcTemplate database;
    private final Substitutions substitutions;
    private final Clock clock;

    InboxTest(
            @Autowired ProcessEngine engine,
            @Autowired JdbcTemplate database,
            @Autowired Substitutions substitutions,
            @Autowired Clock clock) {
        this.substitutions = substitutions;
        this.clock = clock;
        this.engine = engine;
        this.service = engine.getTaskService();
        this.database = database;
    }

    @AfterEach
    void tidy() {
        service.deleteTasks(tasks, true);
        assertThat(database.queryForObject(
                        "select count(*) from engine_inbox where reader like '_:inbox-%'", Integer.class))
                .as("what is gone is no longer listed")
                .isZero();
    }

    @Test
    void whateverHappensToTasksEachListIsTheEnginesOwn() {
        for (int round = 0; round < 12; round++) {
            for (int step = 0; step < 25; step++) {
                change();
            }
            for (String user : USERS) {
                as(user, this::compare);
            }
        }
    }

    @Test
    void aTaskOfferedToTwoOfHerGroupsIsListedAndCountedOnce() {
        Task task = created(List.of("inbox-a", "inbox-b"));

        as("inbox-ann", () -> {
            TaskQuery offered = service.createTaskQuery().taskUnassigned();
            assertThat(ids(offered.list())).containsExactly(task.getId());
            assertThat(offered.count()).isEqualTo(1);
            return null;
        });
    }

    @Test
    void theInboxUnderstandsEverySharedFilterAsTasklistSortsIt() {
        TaskQuery newestFirst = service.createTaskQuery().orderByTaskCreateTime().desc();
        List<Filter> filters = engine.getFilterService().createFilterQuery().list();
        assertThat(filters).hasSizeGreaterThan(3);
        assertThat(filters)
                .filteredOn(filter -> !filter.getName().equals("本人已办"))
                .allSatisfy(filter -> assertThat(InboxQuestion.in(
                                (TaskQueryImpl) filter.extend(newestFirst).getQuery(),
                                new Authentication("inbox-ann", List.of("inbox-a")),
                                List.of()))
                        .as(filter.getName())
                        .isPresent());
    }

    @Test
    void aSubstituteIsListedWhatIsLentToHerAndInOneProcedureOnlyWhereThatIsAll() {
        var people = engine.getIdentityService();
        String process = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("clinical-center-acceptance")
                .latestVersion()
                .singleResult()
                .getId();
        people.saveUser(people.newUser("inbox-bob"));
        people.saveGroup(people.newGroup("inbox-b"));
        people.createMembership("inbox-bob", "inbox-b");
        LocalDate today = LocalDate.now(clock);
        List<Substitution> appointed = Stream.of(
                        new Substitutions.Wish("inbox-ann", "inbox-cyd", null, today, today, "出差"),
                        new Substitutions.Wish(
                                "inbox-bob", "inbox-cyd", "clinical-center-acceptance", today, today, "休假"))
                .map(wish -> substitutions.appoint(wish, "admin", true))
                .toList();
        try {
            for (int step = 0; step < 120; step++) {
                change();
                if (step % 3 == 0) {
                    database.update("update act_ru_task set proc_def_id_ = ? where id_ = ?", process, pick(tasks));
                }
            }
            for (String user : List.of("inbox-ann", "inbox-bob", "inbox-bob")) {
                service.setAssignee(created(List.of()).getId(), user);
            }
            String last = tasks.get(tasks.size() - 1);
            database.update("update act_ru_task set proc_def_id_ = ? where id_ = ?", process, last);
            List<String> lent = database.queryForList(
                    """
                    select id_ from act_ru_task task where assignee_ = 'inbox-ann' or proc_def_id_ = ? and (
                        assignee_ = 'inbox-bob' or assignee_ is null and exists (
                            select 1 from act_ru_identitylink where task_id_ = task.id_ and group_id_ = 'inbox-b'))""",
                    String.class,
                    process);
            List<String> own = database.queryForList(
                    "select id_ from act_ru_task where assignee_ = 'inbox-cyd'", String.class);
            assertThat(lent).as("some are lent").hasSizeGreaterThan(3);
            as("inbox-cyd", () -> {
                assertThat(ids(service.createTaskQuery().list()))
                        .containsExactlyInAnyOrderElementsOf(Stream.concat(lent.stream(), own.stream()).toList());
                Supplier<TaskQuery> lentOnly = () -> service.createTaskQuery().taskNameNotEqual(OwnTasks.LENT_ONLY);
                assertThat(ids(lentOnly.get().list())).containsExactlyInAnyOrderElementsOf(lent);
                assertThat(ids(engines(lentOnly).list())).containsExactlyInAnyOrderElementsOf(lent);
                assertThat(lentOnly.get().count()).isEqualTo(lent.size());
                return compare();
            });
            as("inbox-ann", () -> {
                assertThat(service.createTaskQuery().taskNameNotEqual(OwnTasks.LENT_ONLY).list())
                        .as("nothing is lent to her")
                        .isEmpty();
                return null;
            });
        } finally {
            appointed.forEach(each -> substitutions.end(each.id(), "admin", true));
            people.deleteUser("inbox-bob");
            people.deleteGroup("inbox-b");
        }
    }

    private void change() {
        if (tasks.size() < 30 || random.nextInt(4) == 0) {
            List<String> groups = GROUPS.stream().filter(any -> random.nextInt(3) == 0).toList();
            created(groups);
            return;
        }
        String id = tasks.get(random.nextInt(tasks.size()));
        switch (random.nextInt(6)) {
            case 0 -> service.setAssignee(id, pick(USERS));
            case 1 -> service.setAssignee(id, null);
            case 2 -> service.addCandidateGroup(id, pick(GROUPS));
            case 3 -> service.deleteCandidateGroup(id, pick(GROUPS));
            case 4 -> {
                Task task = service.createTaskQuery().taskId(id).singleResult();
                task.setDueDate(random.nextBoolean() ? null : new Date(NOON + random.nextInt(20) * DAY));
                service.saveTask(task);
            }
            default -> {
                tasks.remove(id);
                service.deleteTask(id, true);
            }
        }
    }

    private Task created(List<String> groups) {
        Task task = service.newTask();
        task.setName("收件箱检验");
        service.saveTask(task);
        groups.forEach(group -> service.addCandidateGroup(task.getId(), group));
        tasks.add(task.getId());
        return task;
    }

    private Void compare() {
        Date middle = new Date(NOON + 10 * DAY);
        List<Supplier<TaskQuery>> filters = List.of(
                service::createTaskQuery,
                () -> service.createTaskQuery().taskUnassigned(),
                () -> service.createTaskQuery().taskAssigned(),
                () -> service.createTaskQuery().taskAssignee("inbox-ann"),
                () -> service.createTaskQuery().taskCandidateGroupIn(List.of("inbox-a", "inbox-b")),
                () -> service.createTaskQuery().taskCandidateGroup("inbox-c").taskUnassigned(),
                () -> service.createTaskQuery().dueBefore(middle),
                () -> service.createTaskQuery().dueAfter(middle).taskUnassigned(),
                () -> service.createTaskQuery().dueAfter(new Date(NOON)).dueBefore(middle));
        for (int i = 0; i < filters.size(); i++) {
            Supplier<TaskQuery> filter = filters.get(i);
            List<String> all = ids(engines(filter).orderByTaskCreateTime().asc().list());
            assertThat(filter.get().count()).as("count of filter %s", i).isEqualTo(all.size());
            assertThat(ids(filter.get().orderByTaskCreateTime().desc().list()))
                    .as("filter %s", i)
                    .containsExactlyInAnyOrderElementsOf(all);
            List<Date> due = filter.get().orderByDueDate().asc().list().stream().map(Task::getDueDate).toList();
            assertThat(due)
                    .as("filter %s by due date", i)
                    .isEqualTo(engines(filter).orderByDueDate().asc().list().stream().map(Task::getDueDate).toList());
            pages(filter, all);
        }
        return null;
    }

    private void pages(Supplier<TaskQuery> filter, List<String> all) {
        List<String> paged = new ArrayList<>();
        for (int first = 0; first <= all.size(); first += 4) {
            paged.addAll(ids(filter.get().orderByDueDate().desc().listPage(first, 4)));
        }
        assertThat(paged).doesNotHaveDuplicates();
        assertThat(new HashSet<>(paged)).isEqualTo(new HashSet<>(all));
    }

    /** With a criterion that changes nothing, but that the inbox does not know. */
    private static TaskQuery engines(Supplier<TaskQuery> filter) {
        return filter.get().taskMinPriority(-1);
    }

    private static List<String> ids(List<Task> found) {
        return found.stream().map(Task::getId).toList();
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private <T> T as(String user, Supplier<T> look) {
        List<String> groups = switch (user) {
            case "inbox-ann" -> List.of("inbox-a", "inbox-b", "inbox-c");
            case "inbox-bob" -> List.of("inbox-c");
            default -> List.of();
        };
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return look.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
