package cn.bioapproval.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.audit.AuditRecord;
import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.clock.StopReason;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.OpenSteps;
import cn.bioapproval.engine.Verb;
import cn.bioapproval.engine.Verbs;
import cn.bioapproval.identity.Substitutions;
import cn.bioapproval.notifications.Channel;
import cn.bioapproval.notifications.Outbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Reminders and reports about real steps and clocks around the National Day of 2026: days off are September 25 to 27 and
 * October 1 to 7, Saturday October 10 is worked. A step of five working days that begins on September 22 is due on the 30th.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-tasklist")
@ActiveProfiles("test")
class DeadlinesTest {

    private static final String EXAMINE = "userTask_Examine";
    private static final Map<String, List<String>> GROUPS = Map.of(
            "linxiao", List.of("window", "kjj"), "chenmin", List.of("kjj"), "zhengjun", List.of("kjjLead"));

    @LocalServerPort
    private int port;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private DeadlinesProperties settings;

    @Autowired
    private NoticesGiven notices;

    @Autowired
    private Listeners listeners;

    @Autowired
    private OpenSteps steps;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Desk desk;

    @Autowired
    private Verbs verbs;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private StatutoryClock clocks;

    @Autowired
    private WorkingDays workingDays;

    @Autowired
    private Substitutions substitutions;

    @Autowired
    private Outbox outbox;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void aTuesdayBeforeTheHolidays() {
        today("2026-09-22");
    }

    @AfterEach
    void theSystemClockAndAnEmptyDesk() {
        clock.turnBy(Duration.ZERO);
        engine.getRuntimeService().createProcessInstanceQuery().list().stream()
                .filter(instance -> instance.getProcessDefinitionId().startsWith("deadline-check"))
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test over"));
    }

    @Test
    void aStepSpeaksBeforeOnAndAfterItsLastDayAndOnWorkingDaysOnly() {
        CaseId caseId = opens(null);

        for (LocalDate day = day("2026-09-22"); day.isBefore(day("2026-10-17")); day = day.plusDays(1)) {
            today(day.toString());
            deadlines.lookAtSteps();
            deadlines.lookAtSteps();
        }

        assertThat(said(caseId))
                .containsExactly(
                        "2026-09-28 deadline.reminded 还剩2个工作日",
                        "2026-09-29 deadline.reminded 还剩1个工作日",
                        "2026-09-30 deadline.reminded 今天到期",
                        "2026-10-08 deadline.reported 已超期1个工作日",
                        "2026-10-12 deadline.reported 已超期4个工作日",
                        "2026-10-15 deadline.reported 已超期7个工作日");
        assertThat(audit.verify(caseId)).isEmpty();
    }

    @Test
    void nothingIsSaidBeforeTheOfficeOpens() {
        CaseId caseId = opens(null);
        clock.turnTo(LocalDateTime.parse("2026-09-28T08:59:30").atZone(OfficeClock.ZONE).toInstant());

        assertThat(deadlines.lookAtSteps().told()).isZero();
        assertThat(said(caseId)).isEmpty();
    }

    @Test
    void whileNobodyHasClaimedItTheGroupIsTold() {
        CaseId caseId = opens(null);

        looks("2026-09-28");

        assertThat(messages(caseId, Channel.IN_APP)).containsExactly("group:kjj 到期提醒：核验申请还剩2个工作日，尚未认领");
        assertThat(messages(caseId, Channel.EMAIL))
                .extracting(line -> line.split(" ")[0])
                .contains("chenmin@bio-approval.example", "linxiao@bio-approval.example")
                .doesNotContain("zhengjun@bio-approval.example");
    }

    @Test
    void whoHasClaimedItIsToldAndWhoStandsInForHerToo() {
        CaseId caseId = opens(null);
        as("chenmin", () -> desk.claim(task(caseId).getId()));
        substitutions.appoint(
                new Substitutions.Wish("chenmin", "linxiao", null, day("2026-09-28"), day("2026-09-29"), "出差"),
                "chenmin",
                false);

        looks("2026-09-28");
        looks("2026-09-30");

        assertThat(messages(caseId, Channel.IN_APP))
                .containsExactlyInAnyOrder(
                        "user:chenmin 到期提醒：核验申请还剩2个工作日",
                        "user:linxiao 到期提醒（代理的任务）：核验申请还剩2个工作日",
                        "user:chenmin 到期提醒：核验申请今天到期");
        assertThat(outbox.of(caseId))
                .filteredOn(message -> message.recipient().equals("user:linxiao"))
                .singleElement()
                .satisfies(message -> assertThat(message.body())
                        .contains("您代理的陈敏的任务", "期限到2026年9月30日", "请抓紧办理。"));
        assertThat(outbox.of(caseId)).allSatisfy(message -> assertThat(message.subject() + message.body())
                .doesNotContain("{", "null", "2026-09"));
    }

    @Test
    void anOverdueStepIsReportedToTheHeadOfItsUnitInTheApplicationAndByMail() {
        CaseId caseId = opens(null);
        as("chenmin", () -> desk.claim(task(caseId).getId()));
        looks("2026-09-30");

        looks("2026-10-08");

        assertThat(messages(caseId, Channel.IN_APP))
                .contains("user:chenmin 核验申请已超期1个工作日，已报告负责人", "group:kjjLead 超期报告：核验申请已超期1个工作日");
        assertThat(messages(caseId, Channel.EMAIL)).anyMatch(line -> line.startsWith("zhengjun@bio-approval.example"));
        assertThat(outbox.of(caseId))
                .filteredOn(message -> message.recipient().equals("group:kjjLead"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.body()).contains("期限为2026年9月30日", "办理人：陈敏", "第1次报告"));
        AuditRecord entry = audit.of(caseId).stream()
                .filter(record -> record.type().equals("deadline.reported"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.actor()).as("the system").isNull();
        assertThat(entry.facts()).containsEntry("heads", List.of("kjjLead")).containsEntry("left", -1);
    }

    @Test
    void whereTheHeadsGroupIsEmptyTheAdministratorsAreTold() {
        CaseId caseId = opens(null);
        engine.getIdentityService().deleteMembership("zhengjun", "kjjLead");
        try {
            looks("2026-10-08");
        } finally {
            engine.getIdentityService().createMembership("zhengjun", "kjjLead");
        }

        assertThat(messages(caseId, Channel.IN_APP)).contains("group:camunda-admin 超期报告：核验申请已超期1个工作日");
    }

    @Test
    void afterDaysWithoutTheApplicationOneNoticeSaysHowThingsStand() {
        CaseId caseId = opens(null);

        looks("2026-10-13");
        looks("2026-10-14");
        looks("2026-10-15");

        assertThat(said(caseId))
                .containsExactly(
                        "2026-10-13 deadline.reported 已超期5个工作日", "2026-10-15 deadline.reported 已超期7个工作日");
    }

    @Test
    void whileTheClockStandsStillNothingIsSaidAndAfterwardsTheNewDeadlineSpeaks() {
        CaseId caseId = opens(null);
        looks("2026-09-28");
        clocks.stop(caseId, "hearing", StopReason.HEARING, "行政许可法第四十五条");

        looks("2026-09-29");
        looks("2026-10-08");
        looks("2026-10-09");
        assertThat(said(caseId)).hasSize(1);

        clocks.resume(caseId, "hearing");
        looks("2026-10-10");
        looks("2026-10-12");
        assertThat(dueOn(caseId)).isEqualTo("2026-10-12");
        assertThat(said(caseId))
                .containsExactly(
                        "2026-09-28 deadline.reminded 还剩2个工作日",
                        "2026-10-10 deadline.reminded 还剩1个工作日",
                        "2026-10-12 deadline.reminded 今天到期");
    }

    @Test
    void aDeadlineThatMovesWithinTheDaySpeaksByItsNewDay() {
        CaseId caseId = opens(null);
        looks("2026-09-28");
        Task task = task(caseId);
        task.setDueDate(Date.from(day("2026-09-28").atTime(23, 59, 59).atZone(OfficeClock.ZONE).toInstant()));
        engine.getTaskService().saveTask(task);

        looks("2026-09-28");
        looks("2026-09-29");

        assertThat(said(caseId))
                .containsExactly(
                        "2026-09-28 deadline.reminded 还剩2个工作日",
                        "2026-09-28 deadline.reminded 今天到期",
                        "2026-09-29 deadline.reported 已超期1个工作日");
    }

    @Test
    void aSuspendedCaseIsSilentEvenWhereItsStepKeepsItsLimitAndSpeaksAgainWhenItIsResumed() {
        CaseId caseId = opens(null);
        String examine = task(caseId).getId();
        as("chenmin", () -> desk.claimAndSubmit(examine, examined()));
        String publicise = task(caseId).getId();
        as("chenmin", () -> {
            desk.claim(publicise);
            verbs.apply(publicise, Verb.SUSPEND, Map.of("basis", "行政许可法第四十五条", "reason", "等待鉴定"));
        });
        assertThat(dueOn(caseId)).isEqualTo("2026-09-30");
        looks("2026-09-28");
        looks("2026-09-30");
        assertThat(said(caseId)).isEmpty();

        as("chenmin", () -> verbs.apply(publicise, Verb.RESUME, Map.of("reason", "鉴定完成")));
        looks("2026-09-30");

        assertThat(said(caseId)).containsExactly("2026-09-30 deadline.reminded 今天到期");
    }

    @Test
    void aStepThatTheCaseComesBackToIsRemindedAnew() {
        CaseId caseId = opens(null);
        looks("2026-09-29");
        String first = task(caseId).getId();
        as("chenmin", () -> desk.claimAndSubmit(first, examined()));
        String publicise = task(caseId).getId();
        as("chenmin", () -> {
            desk.claim(publicise);
            verbs.apply(publicise, Verb.RETURN, Map.of("step", EXAMINE, "reason", "重新核验"));
        });
        assertThat(task(caseId).getId()).isNotEqualTo(first);

        looks("2026-10-10");
        looks("2026-10-12");

        assertThat(dueOn(caseId)).isEqualTo("2026-10-12");
        assertThat(said(caseId))
                .containsExactly(
                        "2026-09-29 deadline.reminded 还剩1个工作日",
                        "2026-10-10 deadline.reminded 还剩1个工作日",
                        "2026-10-12 deadline.reminded 今天到期");
    }

    @Test
    void aStepThatSaysItsOwnDaysIsRemindedByThem() {
        CaseId caseId = opens("4");
        CaseId never = opens("none");

        looks("2026-09-23");
        looks("2026-09-29");
        looks("2026-09-30");

        assertThat(said(caseId))
                .containsExactly("2026-09-23 deadline.reminded 还剩4个工作日", "2026-09-30 deadline.reminded 今天到期");
        assertThat(said(never)).containsExactly("2026-09-30 deadline.reminded 今天到期");
    }

    @Test
    void twoApplicationsThatLookAtTheSameMomentSayItOnce() throws Exception {
        List<CaseId> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(opens(null));
        }
        today("2026-09-28");
        var pool = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Deadlines.Looked> look = () -> {
            together.await();
            return restarted().lookAtSteps();
        };
        List<Future<Deadlines.Looked>> looks = List.of(pool.submit(look), pool.submit(look));
        assertThat(looks.get(0).get().failed() + looks.get(1).get().failed()).isZero();
        pool.shutdown();

        assertThat(many).allSatisfy(caseId -> {
            assertThat(said(caseId)).hasSize(1);
            assertThat(messages(caseId, Channel.IN_APP)).hasSize(1);
        });
    }

    @Test
    void whatWasSaidBeforeARestartIsNotSaidAgain() {
        CaseId caseId = opens(null);
        looks("2026-09-28");

        restarted().lookAtSteps();
        assertThat(said(caseId)).hasSize(1);
        today("2026-09-29");
        restarted().lookAtSteps();
        assertThat(said(caseId)).hasSize(2);
    }

    @Test
    void oneThatFailsKeepsNoOtherFromBeingSaidAndIsSaidByTheNextLook() {
        CaseId before = opens(null);
        CaseId failing = opens(null);
        CaseId unknownYear = opens(null);
        CaseId after = opens(null);
        jdbc.update(
                "update act_ru_task set create_time_ = timestamp '1999-01-01' where id_ = ?", task(unknownYear).getId());
        jdbc.execute(
                """
                create function refuse_message() returns trigger language plpgsql as $$
                begin
                    if new.case_id = %s then raise exception 'no'; end if;
                    return new;
                end $$;
                create trigger refuse_message before insert on notifications_message
                    for each row execute function refuse_message()"""
                        .formatted(failing));
        today("2026-09-28");
        try {
            assertThat(deadlines.lookAtSteps().failed()).isEqualTo(2);
        } finally {
            jdbc.execute("drop trigger refuse_message on notifications_message; drop function refuse_message");
        }
        assertThat(said(before)).hasSize(1);
        assertThat(said(after)).hasSize(1);
        assertThat(said(failing)).as("neither notice nor audit entry stays").isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from deadlines_notice where case_id = ?", Integer.class, failing.value()))
                .isZero();

        looks("2026-09-28");
        assertThat(said(failing)).hasSize(1);
    }

    @Test
    void theLimitOfTheWholeCaseSpeaksToTheHoldersAndTheHead() {
        CaseId caseId = opens(null);
        clocks.start(caseId, day("2026-09-22"), 8);

        for (LocalDate day = day("2026-09-22"); day.isBefore(day("2026-10-18")); day = day.plusDays(1)) {
            today(day.toString());
            deadlines.lookAtCases();
            deadlines.lookAtCases();
        }

        assertThat(said(caseId))
                .containsExactly(
                        "2026-09-28 deadline.caseReminded 还剩5个工作日",
                        "2026-10-09 deadline.caseReminded 还剩1个工作日",
                        "2026-10-10 deadline.caseReminded 今天到期",
                        "2026-10-12 deadline.caseReported 已超期1个工作日",
                        "2026-10-15 deadline.caseReported 已超期4个工作日");
        assertThat(messages(caseId, Channel.IN_APP))
                .contains("group:kjj 到期提醒：全程办理时限还剩5个工作日，任务尚未认领",
                        "group:kjjLead 到期提醒：全程办理时限还剩5个工作日");
    }

    @Test
    void theLimitOfTheCaseIsSilentWhileItStandsAndSpeaksByTheExtendedDay() {
        CaseId caseId = opens(null);
        clocks.start(caseId, day("2026-09-22"), 6);
        looksAtCases("2026-09-30");
        clocks.stop(caseId, "test", StopReason.TEST, "行政许可法第四十五条");
        looksAtCases("2026-10-08");
        looksAtCases("2026-10-09");
        assertThat(said(caseId)).hasSize(1);

        clocks.resume(caseId, "test");
        Acting.as(Actor.user("zhengjun"), () -> {
            clocks.extend(caseId, 2, "检验结果复核");
            return null;
        });
        looksAtCases("2026-10-10");
        looksAtCases("2026-10-12");
        looksAtCases("2026-10-13");

        assertThat(clocks.read(caseId).orElseThrow().deadline()).isEqualTo("2026-10-13");
        assertThat(said(caseId))
                .containsExactly(
                        "2026-09-30 deadline.caseReminded 还剩1个工作日",
                        "2026-10-10 deadline.caseReminded 还剩2个工作日",
                        "2026-10-12 deadline.caseReminded 还剩1个工作日",
                        "2026-10-13 deadline.caseReminded 今天到期");
    }

    @Test
    void theWatchLooksWhenTheOfficeOpensAndAgainAsSoonAsTheClockIsTurned() {
        CaseId caseId = opens(null);
        DeadlineWatch watch = new DeadlineWatch(deadlines, settings, clock);
        clock.turnTo(LocalDateTime.parse("2026-09-28T08:58:00").atZone(OfficeClock.ZONE).toInstant());
        watch.everyMinute();
        assertThat(said(caseId)).isEmpty();

        clock.turnTo(LocalDateTime.parse("2026-09-28T09:00:00").atZone(OfficeClock.ZONE).toInstant());
        watch.everyMinute();
        assertThat(said(caseId)).hasSize(1);
        clock.turnTo(LocalDateTime.parse("2026-09-29T09:00:00").atZone(OfficeClock.ZONE).toInstant());
        watch.everyMinute();
        assertThat(said(caseId)).hasSize(2);
        clocks.start(caseId, day("2026-09-22"), 5);
        clock.turnTo(LocalDateTime.parse("2026-10-01T09:00:00").atZone(OfficeClock.ZONE).toInstant());
        watch.everyMinute();
        assertThat(said(caseId)).as("a day of rest").hasSize(2);
        clock.turnTo(LocalDateTime.parse("2026-10-08T09:00:00").atZone(OfficeClock.ZONE).toInstant());
        watch.everyMinute();
        assertThat(said(caseId)).as("the step and the case").hasSize(4);
    }

    @Test
    void theClerkFindsTheReminderItsTaskAndTheTrail() throws Exception {
        CaseId caseId = opens(null);
        String task = task(caseId).getId();
        as("chenmin", () -> desk.claim(task));
        looks("2026-09-28");

        assertThat(message("chenmin", caseId).path("subject").asText()).isEqualTo("到期提醒：核验申请还剩2个工作日");
        assertThat(message("chenmin", caseId).path("taskId").asText()).isEqualTo(task);
        JsonNode reminders = get("chenmin", "/api/tasks/" + task + "/clock").at("/steps/0/reminders");
        assertThat(reminders.path("reminded")).extracting(JsonNode::asText).containsExactly("2026-09-28");
        assertThat(reminders.path("ahead")).extracting(JsonNode::asText).containsExactly("2026-09-29", "2026-09-30");
        looks("2026-10-08");
        assertThat(get("chenmin", "/api/tasks/" + task + "/course").path("sentences"))
                .extracting(sentence -> sentence.path("text").asText())
                .contains(
                        "已提醒陈敏：“核验申请”还剩2个工作日，期限到2026年9月30日。",
                        "“核验申请”已超期1个工作日（期限2026年9月30日），第1次报告市科技局负责人，已提醒陈敏。");
        assertThat(message("zhengjun", caseId).path("taskId").isNull()).as("not hers to open").isTrue();
    }

    // ---------------------------------------------------------------------------------------------------------------

    /** Opens a case of the model, with reminders of its own for the first step if some are given. */
    private CaseId opens(String remind) {
        String key = "deadline-check" + (remind == null ? "" : "-" + remind);
        engine.getRepositoryService()
                .createDeployment()
                .name(key)
                .enableDuplicateFiltering(false)
                .addString(key + ".bpmn", model(key, remind))
                .addClasspathResource("desk-check/desk-check-apply.form")
                .addClasspathResource("desk-check/desk-check-examine.form")
                .addClasspathResource("desk-check/desk-check-publicise.form")
                .deploy();
        engine.getIdentityService().setAuthentication("admin", List.of("camunda-admin"));
        try {
            return desk.start(key, Map.of("title", "期限核验")).caseId();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private static String model(String key, String remind) {
        try {
            String model = new ClassPathResource("desk-check/desk-check.bpmn")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("process id=\"desk-check\"", "process id=\"" + key + "\"");
            String own = "<camunda:property name=\"deadline.remind\" value=\"%s\" />".formatted(remind);
            return remind == null
                    ? model
                    : model.replaceFirst("(<camunda:property name=\"clock.limit\" value=\"5\" />)", "$1" + own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> examined() {
        return Map.of(
                "kind", "CITY", "amount", "12.50", "heldOn", "2026-09-20", "agreed", true, "materials", List.of("form"),
                "note", "齐全");
    }

    private Deadlines restarted() {
        return new Deadlines(
                steps, clocks, cases, workingDays, notices, listeners, settings, (Clock) clock, events, transactions);
    }

    private void today(String date) {
        clock.turnTo(LocalDate.parse(date).atTime(10, 0).atZone(OfficeClock.ZONE).toInstant());
    }

    private void looks(String date) {
        today(date);
        deadlines.lookAtSteps();
    }

    private void looksAtCases(String date) {
        today(date);
        deadlines.lookAtCases();
    }

    private Task task(CaseId caseId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(cases.get(caseId).number())
                .singleResult();
    }

    private LocalDate dueOn(CaseId caseId) {
        return LocalDate.ofInstant(task(caseId).getDueDate().toInstant(), OfficeClock.ZONE);
    }

    /** What was said about deadlines of the case, as the audit trail has it. */
    private List<String> said(CaseId caseId) {
        return audit.of(caseId).stream()
                .filter(entry -> entry.type().startsWith("deadline."))
                .map(entry -> LocalDate.ofInstant(entry.occurredAt(), OfficeClock.ZONE) + " " + entry.type() + " "
                        + entry.facts().get("remaining"))
                .toList();
    }

    private List<String> messages(CaseId caseId, Channel channel) {
        return outbox.of(caseId).stream()
                .filter(message -> message.eventType().startsWith("deadline.") && message.channel() == channel)
                .map(message -> message.recipient() + " " + message.subject())
                .toList();
    }

    private void as(String user, Runnable action) {
        engine.getIdentityService().setAuthentication(user, GROUPS.get(user));
        try {
            action.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** The latest message about the case that the person has. */
    private JsonNode message(String person, CaseId caseId) throws Exception {
        String number = cases.get(caseId).number();
        return StreamSupport.stream(get(person, "/api/messages?size=50").path("messages").spliterator(), false)
                .filter(message -> message.path("caseNumber").asText().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode get(String person, String path) throws Exception {
        String basic = Base64.getEncoder().encodeToString((person + ":demo-Xm2026").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Authorization", "Basic " + basic)
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
