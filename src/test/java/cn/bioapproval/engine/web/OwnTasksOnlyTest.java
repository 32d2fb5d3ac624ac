package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.engine.web.CheckProcess.Opened;
import cn.bioapproval.engine.web.Visitor.Answer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * No query of a clerk, however written, through the session that Tasklist uses, finds a task that is not hers: every property that a task query of the REST
 * interface has, aimed at a task of others, alone, sorted, and inside an "or".
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-own-tasks")
@ActiveProfiles("test")
@DirtiesContext // the webapps' interface speaks to the engine that was started last
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnTasksOnlyTest {

    private static final String API = "/camunda/api/engine/engine/default";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SORTS = List.of(
            "created", "dueDate", "followUpDate", "lastUpdated", "name", "nameCaseInsensitive", "assignee", "priority",
            "id", "executionId", "instanceId", "description", "tenantId");

    private final ProcessEngine engine;
    private final JdbcTemplate database;
    private final int port;
    private CheckProcess process;
    private Opened opened;
    private Visitor clerk;

    OwnTasksOnlyTest(@Autowired ProcessEngine engine, @Autowired JdbcTemplate database, @LocalServerPort int port) {
        this.engine = engine;
        this.database = database;
        this.port = port;
    }

    @BeforeAll
    void openCases() {
        process = new CheckProcess(engine);
        Visitor program = Visitor.of(port, "chenmin");
        opened = process.open(program);
        Opened taken = process.open(program);
        engine.getTaskService().setAssignee(taken.examine().getId(), "linxiao");
        clerk = Visitor.anonymous(port);
        assertThat(clerk.signIn("tasklist", "chenmin", Visitor.DEMO_PASSWORD).status()).isEqualTo(200);
        assertThat(clerk.get(API + "/filter").status()).as("and gets the token of the new session").isEqualTo(200);
    }

    @AfterAll
    void tidy() {
        process.close();
    }

    @Test
    void everyCriterionOfAQueryStaysWithinOnesOwn() throws Exception {
        Set<String> own = ownOf("chenmin", "kjj");
        assertThat(own).as("the clerk has tasks, so that finding none is no proof").isNotEmpty();
        List<Map<String, Object>> queries = queries(opened.confirm());
        assertThat(queries).hasSizeGreaterThan(150);
        Answer all = ask("/task", "{}");
        assertThat(all.status()).as("%s", all).isEqualTo(200);
        int found = 0;
        for (Map<String, Object> query : queries) {
            String body = JSON.writeValueAsString(query);
            Answer answer = ask("/task", body);
            assertThat(answer.status()).as("%s: %s", body, answer).isLessThan(500);
            if (answer.status() == 200) {
                Set<String> ids = new TreeSet<>();
                answer.json().forEach(task -> ids.add(task.path("id").asText()));
                assertThat(own).as(body).containsAll(ids);
                int count = ask("/task/count", body).json().path("count").asInt();
                assertThat(count).as(body).isEqualTo(ids.size());
                found += ids.size();
            }
        }
        assertThat(found).as("some queries do find own tasks").isPositive();
    }

    @Test
    void everySharedFilterStaysWithinOnesOwn() throws Exception {
        Set<String> own = ownOf("chenmin", "kjj");
        List<Map<String, Object>> queries =
                queries(opened.confirm()).stream().filter(query -> query.size() == 1).toList();
        for (var filter : clerk.get(API + "/filter").json()) {
            if (filter.path("name").asText().equals("本人已办")) {
                continue;
            }
            String list = "/filter/" + filter.path("id").asText() + "/list";
            for (Map<String, Object> query : queries) {
                String body = JSON.writeValueAsString(query);
                Answer answer = ask(list, body);
                assertThat(answer.status()).as("%s: %s", body, answer).isLessThan(500);
                if (answer.status() == 200) {
                    answer.json().forEach(task -> assertThat(own).as(body).contains(task.path("id").asText()));
                }
            }
        }
    }

    /** As Tasklist asks. */
    private Answer ask(String path, String body) {
        return clerk.post(API + path, body, "X-XSRF-TOKEN", clerk.cookie("XSRF-TOKEN").orElseThrow());
    }

    private Set<String> ownOf(String user, String group) {
        return new TreeSet<>(database.queryForList(
                """
                select id_ from act_ru_task task where assignee_ = ? or assignee_ is null and exists (
                    select 1 from act_ru_identitylink where task_id_ = task.id_ and group_id_ = ?)""",
                String.class,
                user,
                group));
    }

    /** Each property once, with values that fit the task of others; the same within an "or"; each way of sorting. */
    private static List<Map<String, Object>> queries(Task others) {
        List<Map<String, Object>> queries = new ArrayList<>();
        Arrays.stream(TaskQueryDto.class.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .forEach(setter -> values(setter, others).forEach(value -> {
                    String property = setter.getName().substring(3, 4).toLowerCase() + setter.getName().substring(4);
                    queries.add(Map.of(property, value));
                    queries.add(Map.of("orQueries", List.of(
                            Map.of(property, value), Map.of("candidateGroup", "wjw"), Map.of("taskId", others.getId()))));
                    Map<String, Object> ofColleague = new LinkedHashMap<>(Map.of("assignee", "linxiao"));
                    ofColleague.put(property, value);
                    queries.add(ofColleague);
                }));
        for (String sort : SORTS) {
            for (String order : List.of("asc", "desc")) {
                Map<String, Object> query = new LinkedHashMap<>();
                query.put("sorting", List.of(Map.of("sortBy", sort, "sortOrder", order)));
                queries.add(query);
            }
        }
        return queries;
    }

    private static Stream<Object> values(Method setter, Task others) {
        Class<?> type = setter.getParameterTypes()[0];
        String name = setter.getName();
        if (name.equals("setSorting") || name.equals("setOrQueries") || name.endsWith("Variables")
                || name.equals("setObjectMapper") || name.endsWith("Expression") || name.equals("setSortBy")
                || name.equals("setSortOrder")) {
            return Stream.of();
        }
        List<String> texts = List.of(
                others.getId(), others.getName(), others.getProcessInstanceId(), others.getTaskDefinitionKey(), "wjw",
                "huanglei", "linxiao");
        if (type == String.class) {
            return Stream.of(fitting(name, others));
        }
        if (type == String[].class || Collection.class.isAssignableFrom(type)) {
            return Stream.of(texts);
        }
        if (type == Boolean.class || type == boolean.class) {
            return Stream.of(true, false);
        }
        if (type == Integer.class) {
            return Stream.of(0, 50);
        }
        return Stream.of("2020-01-01T00:00:00.000+0800", "2040-01-01T00:00:00.000+0800");
    }

    private static String fitting(String setter, Task others) {
        if (setter.contains("Like")) {
            return "%";
        }
        if (setter.contains("Group")) {
            return "wjw";
        }
        if (setter.contains("Assignee") || setter.contains("User") || setter.contains("Owner")) {
            return "huanglei";
        }
        if (setter.contains("ProcessInstance")) {
            return others.getProcessInstanceId();
        }
        if (setter.contains("ProcessDefinition")) {
            return others.getProcessDefinitionId();
        }
        return setter.contains("Name") ? others.getName() : others.getId();
    }
}
