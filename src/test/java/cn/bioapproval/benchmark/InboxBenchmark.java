package cn.bioapproval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The first page and the count of the shared filter 本组待领, through the REST calls and the session that Tasklist uses, for
 * a clerk of three groups among 100,000 and then 1,000,000 open cases (one task each, in 30 groups); beside a plain
 * Camunda 7.24 with authorization on and its default grants, asked by its Java API, among the first 100,000. Times are those
 * at the server, without the client that stands in the same JVM.
 *
 * <p>{@code mvn -q test -Dtest=InboxBenchmark -Dsurefire.failIfNoSpecifiedTests=false}, prints the table and keeps it in
 * {@code target/benchmark/inbox.txt}. {@code -Dbenchmark.open=100000} and {@code -Dbenchmark.more=1000000} are the
 * defaults.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "bioapproval.database.directory=target/benchmark/postgres-inbox",
            "bioapproval.database.port=0",
            "bioapproval.database.fresh=true",
            "camunda.bpm.job-execution.enabled=false"
        })
class InboxBenchmark {

    private static final int OPEN = Integer.getInteger("benchmark.open", 100_000);
    private static final int MORE = Integer.getInteger("benchmark.more", 1_000_000);
    private static final int ASKED = Integer.getInteger("benchmark.asked", 200);
    private static final int WARM = Integer.getInteger("benchmark.warm", 500);
    private static final int PEER_ASKED = 5;
    private static final List<String> GROUPS = List.of("kjj", "wjw", "czj");
    /** One of thirty groups for the n-th task: the clerk's three, and 27 others. */
    private static final String GROUP_OF_N = "coalesce((array['kjj', 'wjw', 'czj'])[n % 30], 'bench' || n % 30)";
    private static final String USER = "bench";
    private static final String PASSWORD = "Bench-2026-Xiamen";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    /** What each request took at the server: from its arrival in Tomcat until the answer is written. */
    private static final BlockingQueue<Long> AT_THE_SERVER = new LinkedBlockingQueue<>();

    @TestConfiguration(proxyBeanMethods = false)
    static class AtTheServer {

        @Bean
        FilterRegistrationBean<Filter> stopwatch() {
            var stopwatch = new FilterRegistrationBean<Filter>((request, response, chain) -> {
                long start = System.nanoTime();
                chain.doFilter(request, response);
                response.flushBuffer();
                AT_THE_SERVER.add(System.nanoTime() - start);
            });
            stopwatch.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return stopwatch;
        }
    }

    private record Times(double p50, double p95) {

        /** @param call gives the nanoseconds that it took */
        static Times of(int warm, int asked, Callable<Long> call) throws Exception {
            for (int i = 0; i < warm; i++) {
                call.call();
            }
            double[] millis = new double[asked];
            for (int i = 0; i < asked; i++) {
                millis[i] = call.call() / 1e6;
            }
            Arrays.sort(millis);
            return new Times(millis[asked / 2], millis[(int) Math.ceil(asked * 0.95) - 1]);
        }

        @Override
        public String toString() {
            return "%10.1f %10.1f".formatted(p50, p95);
        }
    }

    @Test
    void firstPageAndCount() throws Exception {
        clerkOfThreeGroups();
        String filter = engine.getFilterService()
                .createFilterQuery()
                .filterName("本组待领")
                .singleResult()
                .getId();
        signIn();
        JdbcTemplate ours = new JdbcTemplate(database);
        List<String> lines = new ArrayList<>();
        lines.add("%-58s %10s %10s".formatted("milliseconds", "median", "p95"));

        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("clinical-center-acceptance")
                .latestVersion()
                .singleResult()
                .getId();
        seed(ours, definition, 1, OPEN);
        ask(filter, OPEN, lines);
        seed(ours, definition, OPEN + 1, MORE);
        ask(filter, MORE, lines);
        peer(lines);

        String table = String.join("\n", lines) + "\n";
        System.out.println(table);
        Files.createDirectories(Path.of("target/benchmark"));
        Files.writeString(Path.of("target/benchmark/inbox.txt"), table);
    }

    private void clerkOfThreeGroups() {
        var identity = engine.getIdentityService();
        var user = identity.newUser(USER);
        user.setFirstName("量测");
        user.setLastName("");
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        GROUPS.forEach(group -> identity.createMembership(USER, group));
    }

    /** Open cases {@code from} to {@code to}, each with one task that is offered to one of thirty groups. */
    private static void seed(JdbcTemplate server, String definition, int from, int to) {
        server.execute((ConnectionCallback<Void>) connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
                statement.execute(
                        """
                        insert into act_ru_execution (id_, rev_, proc_inst_id_, root_proc_inst_id_, proc_def_id_, act_id_,
                            is_active_, is_concurrent_, is_scope_, is_event_scope_, suspension_state_, cached_ent_state_,
                            business_key_, sequence_counter_)
                        select 'e' || n, 1, 'e' || n, 'e' || n, '%s', 'userTask_ExamineApplication', true, false, true, false,
                            1, 2, 'BENCH-' || n, 1
                        from generate_series(%d, %d) n"""
                                .formatted(definition, from, to));
                statement.execute(
                        """
                        insert into act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, name_, task_def_key_,
                            priority_, create_time_, due_date_, suspension_state_)
                        select 't' || n, 1, 'e' || n, 'e' || n, '%s', '形式审查', 'userTask_ExamineApplication', 50,
                            timestamp '2026-01-01' + n * interval '17 seconds',
                            timestamp '2026-03-01' + (n::bigint * 7919 %% 400000) * interval '1 minute', 1
                        from generate_series(%d, %d) n"""
                                .formatted(definition, from, to));
                statement.execute(
                        """
                        insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
                        select 'l' || n, 1, %s, 'candidate', 't' || n
                        from generate_series(%d, %d) n"""
                                .formatted(GROUP_OF_N, from, to));
                statement.execute("set session_replication_role = origin");
                if (hasInbox(connection)) {
                    statement.execute(
                            "select count(engine_inbox_fill(task)) from act_ru_task task where id_ in (select 't' || n from"
                                    + " generate_series(" + from + ", " + to + ") n)");
                }
                statement.execute("vacuum analyze");
            }
            return null;
        });
    }

    private static boolean hasInbox(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, "public", "engine_inbox", null)) {
            return tables.next();
        }
    }

    private void ask(String filter, int open, List<String> lines) throws Exception {
        long expected = engine.getTaskService().createTaskQuery().taskCandidateGroupIn(GROUPS).count();
        String count = get("/filter/" + filter + "/count");
        assertThat(new ObjectMapper().readTree(count).path("count").asLong()).isEqualTo(expected);
        assertThat(new ObjectMapper().readTree(firstPage(filter)).path("_embedded").path("task")).hasSize(15);
        lines.add("%-58s %s".formatted(
                "bio-approval, %,d open, first page with its count".formatted(open),
                Times.of(WARM, ASKED, () -> atTheServer(() -> firstPage(filter)))));
        lines.add("%-58s %s".formatted(
                "bio-approval, %,d open, count (%,d)".formatted(open, expected),
                Times.of(WARM, ASKED, () -> atTheServer(() -> get("/filter/" + filter + "/count")))));
    }

    private static Long atTheServer(Callable<?> request) throws Exception {
        AT_THE_SERVER.clear();
        request.call();
        return AT_THE_SERVER.take();
    }

    private static Long inHere(Supplier<?> call) {
        long start = System.nanoTime();
        call.get();
        return System.nanoTime() - start;
    }

    private String firstPage(String filter) throws Exception {
        return send(HttpRequest.newBuilder(api("/filter/" + filter + "/list?firstResult=0&maxResults=15"))
                .header("Accept", "application/hal+json")
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.ofString("{\"sorting\": [{\"sortBy\": \"created\", \"sortOrder\": \"desc\"}]}")));
    }

    private String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(api(path)).header("Accept", "application/json").GET());
    }

    private void signIn() throws Exception {
        send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/camunda/app/tasklist/default/")).GET());
        send(HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + port + "/camunda/api/admin/auth/user/default/login/tasklist"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.ofString("username=" + USER + "&password=" + PASSWORD)));
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private URI api(String path) {
        return URI.create("http://localhost:" + port + "/camunda/api/engine/engine/default" + path);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 399);
        return answer.body();
    }

    /** The same among {@link #OPEN} tasks of a plain engine, with a grant for each task and group as it writes them. */
    private void peer(List<String> lines) throws Exception {
        HikariDataSource main = (HikariDataSource) database;
        new JdbcTemplate(database).execute("create database plain");
        try (HikariDataSource own = new HikariDataSource()) {
            own.setJdbcUrl(main.getJdbcUrl().replace("/postgres?", "/plain?"));
            own.setUsername(main.getUsername());
            own.setPassword(main.getPassword());
            var configuration = new StandaloneProcessEngineConfiguration();
            configuration.setDataSource(own);
            configuration.setProcessEngineName("plain");
            configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
            configuration.setAuthorizationEnabled(true);
            configuration.setJobExecutorActivate(false);
            ProcessEngine plain = configuration.buildProcessEngine();
            JdbcTemplate server = new JdbcTemplate(own);
            seed(server, "none", 1, OPEN);
            server.execute(
                    """
                    insert into act_ru_authorization (id_, rev_, type_, group_id_, resource_type_, resource_id_, perms_)
                    select 'a' || n, 1, 1, %s, 7, 't' || n, 260
                    from generate_series(1, %d) n"""
                            .formatted(GROUP_OF_N, OPEN));
            server.execute("vacuum analyze");
            lines.add("%-58s %s".formatted(
                    "plain Camunda, %,d open, first page".formatted(OPEN),
                    Times.of(1, PEER_ASKED, () -> inHere(() -> asClerk(plain, query -> query.listPage(0, 15))))));
            lines.add("%-58s %s".formatted(
                    "plain Camunda, %,d open, count".formatted(OPEN),
                    Times.of(1, PEER_ASKED, () -> inHere(() -> asClerk(plain, TaskQuery::count)))));
            plain.close();
        }
    }

    private static Object asClerk(ProcessEngine plain, Function<TaskQuery, Object> ask) {
        plain.getIdentityService().setAuthentication(USER, GROUPS);
        try {
            return ask.apply(plain.getTaskService()
                    .createTaskQuery()
                    .taskCandidateGroupIn(GROUPS)
                    .taskUnassigned()
                    .orderByTaskCreateTime()
                    .desc());
        } finally {
            plain.getIdentityService().clearAuthentication();
        }
    }
}
