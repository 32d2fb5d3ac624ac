package cn.bioapproval.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.bioapproval.RoomsOnDatabase;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.StepEnded;
import cn.bioapproval.cases.StepStarted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionOperations;

@RoomsOnDatabase
@RecordApplicationEvents
class StatutoryClockTest {

    private static final Map<String, String> EXAMINE = Map.of("clock.limit", "5");
    private static final Map<String, String> DECIDE = Map.of("clock.limit", "10");
    private static final Map<String, String> REVIEW =
            Map.of("clock.limit", "40", "clock.effect", "stops:EXPERT_REVIEW");
    private static final Map<String, String> INSPECT = Map.of("clock.effect", "stops:INSPECTION");
    private static final Map<String, String> SUPPLEMENT_ANEW =
            Map.of("clock.limit", "P1Y", "clock.effect", "stops:SUPPLEMENT", "clock.resume", "reset");

    @Autowired
    private StatutoryClock statutoryClock;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private OfficeClock officeClock;

    @Autowired
    private ApplicationEventPublisher publisher;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationEvents published;

    private CaseId caseId;
    private ClockReading seenBySelf;
    private Elapsed elapsedBySelf;

    @BeforeEach
    void aCaseReceivedOnTheSecondOfMarch() {
        todayIs("2026-03-02");
        caseId = newCase("clinical-center");
    }

    @AfterEach
    void theClockShowsTheTimeAgain() {
        officeClock.turnBy(Duration.ZERO);
    }

    private CaseId newCase(String item) {
        return cases.open(new NewCase(item, "LCZX", "clinical-center-acceptance", "验收", "市第一医院", "code", null))
                .id();
    }

    private void todayIs(String date) {
        officeClock.turnTo(at(date));
    }

    private static Instant at(String date) {
        return LocalDate.parse(date).atTime(10, 0).atZone(OfficeClock.ZONE).toInstant();
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private String begins(Map<String, String> step) {
        String instance = "review:" + UUID.randomUUID();
        Instant now = ((Clock) officeClock).instant();
        transaction.executeWithoutResult(status -> publisher.publishEvent(new StepStarted(
                caseId, "p", "userTask_X", "步骤", instance, step, List.of(), now, Actor.SYSTEM)));
        return instance;
    }

    private void ends(String instance, Map<String, String> step, boolean cancelled) {
        Instant now = ((Clock) officeClock).instant();
        transaction.executeWithoutResult(status -> publisher.publishEvent(
                new StepEnded(caseId, "p", "userTask_X", "步骤", instance, step, cancelled, now, Actor.SYSTEM)));
    }

    private ClockReading reading() {
        return statutoryClock.read(caseId).orElseThrow();
    }

    private List<String> publishedTypes() {
        return published.stream(CaseEvent.class)
                .filter(event -> event.caseId().equals(caseId))
                .map(CaseEvent::type)
                .filter(type -> type.startsWith("clock."))
                .toList();
    }

    @Test
    void beforeAcceptanceThereIsNoClock() {
        assertThat(statutoryClock.read(caseId)).isEmpty();
        statutoryClock.end(caseId);
        assertThat(publishedTypes()).isEmpty();
    }

    @Test
    void clk07AReviewStopsTheClockAndTheRestCounts() {
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        assertThat(reading().deadline()).isEqualTo("2026-03-30");

        todayIs("2026-03-10");
        String review = begins(REVIEW);
        assertThat(reading().stopped()).isTrue();
        assertThat(reading().countedDays()).isEqualTo(6);

        todayIs("2026-03-17");
        assertThat(reading().countedDays()).isEqualTo(6);
        assertThat(reading().openStops())
                .containsExactly(new StopReading(
                        StopReason.EXPERT_REVIEW, "《行政许可法》第四十五条", day("2026-03-10"), null, 5));
        assertThat(reading().deadline()).isEqualTo("2026-04-07");

        todayIs("2026-03-20");
        ends(review, REVIEW, false);
        todayIs("2026-03-30");
        ClockReading reading = reading();

        assertThat(reading.stopped()).isFalse();
        assertThat(reading.countedDays()).isEqualTo(12);
        assertThat(reading.remainingDays()).isEqualTo(8);
        assertThat(reading.deadline()).isEqualTo("2026-04-10");
        assertThat(reading.provisional()).isFalse();
        assertThat(publishedTypes()).containsExactly("clock.started", "clock.stopped", "clock.resumed");
        assertThat(published.stream(DeadlinesMoved.class).filter(e -> e.caseId().equals(caseId)))
                .hasSize(3);
    }

    @Test
    void inspectionAndReviewAtTheSameTimeCountOnce() {
        statutoryClock.start(caseId, day("2026-03-02"), 60);
        todayIs("2026-03-16");
        String inspection = begins(INSPECT);
        todayIs("2026-03-20");
        String review = begins(REVIEW);
        todayIs("2026-04-01");
        ends(inspection, INSPECT, false);
        assertThat(reading().stopped()).as("the review still lasts").isTrue();
        assertThat(published.stream(ClockResumed.class)
                        .filter(e -> e.caseId().equals(caseId))
                        .map(ClockResumed::stillStopped))
                .containsExactly(true);
        todayIs("2026-04-10");
        ends(review, REVIEW, true);

        assertThat(reading().stopped()).isFalse();
        todayIs("2026-04-13");
        assertThat(reading().countedDays()).isEqualTo(11);
    }

    @Test
    void c03AfterASupplementTheWholeLimitBeginsAnew() {
        todayIs("2026-03-05");
        statutoryClock.start(caseId, day("2026-03-05"), 60);
        todayIs("2026-05-08");
        String supplement = begins(SUPPLEMENT_ANEW);
        todayIs("2026-08-03");
        ends(supplement, SUPPLEMENT_ANEW, false);

        assertThat(reading().deadline()).isEqualTo("2026-10-30");
        assertThat(reading().startedOn()).isEqualTo("2026-08-03");
        assertThat(reading().countedDays()).isZero();
        assertThat(reading().restarts()).isEqualTo(1);
        assertThat(publishedTypes())
                .containsExactly("clock.started", "clock.stopped", "clock.resumed", "clock.restarted");
    }

    @Test
    void aSupplementThatNeverCameDoesNotBeginTheLimitAnew() {
        statutoryClock.start(caseId, day("2026-03-02"), 60);
        todayIs("2026-03-10");
        String supplement = begins(SUPPLEMENT_ANEW);
        todayIs("2026-03-20");
        ends(supplement, SUPPLEMENT_ANEW, true);

        assertThat(reading().restarts()).isZero();
        assertThat(reading().stopped()).isFalse();
    }

    @Test
    void clk04AnExtensionNeedsAReasonAndIsBoundedByHalfTheLimit() {
        statutoryClock.start(caseId, day("2026-03-02"), 20);

        assertThatThrownBy(() -> statutoryClock.extend(caseId, 10, " "))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.code()).isEqualTo(RefusalCode.REQUEST_INVALID));
        assertThatThrownBy(() -> statutoryClock.extend(caseId, 11, "案情复杂"))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.code()).isEqualTo(RefusalCode.EXTENSION_TOO_LONG));
        assertThat(reading().extensionDays()).isZero();

        statutoryClock.extend(caseId, 10, "案情复杂");

        assertThat(reading().deadline()).isEqualTo("2026-04-14");
        assertThatThrownBy(() -> statutoryClock.extend(caseId, 1, "案情复杂"))
                .hasMessage("原时限20个工作日，最多可延长10个工作日，此前已延长10个工作日，本次最多可延长0个工作日。");
    }

    @Test
    void aLimitThatHasPassedIsNotExtended() {
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        todayIs("2026-03-30");
        assertThat(reading().overdue()).isFalse();
        todayIs("2026-03-31");

        assertThat(reading().overdue()).isTrue();
        assertThat(reading().remainingDays()).isEqualTo(-1);
        assertThatThrownBy(() -> statutoryClock.extend(caseId, 5, "案情复杂")).hasMessageContaining("已经届满");
    }

    @Test
    void twoExtensionsAtTheSameTimeDoNotExceedTheBoundTogether() throws Exception {
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Boolean> extend = () -> {
            together.await(10, TimeUnit.SECONDS);
            try {
                statutoryClock.extend(caseId, 6, "案情复杂");
                return true;
            } catch (Refusal refusal) {
                return false;
            }
        };
        ExecutorService clerks = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> both = clerks.invokeAll(List.of(extend, extend));
            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(true, false);
        } finally {
            clerks.shutdownNow();
        }
        assertThat(reading().extensionDays()).isEqualTo(6);
    }

    @Test
    void whoChangesTheClockReadsItAsOthersReadItAfterwards() {
        transaction.executeWithoutResult(status -> {
            assertThat(statutoryClock.read(caseId)).isEmpty();
            statutoryClock.start(caseId, day("2026-03-02"), 20);
            assertThat(reading().limitDays()).isEqualTo(20);
            statutoryClock.extend(caseId, 5, "案情复杂");
            statutoryClock.extend(caseId, 2, "案情复杂");
            statutoryClock.stop(caseId, "hearing", StopReason.HEARING, "行政许可法第45条");
            seenBySelf = reading();
            assertThat(statutoryClock.extensionLeft(caseId)).isEqualTo(3);
            elapsedBySelf = statutoryClock.elapsed(caseId).orElseThrow();
        });

        assertThat(seenBySelf.extensionDays()).isEqualTo(7);
        assertThat(seenBySelf.stopped()).isTrue();
        assertThat(reading()).isEqualTo(seenBySelf);
        assertThat(statutoryClock.elapsed(caseId)).contains(elapsedBySelf);
        todayIs("2026-03-04");
        transaction.executeWithoutResult(status -> {
            assertThat(reading().stopped()).isTrue();
            statutoryClock.resume(caseId, "hearing");
            assertThat(reading().stopped()).isFalse();
            statutoryClock.extend(caseId, 1, "案情复杂");
            statutoryClock.restart(caseId, day("2026-03-04"), 30);
            seenBySelf = reading();
            status.setRollbackOnly();
        });
        assertThat(seenBySelf.extensionDays()).isZero();
        assertThat(seenBySelf.restarts()).isEqualTo(1);
        assertThat(reading().extensionDays()).isEqualTo(7);
        assertThat(reading().restarts()).isZero();
        assertThat(reading().stopped()).isTrue();
    }

    @Test
    void whoStopsTheClockWaitsForWhoStopsItAlreadyAndSeesThatStop() throws Exception {
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        ExecutorService colleague = Executors.newSingleThreadExecutor();
        Future<?> second = transaction.execute(status -> {
            statutoryClock.stop(caseId, "hearing", StopReason.HEARING, "行政许可法第45条");
            Future<?> other = colleague.submit(
                    () -> statutoryClock.stop(caseId, "hearing", StopReason.HEARING, "行政许可法第45条"));
            assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return other;
        });
        second.get();
        colleague.shutdown();

        assertThat(reading().stops()).hasSize(1);
    }

    @Test
    void extensionsAreNeverChanged() {
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        statutoryClock.extend(caseId, 5, "案情复杂");

        assertThatThrownBy(() -> jdbc.update("update clock_extension set days = 50"))
                .hasMessageContaining("append-only");
    }

    @Test
    void aClockStartsOnceAndNotInTheFuture() {
        assertThatThrownBy(() -> statutoryClock.start(caseId, day("2026-03-03"), 20))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.code()).isEqualTo(RefusalCode.INVALID_DATE));
        statutoryClock.start(caseId, day("2026-03-02"), 20);

        assertThatThrownBy(() -> statutoryClock.start(caseId, day("2026-03-02"), 20))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.code()).isEqualTo(RefusalCode.CASE_STATE));
    }

    @Test
    void whatWasUsedStaysWhenTheClockEnds() {
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        todayIs("2026-03-09");
        statutoryClock.end(caseId);
        todayIs("2026-05-20");

        assertThat(reading().ended()).isTrue();
        assertThat(reading().endedOn()).isEqualTo("2026-03-09");
        assertThat(reading().countedDays()).isEqualTo(5);
        assertThat(reading().overdue()).isFalse();
        assertThatThrownBy(() -> statutoryClock.extend(caseId, 5, "案情复杂")).isInstanceOf(Refusal.class);
        // The next limit of the same case, such as the decision after the review.
        statutoryClock.start(caseId, day("2026-05-20"), 20);
        assertThat(reading().deadline()).isEqualTo("2026-06-17");
    }

    @Test
    void withTheCaseItsClockAndItsStopsEnd() {
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        begins(REVIEW);
        todayIs("2026-03-09");
        cases.close(caseId, CaseOutcome.WITHDRAWN, null);

        assertThat(reading().ended()).isTrue();
        assertThat(reading().stopped()).isFalse();
        assertThat(reading().countedDays()).isZero();
        assertThat(jdbc.queryForObject(
                        "select count(*) from clock_stop where case_id = ? and resumed_on is null",
                        Integer.class,
                        caseId.value()))
                .isZero();
    }

    @Test
    void aStepIsDueAtTheEndOfItsLastWorkingDayInTheOffice() {
        assertThat(statutoryClock.dueAt(caseId, EXAMINE, at("2026-06-15")))
                .contains(Instant.parse("2026-06-23T15:59:59Z"));
        assertThat(statutoryClock.dueAt(caseId, Map.of(), at("2026-06-15"))).isEmpty();
        // Late in the evening in London it is already the next day in the office.
        assertThat(statutoryClock.due(caseId, EXAMINE, Instant.parse("2026-06-14T16:30:00Z")))
                .contains(new DueDate(day("2026-06-23"), false));
    }

    @Test
    void whileTheClockStandsAStepThatRunsIsNotDueAndAfterwardsLaterByTheStop() {
        statutoryClock.start(caseId, day("2026-03-02"), 40);
        String review = begins(REVIEW);
        assertThat(statutoryClock.due(caseId, DECIDE, at("2026-03-02"))).isEmpty();
        assertThat(statutoryClock.due(caseId, REVIEW, at("2026-03-02")))
                .as("the review itself has forty plain working days")
                .contains(new DueDate(day("2026-04-28"), false));

        todayIs("2026-03-06");
        ends(review, REVIEW, false);

        assertThat(statutoryClock.due(caseId, DECIDE, at("2026-03-02")))
                .contains(new DueDate(day("2026-03-20"), false));
    }

    @Test
    void aStopBeforeAcceptanceIsHeededByTheLimitsOfSteps() {
        String review = begins(INSPECT);
        assertThat(statutoryClock.due(caseId, EXAMINE, at("2026-03-02"))).isEmpty();
        todayIs("2026-03-04");
        ends(review, INSPECT, false);

        assertThat(statutoryClock.due(caseId, EXAMINE, at("2026-03-02")))
                .contains(new DueDate(day("2026-03-11"), false));
        assertThat(statutoryClock.read(caseId)).isEmpty();
    }

    @Test
    void c24AYearForTheSupplementEndsOnTheMondayAndIsProvisional() {
        todayIs("2026-05-08");
        assertThat(statutoryClock.due(caseId, SUPPLEMENT_ANEW, at("2026-05-08")))
                .contains(new DueDate(day("2027-05-10"), true));
    }

    @Test
    void aDeadlineInAYearNobodyKnowsIsRefusedAndAReadingLeavesItOpen() {
        todayIs("2026-11-23");
        assertThatThrownBy(() -> statutoryClock.start(caseId, day("2026-11-23"), 500))
                .isInstanceOfSatisfying(Refusal.class, e -> {
                    assertThat(e.code()).isEqualTo(RefusalCode.HOLIDAYS_NOT_LOADED);
                    assertThat(e.getMessage()).contains("2028年的放假安排尚未载入");
                });
        assertThat(statutoryClock.read(caseId)).as("nothing was written").isEmpty();
        assertThatThrownBy(() -> statutoryClock.due(caseId, Map.of("clock.limit", "P2Y"), at("2026-11-23")))
                .isInstanceOf(Refusal.class);

        statutoryClock.start(caseId, day("2026-11-23"), 270);
        begins(INSPECT);
        todayIs("2026-12-31");

        assertThat(reading().countedDays()).isZero();
        assertThat(reading().deadline()).isNull();
        assertThat(reading().yearNotLoaded()).isEqualTo(2028);
    }

    @Test
    void manyCasesAreReadAtOnce() {
        CaseId other = newCase("clinical-center");
        CaseId without = newCase("clinical-center");
        statutoryClock.start(caseId, day("2026-03-02"), 20);
        statutoryClock.start(other, day("2026-03-02"), 5);

        Map<CaseId, ClockReading> readings = statutoryClock.read(List.of(caseId, other, without));

        assertThat(readings).containsOnlyKeys(caseId, other);
        assertThat(Optional.ofNullable(readings.get(other)).map(ClockReading::deadline))
                .contains(day("2026-03-09"));
    }

    // phases that have limits of their own (医疗器械注册与备案管理办法 art. 91-95)

    private static final Map<String, String> TRANSFER = Map.of("clock.limit", "3", "clock.phase", "转交");
    private static final Map<String, String> TECHNICAL_REVIEW = Map.of("clock.limit", "60", "clock.phase", "技术审评");
    private static final Map<String, String> CONCLUSION = Map.of("clock.phase", "技术审评");

    private Optional<LocalDate> dueOf(Map<String, String> step) {
        return statutoryClock.due(caseId, step, ((Clock) officeClock).instant()).map(DueDate::lastDay);
    }

    @Test
    void aPhaseBeginsItsOwnLimitAndEndsTheOneBefore() {
        statutoryClock.start(caseId, day("2026-03-02"), 93);
        begins(TRANSFER);
        assertThat(dueOf(TRANSFER)).contains(day("2026-03-05"));

        todayIs("2026-03-05");
        begins(TECHNICAL_REVIEW);

        assertThat(reading().phase()).isEqualTo("技术审评");
        assertThat(reading().restarts()).as("a next phase is not the same anew").isZero();
        assertThat(reading().deadline()).isEqualTo(day("2026-06-02"));
        assertThat(statutoryClock.elapsed(caseId).orElseThrow().stages())
                .extracting(Elapsed.Stage::phase, Elapsed.Stage::countedDays)
                .containsExactly(
                        tuple(null, 0),
                        tuple("转交", 3),
                        tuple("技术审评", 0));
    }

    @Test
    void aStepOfTheSamePhaseGoesOnInItsLimit() {
        todayIs("2026-03-05");
        begins(TECHNICAL_REVIEW);
        todayIs("2026-03-16");
        String consultation = begins(REVIEW);
        assertThat(dueOf(TECHNICAL_REVIEW)).as("while experts are asked").isEmpty();
        todayIs("2026-04-10");
        ends(consultation, REVIEW, false);

        begins(TECHNICAL_REVIEW);

        assertThat(dueOf(TECHNICAL_REVIEW)).as("C-09: not sixty days anew").contains(day("2026-06-29"));
        assertThat(dueOf(CONCLUSION)).as("another step of the phase").contains(day("2026-06-29"));
    }

    @Test
    void aSupplementBeginsThePhaseAnewAndLeavesTheInspectionAlone() {
        todayIs("2026-03-05");
        begins(TECHNICAL_REVIEW);
        todayIs("2026-03-16");
        String inspection = begins(INSPECT);
        String supplement = begins(SUPPLEMENT_ANEW);
        todayIs("2026-05-11");
        ends(supplement, SUPPLEMENT_ANEW, false);

        assertThat(reading().stopped()).as("the inspection still stops it").isTrue();
        assertThat(reading().countedDays()).isZero();
        assertThat(reading().restarts()).isEqualTo(1);
        todayIs("2026-05-20");
        ends(inspection, INSPECT, false);
        assertThat(dueOf(TECHNICAL_REVIEW)).contains(day("2026-08-13"));
        assertThat(statutoryClock.elapsed(caseId).orElseThrow().netDays())
                .as("the days until both began; their overlap is left out once")
                .isEqualTo(7);
    }

    @Test
    void aPhaseIsExtendedByHalfOfItsOwnLimitAtMost() {
        statutoryClock.start(caseId, day("2026-03-02"), 93);
        todayIs("2026-03-05");
        begins(TECHNICAL_REVIEW);

        assertThatThrownBy(() -> statutoryClock.extend(caseId, 31, "技术机构负责人批准"))
                .as("C-06")
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("最多可延长30个工作日");
        statutoryClock.extend(caseId, 30, "技术机构负责人批准");

        assertThat(dueOf(TECHNICAL_REVIEW)).contains(day("2026-07-15"));
    }
}
