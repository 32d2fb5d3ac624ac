package cn.bioapproval.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCases;
import cn.bioapproval.SampleCases.Happening;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.CaseStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@RecordsTest
class AuditTrailTest {

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditAnchors anchors;

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

    /** What a test damaged must not be found by the next. */
    @AfterEach
    void clearTheTrail() {
        tampering("truncate audit_entry, audit_anchor");
    }

    @Test
    void everyEventOfACaseStandsInItsChainWithWhoAndForWhom() {
        CaseId id = inTransaction(() -> Acting.as(new Actor("chenmin", "linxiao"), () -> {
            CaseId opened = open();
            cases.moveTo(opened, CaseStatus.ACCEPTED);
            return opened;
        }));
        inTransaction(() -> publish(id, "clinicalCenter.granted", Map.of("amount", 2_000_000L)));

        assertThat(trail.of(id)).extracting(AuditRecord::seq, AuditRecord::type, AuditRecord::actor, AuditRecord::onBehalfOf)
                .containsExactly(
                        tuple(1, "case.opened", "chenmin", "linxiao"),
                        tuple(2, "case.statusChanged", "chenmin", "linxiao"),
                        tuple(3, "clinicalCenter.granted", null, null));
        assertThat(trail.of(id).get(0).facts()).containsEntry("applicant", "厦门大学附属第一医院");
        assertThat(trail.verify(id)).isEmpty();
    }

    @Test
    void factsOfAnyKindStillHashTheSameAfterTheDatabaseKeptThem() {
        Map<String, Object> facts = new HashMap<>();
        facts.put("z", new BigDecimal("1.500000000000000000000001E+3"));
        facts.put("a", "“引号” \" \\ \u0000 \uD83C\uDFE5 \n</script>");
        facts.put("day", LocalDate.of(2026, 3, 5));
        facts.put("moment", clock.instant());
        facts.put("nothing", null);
        facts.put("list", List.of(1, 2.50, Map.of("b", true, "a", List.of())));
        CaseId id = inTransaction(() -> {
            CaseId opened = open();
            publish(opened, "test.happened", facts);
            return opened;
        });

        assertThat(trail.verify(id)).isEmpty();
        assertThat(trail.of(id).get(1).facts()).containsEntry("day", "2026-03-05").containsKey("nothing");
    }

    @Test
    void theEntriesOfATransactionAreWrittenByOneStatementHoweverManyEventsItHas() {
        CaseId first = inTransaction(this::open);
        CaseId second = inTransaction(this::open);

        inTransaction(() -> {
            IntStream.range(0, 15).forEach(i -> publish(i % 3 == 0 ? second : first, "test.happened", Map.of("i", i)));
            return first;
        });

        assertThat(trail.of(first)).hasSize(11);
        assertThat(trail.of(second)).hasSize(6);
        assertThat(trail.verify(first)).isEmpty();
        assertThat(trail.verify(second)).isEmpty();
        assertThat(jdbc.queryForList(
                        "select distinct xmin, cmin from audit_entry where type = 'test.happened'"
                                + " and case_id in (?, ?)",
                        first.value(),
                        second.value()))
                .as("the commands that wrote them")
                .hasSize(1);
    }

    @Test
    void anEntryThatTheDatabaseRefusesUndoesTheWholeTransaction() {
        CaseId id = inTransaction(this::open);

        assertThatThrownBy(() -> inTransaction(() -> {
                    cases.moveTo(id, CaseStatus.ACCEPTED);
                    return publish(id, "test.".repeat(20), Map.of());
                }))
                .isInstanceOf(DataAccessException.class);

        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.RECEIVED);
        assertThat(trail.of(id)).hasSize(1);
    }

    @Test
    void whoeverActsOnTheCaseNextWaitsFromTheFirstEventOnUntilTheTransactionIsOver() throws Exception {
        CaseId id = inTransaction(this::open);
        var pool = Executors.newFixedThreadPool(1);
        Future<CaseId> next = inTransaction(() -> {
            publish(id, "test.first", Map.of());
            Future<CaseId> other = pool.submit(() -> inTransaction(() -> publish(id, "test.second", Map.of())));
            assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return other;
        });
        next.get();
        pool.shutdown();

        assertThat(trail.of(id)).extracting(AuditRecord::type).containsExactly("case.opened", "test.first", "test.second");
        assertThat(trail.of(id)).extracting(AuditRecord::recordedAt).isSorted();
        assertThat(trail.verify(id)).isEmpty();
    }

    @Test
    void aTransactionWithinATransactionGoesOnWhereTheCaseStandsAndTheOuterOneIsNotConfused() {
        CaseId outer = inTransaction(this::open);
        CaseId inner = inTransaction(this::open);
        TransactionTemplate separate = new TransactionTemplate(transactions);
        separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        inTransaction(() -> {
            publish(outer, "test.first", Map.of());
            separate.executeWithoutResult(status -> publish(inner, "test.separate", Map.of()));
            return publish(outer, "test.second", Map.of());
        });

        assertThat(trail.of(outer)).extracting(AuditRecord::type).containsExactly("case.opened", "test.first", "test.second");
        assertThat(trail.of(inner)).extracting(AuditRecord::type).containsExactly("case.opened", "test.separate");
        assertThat(trail.verify(outer)).isEmpty();
    }

    @Test
    void whatIsRolledBackLeavesNoEntryAndNoGap() {
        CaseId id = inTransaction(this::open);

        assertThatThrownBy(() -> inTransaction(() -> {
                    publish(id, "test.failed", Map.of());
                    throw new IllegalStateException("the step fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        inTransaction(() -> publish(id, "test.done", Map.of()));

        assertThat(trail.of(id)).extracting(AuditRecord::type).containsExactly("case.opened", "test.done");
        assertThat(trail.verify(id)).isEmpty();
    }

    @Test
    void anEventThatCannotBeRecordedDoesNotHappen() {
        CaseId id = inTransaction(this::open);

        assertThatThrownBy(() -> inTransaction(() -> {
                    cases.moveTo(id, CaseStatus.ACCEPTED);
                    return publish(id, "test.unspeakable", Map.of("thread", new Object()));
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(cases.get(id).status()).isEqualTo(CaseStatus.RECEIVED);
        assertThatThrownBy(() -> publish(id, "test.outside", Map.of())).hasMessageContaining("inside the transaction");
    }

    @Test
    void twoPeopleWhoActOnACaseAtTheSameTimeBothStandInOneUnbrokenChain() throws Exception {
        CaseId id = inTransaction(this::open);
        var pool = Executors.newFixedThreadPool(4);
        CountDownLatch together = new CountDownLatch(1);
        List<Future<CaseId>> done = new ArrayList<>();
        for (int person = 0; person < 4; person++) {
            done.add(pool.submit(() -> {
                together.await();
                for (int i = 0; i < 10; i++) {
                    inTransaction(() -> publish(id, "test.signed", Map.of()));
                }
                return id;
            }));
        }
        together.countDown();
        for (Future<CaseId> each : done) {
            each.get();
        }
        pool.shutdown();

        assertThat(trail.of(id)).hasSize(41);
        assertThat(trail.verify(id)).isEmpty();
    }

    @Test
    void nobodyChangesOrDeletesAnEntry() {
        CaseId id = inTransaction(this::open);

        for (String change : List.of(
                "update audit_entry set actor = 'x' where case_id = " + id,
                "delete from audit_entry where case_id = " + id,
                "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.execute(change))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aChangedEntryIsNamed() {
        CaseId id = threeEntries();
        tampering("update audit_entry set facts = replace(facts, '2', '3') where case_id = %s and seq = 2".formatted(id));

        assertThat(trail.verify(id)).hasValueSatisfying(breach -> {
            assertThat(breach.seq()).isEqualTo(2);
            assertThat(breach.message()).contains("办件（内部编号 " + id + "）第 2 条审计记录（test.paid）与其校验值不符");
        });
        assertThat(trail.verifyAll().breaches()).extracting(AuditBreach::caseId).containsExactly(id);
    }

    @Test
    void anEntryTakenOutOfTheMiddleIsMissed() {
        CaseId id = threeEntries();
        tampering("delete from audit_entry where case_id = %s and seq = 2".formatted(id));

        assertThat(trail.verify(id)).hasValueSatisfying(
                breach -> assertThat(breach.message()).contains("缺少第 2 条审计记录"));
    }

    @Test
    void aTailOrAWholeCaseCutOffIsMissedByTheAnchor() {
        CaseId shortened = threeEntries();
        CaseId removed = threeEntries();
        assertThat(trail.verifyAll().unanchored()).isEqualTo(2);
        assertThat(anchors.anchor()).isEqualTo(2);
        assertThat(trail.verifyAll()).isEqualTo(new AuditReport(2, 6, 1, 0, List.of()));

        tampering("delete from audit_entry where case_id = %s and seq = 3".formatted(shortened));
        assertThat(trail.verify(shortened)).isEmpty();
        assertThat(trail.verifyAll().breaches()).singleElement().satisfies(breach -> {
            assertThat(breach.caseId()).isEqualTo(shortened);
            assertThat(breach.message()).contains("曾有第 3 条审计记录，现已不存在");
        });

        tampering("delete from audit_entry where case_id = " + removed);
        assertThat(trail.verifyAll().holds()).isFalse();
    }

    @Test
    void aChainRewrittenWithNewHashesIsMissedByTheAnchor() {
        CaseId id = threeEntries();
        anchors.anchor();
        tampering("delete from audit_entry where case_id = " + id);
        inTransaction(() -> {
            // the same length, another story: every hash of it is right
            publishAsOpened(id);
            publish(id, "test.paid", Map.of("amount", 9));
            return publish(id, "test.closed", Map.of());
        });

        assertThat(trail.verify(id)).isEmpty();
        assertThat(trail.verifyAll().breaches()).singleElement().satisfies(
                breach -> assertThat(breach.message()).contains("第 1 号审计锚点").contains("整条改写"));
    }

    @Test
    void anAnchorCoversOnlyWhatMovedAndFollowsTheOneBefore() {
        threeEntries();
        anchors.anchor();
        assertThat(anchors.anchor()).isZero();
        CaseId second = threeEntries();
        anchors.anchor();
        assertThat(trail.verifyAll()).isEqualTo(new AuditReport(2, 6, 2, 0, List.of()));

        tampering("update audit_anchor set taken_at = taken_at + interval '1 day' where id = 1");
        assertThat(trail.verifyAll().breaches()).singleElement()
                .satisfies(breach -> assertThat(breach.message()).contains("第 1 号审计锚点"));
        tampering("delete from audit_anchor where id = 1");
        assertThat(trail.verifyAll().breaches()).singleElement()
                .satisfies(breach -> assertThat(breach.message()).contains("缺少第 1 号审计锚点"));
        assertThat(trail.verify(second)).isEmpty();
    }

    private CaseId threeEntries() {
        return inTransaction(() -> {
            CaseId id = open();
            publish(id, "test.paid", Map.of("amount", 2));
            return publish(id, "test.closed", Map.of());
        });
    }

    private CaseId open() {
        return cases.open(SampleCases.application(null)).id();
    }

    private CaseId publish(CaseId id, String type, Map<String, Object> facts) {
        events.publishEvent(new Happening(id, type, clock.instant(), Acting.current(), facts));
        return id;
    }

    private void publishAsOpened(CaseId id) {
        publish(id, "case.opened", Map.of("number", "XM-LCZX-2026-999999"));
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }

    /** What someone with full power over the database could do. */
    private void tampering(String statement) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.execute("set local session_replication_role = replica");
            jdbc.execute(statement);
        });
    }
}
