package cn.bioapproval.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.benchmark.ClinicalCaseForms;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.funding.Budgets;
import cn.bioapproval.funding.Yuan;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/**
 * Thirty-two whole cases of one hospital, each step handed in over HTTP by everybody concerned at the same moment. The
 * hospital has eight centres; for each of them one city-level and three provincial claims run at once, of which
 * together one is paid, because acceptance is not paid twice (“与市级中心不重复享受”).
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ThirtyTwoAtOnceTest {

    private static final int CASES = 32;
    private static final int CLERKS = 32;
    private static final Yuan CAP_PER_CENTRE = Yuan.ofWan(200);
    private static final String DAY = "2026-06-15";
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final List<String> AREAS = List.of(
            "CARDIOVASCULAR", "NEUROLOGY", "NEPHROLOGY", "ONCOLOGY", "RESPIRATORY", "METABOLIC", "PSYCHIATRY",
            "OBSTETRICS");

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService jobs;

    @Autowired
    Budgets budgets;

    @Autowired
    OfficeClock clock;

    @Autowired
    JdbcTemplate database;

    private CaseClient client;

    @BeforeEach
    void aMondayInJune() {
        clock.turnTo(LocalDateTime.parse(DAY + "T10:00:00").atZone(OfficeClock.ZONE).toInstant());
        client = new CaseClient("http://127.0.0.1:" + port, DAY);
    }

    @AfterEach
    void backToTheSystemClock() {
        budgets.set(2026, "M16", Yuan.ofWan(100_000));
        clock.turnBy(Duration.ZERO);
    }

    @Test
    void neverPayMoreThanTheCapOrTheBudget() throws Exception {
        atOnce(IntStream.range(0, CASES).<Callable<Void>>mapToObj(i -> () -> start(i)).toList());
        List<String> numbers = List.copyOf(client.startedCases);
        assertThat(numbers).hasSize(CASES);
        everybodyHandsIn(numbers, "userTask_ExamineApplication");
        everybodyHandsIn(numbers, "userTask_ConfirmPanel");
        everybodyHandsIn(numbers, "userTask_ExpertReview");
        everybodyHandsIn(numbers, "userTask_ConcludeReview");

        // Both offices in all cases: whoever comes second in a case sets off its calculation.
        everybodyHandsIn(numbers, "userTask_DecideKjj", "userTask_DecideWjw");

        List<Map<String, Object>> awards = database.queryForList("""
                select a.beneficiary_key as centre, a.grant_key, a.amount from funding_award a
                join cases_case c on c.id = a.case_id
                where c.number = any (?) and a.status <> 'REPLACED'""", (Object) numbers.toArray(String[]::new));
        assertThat(awards).as("one city-level and one provincial award per centre").hasSize(2 * AREAS.size());
        Map<Object, Long> perCentre = awards.stream()
                .collect(Collectors.groupingBy(
                        award -> award.get("centre"), Collectors.summingLong(award -> (Long) award.get("amount"))));
        assertThat(perCentre).hasSize(AREAS.size()).allSatisfy((centre, sum) ->
                assertThat(Yuan.of(sum)).as("paid for centre " + centre).isEqualTo(CAP_PER_CENTRE));
        assertThat(database.queryForList(
                        """
                        select outcome || ' ' || refusal_code from cases_case
                        where closed_at is not null and number = any (?)""",
                        String.class,
                        (Object) numbers.toArray(String[]::new)))
                .as("the claims that came second")
                .hasSize(CASES - awards.size())
                .containsOnly("REFUSED ERR_DUPLICATE_CLAIM");

        publicityEnds(numbers);
        everybodyHandsIn(numbers, "userTask_IssueNotices");
        Yuan used = budgets.balance(2026, "M16").reserved();
        budgets.set(2026, "M16", used.plus(Yuan.ofWan(1_100)));

        everybodyHandsIn(numbers, "userTask_CheckBudget");

        assertThat(budgets.balance(2026, "M16").available()).isEqualTo(Yuan.ofWan(100));
        assertThat(open(numbers, "userTask_Pay")).as("what the budget bears").hasSize(5);
        assertThat(open(numbers, "userTask_AwaitBudget")).as("what waits for budget").hasSize(AREAS.size() - 5);
    }

    private Void start(int i) throws Exception {
        boolean city = i % 4 == 0;
        Map<String, Object> form = new HashMap<>(ClinicalCaseForms.application(i + 1));
        form.put("hostName", "厦门市同时医院");
        form.put("hostCreditCode", ClinicalCaseForms.creditCode(87_654_321));
        form.put("diseaseArea", AREAS.get(i / 4));
        if (!city) {
            form.put("tier", "PROV");
            form.put("eventOn", "2026-05-20");
            form.put("recognitionNo", "闽科社〔2026〕" + i + "号");
            List<String> materials = new ArrayList<>(ClinicalCaseForms.MATERIALS);
            materials.add("superiorRecognition");
            form.put("materials", materials);
        }
        client.start(form);
        return null;
    }

    /**
     * Whoever has a task at these steps hands it in, all at the same moment. A task is done, or refused in words that a
     * clerk understands and still there; what was refused is handed in again.
     */
    private void everybodyHandsIn(List<String> numbers, String... steps) throws Exception {
        List<Task> open = open(numbers, steps);
        assertThat(open).as("open at " + List.of(steps)).isNotEmpty();
        List<HttpResponse<String>> answers = atOnce(open.stream()
                .<Callable<HttpResponse<String>>>map(task -> () -> client.handIn(
                        task.getId(), task.getTaskDefinitionKey(), task.getAssignee()))
                .toList());
        List<String> stillOpen = open(numbers, steps).stream().map(Task::getId).toList();
        for (int i = 0; i < open.size(); i++) {
            HttpResponse<String> answer = answers.get(i);
            boolean done = answer.statusCode() == 204;
            assertThat(stillOpen.contains(open.get(i).getId())).as("still open: " + answer.body()).isNotEqualTo(done);
            if (!done) {
                assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
                assertThat(answer.body()).contains("\"ERR_").containsPattern(CHINESE);
            }
        }
        if (!stillOpen.isEmpty()) {
            assertThat(stillOpen).as("refused in this round").hasSizeLessThan(open.size());
            everybodyHandsIn(numbers, steps);
        }
    }

    private void publicityEnds(List<String> numbers) {
        List<Task> publicised = open(numbers, "userTask_Publicise");
        for (Task task : publicised) {
            jobs.executeJob(jobs.createJobQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .timers()
                    .singleResult()
                    .getId());
        }
    }

    private List<Task> open(List<String> numbers, String... steps) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKeyIn(numbers.toArray(String[]::new))
                .taskDefinitionKeyIn(steps)
                .list();
    }

    /** As many at a time as there are clerks, let loose together. */
    private static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
        int clerks = Math.min(CLERKS, actions.size());
        CyclicBarrier start = new CyclicBarrier(clerks);
        ExecutorService office = Executors.newFixedThreadPool(clerks);
        try {
            List<Future<T>> doings = new ArrayList<>();
            for (int i = 0; i < actions.size(); i++) {
                Callable<T> action = actions.get(i);
                boolean first = i < clerks;
                doings.add(office.submit(() -> {
                    if (first) {
                        start.await();
                    }
                    return action.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> doing : doings) {
                results.add(doing.get());
            }
            return results;
        } finally {
            office.shutdownNow();
        }
    }
}
