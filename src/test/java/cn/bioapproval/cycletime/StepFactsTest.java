package cn.bioapproval.cycletime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCases;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.StepEnded;
import cn.bioapproval.cases.StepStarted;
import cn.bioapproval.clock.Custody;
import cn.bioapproval.clock.StopReason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@RecordsTest
class StepFactsTest {

    private static final Map<String, String> EXAMINE = Map.of("clock.limit", "5", "clock.custody", "window");
    private static final Map<String, String> REVIEW =
            Map.of("clock.effect", "stops:EXPERT_REVIEW", "clock.custody", "review");

    @Autowired
    StepFacts facts;

    @Autowired
    CaseRegister cases;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private final String person = "person-" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant morning = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void theStepsOfACaseTellInWhoseHandsItWasAndWhoEndedThem() {
        CaseId id = inTransaction(this::open);
        inTransaction(() -> {
            started(id, "userTask_Examine", EXAMINE, "e1", 0);
            return id;
        });
        inTransaction(() -> {
            ended(id, "userTask_Examine", EXAMINE, "e1", false, 60);
            started(id, "userTask_Review", REVIEW, "r1", 60);
            return id;
        });

        assertThat(facts.of(id)).extracting(StepVisit::elementId).containsExactly("userTask_Examine", "userTask_Review");
        StepVisit examined = facts.of(id).get(0);
        assertThat(examined.profile().custody()).isEqualTo(Custody.WINDOW);
        assertThat(examined.groups()).containsExactly("kjj", "window");
        assertThat(examined.startedAt()).isEqualTo(morning);
        assertThat(examined.endedAt()).isEqualTo(morning.plus(60, ChronoUnit.MINUTES));
        assertThat(examined.endedBy()).isEqualTo(person);
        assertThat(facts.openOf(id)).singleElement().satisfies(open -> {
            assertThat(open.elementId()).isEqualTo("userTask_Review");
            assertThat(open.profile().stops()).isEqualTo(StopReason.EXPERT_REVIEW);
        });
        assertThat(facts.open()).contains(facts.openOf(id).get(0));
    }

    @Test
    void aStepTakenAwayIsNeitherOpenNorDoneByAnybody() {
        CaseId id = inTransaction(this::open);
        inTransaction(() -> {
            started(id, "userTask_Examine", EXAMINE, "e1", 0);
            ended(id, "userTask_Examine", EXAMINE, "e1", true, 1);
            return id;
        });

        assertThat(facts.openOf(id)).isEmpty();
        assertThat(facts.of(id)).singleElement().satisfies(visit -> assertThat(visit.cancelled()).isTrue());
        assertThat(facts.completedBy(person, PageRequest.of(0, 10))).isEmpty();
    }

    @Test
    void whatAPersonHasDoneIsListedNewestFirstPageByPageFromItsIndex() {
        CaseId id = inTransaction(this::open);
        inTransaction(() -> {
            for (int i = 0; i < 5; i++) {
                started(id, "userTask_Step" + i, EXAMINE, "s" + i, i);
                ended(id, "userTask_Step" + i, EXAMINE, "s" + i, false, i);
            }
            return id;
        });

        Slice<CompletedStep> first = facts.completedBy(person, PageRequest.of(0, 2));
        assertThat(first).extracting(CompletedStep::elementId).containsExactly("userTask_Step4", "userTask_Step3");
        assertThat(first.hasNext()).isTrue();
        Slice<CompletedStep> last = facts.completedBy(person, PageRequest.of(2, 2));
        assertThat(last).extracting(CompletedStep::elementId).containsExactly("userTask_Step0");
        assertThat(last.hasNext()).isFalse();
        jdbc.execute("analyze cycletime_step_fact");
        String plan = String.join("\n", inTransaction(() -> {
            jdbc.execute("set local enable_seqscan = off");
            return jdbc.queryForList(
                    "explain select * from cycletime_step_fact where kind = 'END' and actor = 'x' order by occurred_at desc",
                    String.class);
        }));
        assertThat(plan).contains("cycletime_step_fact_done").doesNotContain("Sort");
    }

    @Test
    void theFactsOfATransactionAreWrittenByOneStatementAndFallWithIt() {
        CaseId id = inTransaction(this::open);
        assertThatThrownBy(() -> inTransaction(() -> {
                    started(id, "userTask_Examine", EXAMINE, "e0", 0);
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        inTransaction(() -> {
            started(id, "userTask_Examine", EXAMINE, "e1", 0);
            ended(id, "userTask_Examine", EXAMINE, "e1", false, 60);
            facts.of(id);
            started(id, "userTask_Review", REVIEW, "r1", 60);
            return id;
        });

        assertThat(facts.of(id)).hasSize(2);
        assertThat(jdbc.queryForList("select distinct cmin from cycletime_step_fact where case_id = ?", id.value()))
                .as("the commands that wrote them")
                .hasSize(1);
    }

    @Test
    void aStepRenamedInTheModelKeepsItsOldNameInOldFacts() {
        CaseId id = inTransaction(this::open);
        inTransaction(() -> {
            event(id, "userTask_Examine", "形式审查", EXAMINE, "old");
            event(id, "userTask_Examine", "材料审查", EXAMINE, "new");
            return id;
        });

        assertThat(facts.of(id)).extracting(StepVisit::stepName).containsExactlyInAnyOrder("形式审查", "材料审查");
    }

    @Test
    void aStepFirstSeenInATransactionThatFailsIsNumberedAgain() {
        CaseId id = inTransaction(this::open);
        String element = "userTask_" + UUID.randomUUID().toString().substring(0, 8);
        assertThatThrownBy(() -> inTransaction(() -> {
                    started(id, element, EXAMINE, "x", 0);
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        inTransaction(() -> {
            started(id, element, EXAMINE, "y", 0);
            return id;
        });

        assertThat(facts.openOf(id)).extracting(StepVisit::elementId).containsExactly(element);
    }

    @Test
    void openingAndClosingACaseLeavesOneFactEachWithTheOutcome() {
        CaseId id = inTransaction(this::open);
        inTransaction(() -> {
            cases.close(id, CaseOutcome.REFUSED, RefusalCode.OVER_CAP);
            return id;
        });

        assertThat(jdbc.queryForList(
                        "select kind || ' ' || coalesce(item, '') || coalesce(outcome || ' ' || reason, '')"
                                + " from cycletime_case_fact where case_id = ? order by kind desc",
                        String.class,
                        id.value()))
                .containsExactly("OPENED xm-clinical-center-acceptance", "CLOSED REFUSED ERR_OVER_CAP");
        assertThatThrownBy(() -> jdbc.update("delete from cycletime_case_fact")).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.update("update cycletime_step_fact set actor = 'x'"))
                .hasMessageContaining("append-only");
    }

    @Test
    void theEnginesIdsAndAnyOthersTellVisitsApart() {
        UUID uuid = UUID.randomUUID();
        assertThat(FactRecorder.visit("userTask_Examine:" + uuid)).isEqualTo(uuid);
        assertThat(FactRecorder.visit("userTask_Examine:17")).isNotEqualTo(FactRecorder.visit("userTask_Examine:18"));
        assertThat(FactRecorder.visit("x:zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz")).isNotNull();
    }

    private CaseId open() {
        return cases.open(SampleCases.application(null)).id();
    }

    private void started(CaseId id, String element, Map<String, String> properties, String visit, int minute) {
        events.publishEvent(new StepStarted(
                id, "clinical-center-acceptance", element, "步骤", element + ":" + visit, properties,
                List.of("kjj", "window"), morning.plus(minute, ChronoUnit.MINUTES), Actor.SYSTEM));
    }

    private void event(CaseId id, String element, String name, Map<String, String> properties, String visit) {
        events.publishEvent(new StepStarted(
                id, "clinical-center-acceptance", element, name, visit, properties, List.of(), morning, Actor.SYSTEM));
    }

    private void ended(
            CaseId id, String element, Map<String, String> properties, String visit, boolean cancelled, int minute) {
        events.publishEvent(new StepEnded(
                id, "clinical-center-acceptance", element, "步骤", element + ":" + visit, properties, cancelled,
                morning.plus(minute, ChronoUnit.MINUTES), Actor.user(person)));
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }
}
