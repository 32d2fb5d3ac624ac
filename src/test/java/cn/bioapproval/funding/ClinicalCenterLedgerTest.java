package cn.bioapproval.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The golden cases of measure 16 that depend on what the same centre received before, and the life of an award. */
@SpringBootTest
@ActiveProfiles("test")
@RecordApplicationEvents
class ClinicalCenterLedgerTest {

    private static final String CITY_ACCEPTANCE = "CITY/ACCEPTANCE";
    private static final String PROV_ACCEPTANCE = "PROV/ACCEPTANCE";

    @Autowired
    Awards awards;

    @Autowired
    Budgets budgets;

    @Autowired
    CaseRegister cases;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate database;

    @Autowired
    ApplicationEvents events;

    private TransactionTemplate transaction;
    private TransactionTemplate ofItsOwn;

    @BeforeEach
    void transactions(@Autowired PlatformTransactionManager manager) {
        transaction = new TransactionTemplate(manager);
        ofItsOwn = new TransactionTemplate(manager);
        ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** A measure and centre of its own, so that tests share one database. */
    private final String measure = "M16-" + UUID.randomUUID().toString().substring(0, 8);
    private final String centre = "centre-" + UUID.randomUUID();

    @Test
    void provincialAcceptanceIsNotGivenAgainAfterTheMunicipalOne() {
        historic(CITY_ACCEPTANCE, 200);

        Award award = awards.propose(fixed(newCase(), PROV_ACCEPTANCE, 200).withCounterparts(List.of(
                new Counterpart(key(CITY_ACCEPTANCE), "市级中心验收补助", Overlap.FORFEIT, "措施十六"))));

        assertThat(award.amount()).isEqualTo(Yuan.ZERO);
        assertThat(award.explanation().text()).contains("“市级中心验收补助”已获200万元，不再支持");
    }

    @Test
    void evaluationIsGivenBesideTheAcceptanceGrant() {
        historic(CITY_ACCEPTANCE, 200);

        assertThat(awards.propose(fixed(newCase(), "CITY/EXCELLENT", 150)).amount()).isEqualTo(Yuan.ofWan(150));
    }

    @Test
    void nationalCentreIsToppedUpByWhatTheCentreHasNotReceivedYet() {
        historic(CITY_ACCEPTANCE, 200);
        historic("CITY/EXCELLENT", 150);

        assertThat(awards.propose(national(Set.of())).amount()).isEqualTo(Yuan.ofWan(650));
    }

    @Test
    void topUpMayCountAcceptanceGrantsOnly() {
        historic(CITY_ACCEPTANCE, 200);
        historic("CITY/EXCELLENT", 150);

        assertThat(awards.propose(national(Set.of("ACCEPTANCE"))).amount()).isEqualTo(Yuan.ofWan(800));
    }

    @Test
    void centreThatReceivedMoreThanTheTotalGetsNothingAndOwesNothing() {
        historic(CITY_ACCEPTANCE, 350);
        historic("PROV/EXCELLENT", 150);
        historic("BRANCH/ACCEPTANCE", 600);

        Award award = awards.propose(national(Set.of()));

        assertThat(award.amount()).isEqualTo(Yuan.ZERO);
        assertThat(award.explanation().text()).contains("已超过，不追回");
    }

    @Test
    void secondClaimForTheSameGrantIsRefusedUntilTheFirstIsReversed() {
        CaseId first = newCase();
        awards.propose(fixed(first, CITY_ACCEPTANCE, 200));
        awards.confirm(first);

        assertRefused(RefusalCode.DUPLICATE_CLAIM, () -> awards.propose(fixed(newCase(), CITY_ACCEPTANCE, 200)));
        assertRefused(
                AwardRequest.ONE_OFF_ALREADY_GRANTED,
                () -> awards.propose(fixed(newCase(), CITY_ACCEPTANCE, 200)
                        .refusedIfGranted(AwardRequest.ONE_OFF_ALREADY_GRANTED)));

        awards.reverse(first, "公示期举报成立");
        assertThat(awards.propose(fixed(newCase(), CITY_ACCEPTANCE, 200)).amount()).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void claimAfterAHistoricPaymentIsRefused() {
        historic(CITY_ACCEPTANCE, 200);

        assertRefused(RefusalCode.DUPLICATE_CLAIM, () -> awards.propose(fixed(newCase(), CITY_ACCEPTANCE, 200)));
    }

    @Test
    void calculatingAgainAfterAnObjectionReplacesEverythingTheCaseProposed() {
        CaseId caseId = newCase();
        awards.propose(List.of(fixed(caseId, CITY_ACCEPTANCE, 200), fixed(caseId, "CITY/EXCELLENT", 150)));

        awards.propose(fixed(caseId, PROV_ACCEPTANCE, 200));

        assertThat(awards.total(caseId)).isEqualTo(Yuan.ofWan(200));
        assertThat(awards.granted(key(CITY_ACCEPTANCE))).isEmpty();
        assertThat(awards.of(caseId)).extracting(Award::status).containsExactly(
                AwardStatus.REPLACED, AwardStatus.REPLACED, AwardStatus.PROPOSED);
        assertThat(ledgerSum()).isEqualTo(Yuan.ofWan(200).value());
    }

    @Test
    void confirmedAwardIsNotCalculatedAgainInItsCase() {
        CaseId caseId = newCase();
        awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));
        awards.confirm(caseId);

        assertRefused(RefusalCode.CASE_STATE, () -> awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200)));
        assertThat(awards.total(caseId)).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void refusedCalculationLeavesTheCaseWithoutAnyProposal() {
        historic(CITY_ACCEPTANCE, 200);
        CaseId caseId = newCase();
        awards.propose(fixed(caseId, "CITY/EXCELLENT", 150));

        assertRefused(RefusalCode.DUPLICATE_CLAIM, () -> awards.propose(
                List.of(fixed(caseId, "CITY/EXCELLENT", 150), fixed(caseId, CITY_ACCEPTANCE, 200))));

        assertThat(awards.total(caseId)).isEqualTo(Yuan.ZERO);
        assertThat(awards.granted(key("CITY/EXCELLENT"))).isEmpty();
    }

    @Test
    void recordingTheSameHistoricGrantTwiceCountsOnceAndAnotherAmountCorrectsIt() {
        historic(CITY_ACCEPTANCE, 200);
        historic(CITY_ACCEPTANCE, 200);
        assertThat(entries()).isEqualTo(1);

        historic(CITY_ACCEPTANCE, 180);
        assertThat(awards.received(measure, centre)).singleElement()
                .satisfies(received -> assertThat(received.amount()).isEqualTo(Yuan.ofWan(180)))
                .satisfies(received -> assertThat(received.on()).isEqualTo(LocalDate.of(2022, 5, 18)));
        assertThat(ledgerSum()).isEqualTo(Yuan.ofWan(180).value());

        historic(CITY_ACCEPTANCE, 0);
        assertThat(awards.received(measure, centre)).isEmpty();
    }

    @Test
    void awardIsPaidOnceOutOfAReservedBudget() {
        CaseId caseId = newCase();
        budgets.set(thisYear(), measure, Yuan.ofWan(500));
        Award award = awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));
        assertRefused(RefusalCode.CASE_STATE, () -> awards.pay(award.id(), today(), "BK-0"));
        awards.confirm(caseId);

        assertThat(awards.reserveBudget(caseId)).isTrue();
        assertThat(awards.reserveBudget(caseId)).isTrue();
        assertRefused(RefusalCode.INVALID_DATE, () -> awards.pay(award.id(), today().plusDays(1), "BK-1"));
        assertThat(awards.pay(award.id(), today(), "BK-1").status()).isEqualTo(AwardStatus.PAID);
        assertRefused(RefusalCode.CASE_STATE, () -> awards.pay(award.id(), today(), "BK-2"));
        assertThat(budgets.balance(thisYear(), measure)).isEqualTo(new BudgetBalance(
                thisYear(), measure, Yuan.ofWan(500), Yuan.ofWan(200)));
        assertThat(budgets.paid(thisYear(), measure)).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void instalmentsEndWithTheLastOne() {
        CaseId caseId = newCase();
        budgets.set(thisYear(), measure, Yuan.ofWan(500));
        Award award = awards.propose(fixed(caseId, "TALENT", 80));
        awards.confirm(caseId);
        awards.reserveBudget(caseId);
        List<Yuan> parts = Instalments.of(award.amount(), List.of(40, 30, 30));

        assertThat(awards.payInstalment(award.id(), parts.get(0), today(), "BK-1").status())
                .isEqualTo(AwardStatus.PART_PAID);
        assertRefused(
                RefusalCode.DUPLICATE_CLAIM, () -> awards.payInstalment(award.id(), parts.get(1), today(), "BK-1"));
        assertRefused(
                RefusalCode.OVER_CAP, () -> awards.payInstalment(award.id(), Yuan.ofWan(49), today(), "BK-2"));
        awards.payInstalment(award.id(), parts.get(1), today(), "BK-2");
        assertThat(awards.payInstalment(award.id(), parts.get(2), today(), "BK-3").status())
                .isEqualTo(AwardStatus.PAID);
    }

    @Test
    void awardWaitsUntilTheBudgetIsRaisedOrTheNextYearBearsIt() {
        CaseId caseId = newCase();
        budgets.set(thisYear(), measure, Yuan.ofWan(199));
        Award award = awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));
        assertThat(award.explanation().text()).contains("目前不足，拨付前须落实预算");
        awards.confirm(caseId);

        assertThat(awards.reserveBudget(caseId)).isFalse();
        assertThat(budgets.queue(measure)).extracting(Award::id).containsExactly(award.id());
        budgets.set(thisYear() + 1, measure, Yuan.ofWan(200));
        assertThat(awards.reserveBudget(caseId, thisYear() + 1)).isTrue();
        assertThat(budgets.queue(measure)).isEmpty();
        assertThat(budgets.balance(thisYear() + 1, measure).available()).isEqualTo(Yuan.ZERO);
    }

    @Test
    void budgetStartsWithTheConfiguredFiftyMillionForClinicalCentres() {
        assertThat(budgets.balance(2101, "M16").total()).isEqualTo(Yuan.ofWan(5000));
    }

    @Test
    void revokedCaseOwesWhatWasPaidAndFreesTheBudgetAsItComesBack() {
        CaseId caseId = newCase();
        budgets.set(thisYear(), measure, Yuan.ofWan(200));
        Award award = awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));
        awards.confirm(caseId);
        awards.reserveBudget(caseId);
        assertRefused(
                RefusalCode.CASE_STATE,
                () -> awards.recordRecovery(award.id(), Yuan.ofWan(1), today(), "SK-0", "误发"));
        awards.pay(award.id(), today(), "BK-1");
        cases.close(caseId, CaseOutcome.GRANTED, null);

        cases.revoke(caseId);

        assertThat(awards.toRecover(caseId)).isEqualTo(Yuan.ofWan(200));
        assertThat(budgets.balance(thisYear(), measure).available()).isEqualTo(Yuan.ZERO);
        assertRefused(
                RefusalCode.OVER_CAP,
                () -> awards.recordRecovery(award.id(), Yuan.ofWan(201), today(), "SK-1", "举报成立"));
        assertThat(awards.recordRecovery(award.id(), Yuan.ofWan(150), today(), "SK-1", "举报成立"))
                .isEqualTo(Yuan.ofWan(50));
        assertThat(awards.toRecover(caseId)).isEqualTo(Yuan.ofWan(50));
        assertThat(budgets.balance(thisYear(), measure).available()).isEqualTo(Yuan.ofWan(150));
        assertThat(awards.granted(key(CITY_ACCEPTANCE))).isEmpty();
    }

    @Test
    void budgetAlwaysSaysAsReservedWhatTheBooksAddUpTo() {
        budgets.set(thisYear(), measure, Yuan.ofWan(1000));
        CaseId paid = reserved("A", 100);
        CaseId open = reserved("B", 150);
        CaseId revoked = reserved("C", 200);
        CaseId partlyRecovered = reserved("D", 250);
        for (CaseId each : List.of(paid, revoked, partlyRecovered)) {
            awards.pay(each, today(), "BK-1");
        }
        assertThat(budgets.balance(thisYear(), measure).reserved()).isEqualTo(Yuan.ofWan(700)).isEqualTo(booked());

        awards.reverse(open, "查实不符");
        awards.reverse(revoked, "举报成立");
        awards.reverse(revoked, "举报成立");
        awards.reverse(partlyRecovered, "举报成立");
        assertThat(budgets.balance(thisYear(), measure).reserved()).isEqualTo(Yuan.ofWan(550)).isEqualTo(booked());

        awards.recordRecovery(awards.of(revoked).get(0).id(), Yuan.ofWan(200), today(), "SK-1", "追回");
        awards.recordRecovery(awards.of(partlyRecovered).get(0).id(), Yuan.ofWan(50), today(), "SK-1", "追回");
        assertThat(budgets.balance(thisYear(), measure).reserved()).isEqualTo(Yuan.ofWan(300)).isEqualTo(booked());
        assertThat(budgets.paid(thisYear(), measure)).isEqualTo(Yuan.ofWan(300));
    }

    @Test
    void migrationFindsWhatIsReservedInTheBooks() throws IOException {
        budgets.set(thisYear(), measure, Yuan.ofWan(1000));
        awards.pay(reserved("A", 100), today(), "BK-1");
        CaseId revoked = reserved("B", 200);
        awards.pay(revoked, today(), "BK-1");
        awards.reverse(revoked, "举报成立");
        awards.recordRecovery(awards.of(revoked).get(0).id(), Yuan.ofWan(50), today(), "SK-1", "追回");
        String migration = new ClassPathResource("db/migration/V031__funding_budget_reserved.sql")
                .getContentAsString(StandardCharsets.UTF_8);

        transaction.executeWithoutResult(running -> {
            database.update("update funding_budget set reserved = 0");
            int begin = migration.indexOf("update funding_budget");
            database.update(migration.substring(begin, migration.indexOf(';', begin)));
            assertThat(budgets.balance(thisYear(), measure).reserved()).isEqualTo(Yuan.ofWan(250));
            running.setRollbackOnly();
        });
    }

    @Test
    void nothingIsReservedWhenTheBudgetOfOneOfTwoMeasuresDoesNotBearItsAward() {
        String second = measure + "-2";
        budgets.set(thisYear(), measure, Yuan.ofWan(200));
        budgets.set(thisYear(), second, Yuan.ofWan(99));
        CaseId caseId = newCase();
        awards.propose(List.of(
                fixed(caseId, CITY_ACCEPTANCE, 200),
                AwardRequest.of(
                        caseId, second, key("other"), "OTHER", "另一补助", centre, "91350200TEST000001", thisYear(),
                        new Basis.Fixed("中心补助", Yuan.ofWan(100), "来源"))));
        awards.confirm(caseId);

        assertThat(awards.reserveBudget(caseId)).isFalse();

        assertThat(budgets.balance(thisYear(), measure).reserved()).isEqualTo(Yuan.ZERO);
        assertThat(budgets.balance(thisYear(), second).reserved()).isEqualTo(Yuan.ZERO);
        budgets.set(thisYear(), second, Yuan.ofWan(100));
        assertThat(awards.reserveBudget(caseId)).isTrue();
        assertThat(budgets.balance(thisYear(), measure).available()).isEqualTo(Yuan.ZERO);
    }

    @Test
    void wholeLifeInOneTransactionSeesEachStepBefore() {
        CaseId caseId = newCase();
        transaction.executeWithoutResult(running -> {
            budgets.set(thisYear(), measure, Yuan.ofWan(500));
            assertThat(awards.of(caseId)).isEmpty();
            awards.recordHistoric(historicGrant("CITY/EXCELLENT", 150, caseId));
            awards.propose(fixed(caseId, CITY_ACCEPTANCE, 100));
            awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));
            assertThat(awards.total(caseId)).isEqualTo(Yuan.ofWan(200));
            awards.confirm(caseId);
            awards.reverse(caseId, "按比例发放");
            awards.propose(fixed(caseId, CITY_ACCEPTANCE, 120));
            awards.confirm(caseId);
            assertThat(awards.reserveBudget(caseId)).isTrue();
            assertThat(budgets.balance(thisYear(), measure).reserved()).isEqualTo(Yuan.ofWan(120));
            awards.pay(caseId, today(), "BK-1");
            assertThat(awards.of(caseId)).extracting(Award::status).containsExactly(
                    AwardStatus.REPLACED, AwardStatus.REVERSED, AwardStatus.PAID);
        });
        assertThat(awards.of(caseId)).extracting(Award::status).containsExactly(
                AwardStatus.REPLACED, AwardStatus.REVERSED, AwardStatus.PAID);
        assertThat(awards.total(caseId)).isEqualTo(Yuan.ofWan(120));
    }

    @Test
    void whatFailedWithItsTransactionIsForgotten() {
        budgets.set(thisYear(), measure, Yuan.ofWan(200));
        CaseId caseId = newCase();
        transaction.executeWithoutResult(running -> {
            awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));
            awards.confirm(caseId);
            assertThat(awards.reserveBudget(caseId)).isTrue();
            running.setRollbackOnly();
        });

        assertThat(awards.of(caseId)).isEmpty();
        assertThat(budgets.balance(thisYear(), measure).reserved()).isEqualTo(Yuan.ZERO);
        assertThat(awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200)).amount()).isEqualTo(Yuan.ofWan(200));
    }

    @Test
    void awardsThatAnotherConfirmedMeanwhileAreSeenUnderTheLock() {
        CaseId caseId = newCase();
        transaction.executeWithoutResult(running -> {
            assertThat(awards.of(caseId)).isEmpty();
            ofItsOwn.executeWithoutResult(other -> awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200)));

            assertThat(awards.confirm(caseId)).extracting(Award::status).containsExactly(AwardStatus.CONFIRMED);
        });
    }

    @Test
    void caseThatIsRefusedGivesBackWhatItHeldButKeepsTheHistoryItBrought() {
        CaseId caseId = newCase();
        awards.recordHistoric(historicGrant("CITY/EXCELLENT", 150, caseId));
        awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));

        cases.close(caseId, CaseOutcome.REFUSED, null);

        assertThat(awards.received(measure, centre)).extracting(Received::grantKey)
                .containsExactly(key("CITY/EXCELLENT"));
    }

    @Test
    void everyMoveIsToldToWhoeverListens() {
        CaseId caseId = newCase();
        budgets.set(thisYear(), measure, Yuan.ofWan(100));
        Award award = awards.propose(fixed(caseId, CITY_ACCEPTANCE, 200));
        awards.confirm(caseId);
        awards.confirm(caseId);
        awards.reserveBudget(caseId);
        budgets.set(thisYear(), measure, Yuan.ofWan(200));
        awards.reserveBudget(caseId);
        awards.pay(award.id(), today(), "BK-1");
        awards.reverse(caseId, "举报成立");
        awards.reverse(caseId, "举报成立");
        awards.recordRecovery(award.id(), Yuan.ofWan(200), today(), "SK-1", "举报成立");

        assertThat(events.stream(CaseEvent.class).filter(event -> event.caseId().equals(caseId)))
                .extracting(CaseEvent::type)
                .containsExactly(
                        "case.opened", "funding.awardProposed", "funding.awardConfirmed", "funding.budgetQueued",
                        "funding.budgetReserved", "funding.awardPaid", "funding.awardReversed",
                        "funding.recoveryRecorded");
        assertThat(events.stream(AwardProposed.class)).last().satisfies(event -> assertThat(event.facts())
                .containsEntry("amount", 2_000_000L)
                .containsEntry("amountText", "200万元")
                .hasEntrySatisfying("explanation", lines -> assertThat((List<?>) lines).hasSize(5)));
    }

    @Test
    void ledgerEntriesCannotBeChanged() {
        historic(CITY_ACCEPTANCE, 200);

        assertThatThrownBy(() -> database.update("update funding_entry set amount = 1 where measure = ?", measure))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> database.update("delete from funding_entry where measure = ?", measure))
                .hasMessageContaining("append-only");
    }

    private CaseId reserved(String grant, long wan) {
        CaseId caseId = newCase();
        awards.propose(fixed(caseId, grant, wan));
        awards.confirm(caseId);
        assertThat(awards.reserveBudget(caseId)).isTrue();
        return caseId;
    }

    /** Awards that stand, and what was paid for the others and has not come back. */
    private Yuan booked() {
        return Yuan.of(database.queryForObject(
                """
                select coalesce(sum(case when status not in ('REPLACED', 'REVERSED') then amount else
                    (select coalesce(sum(e.amount), 0) from funding_entry e
                     where e.award_id = a.id and e.kind in ('PAYMENT', 'RECOVERY')) end), 0)
                from funding_award a where measure = ? and budget_year = ?""",
                Long.class,
                measure,
                thisYear()));
    }

    private AwardRequest national(Set<String> counted) {
        return request(newCase(), "NATIONAL", new Basis.TopUp("国家临床医学研究中心", Yuan.ofWan(1000), counted, "措施十六"));
    }

    private AwardRequest fixed(CaseId caseId, String grant, long wan) {
        return request(caseId, grant, new Basis.Fixed("中心补助", Yuan.ofWan(wan), "措施十六"));
    }

    private AwardRequest request(CaseId caseId, String grant, Basis basis) {
        return AwardRequest.of(
                caseId, measure, key(grant), kindOf(grant), grant, centre, "91350200TEST000001", thisYear(), basis);
    }

    private void historic(String grant, long wan) {
        awards.recordHistoric(historicGrant(grant, wan, null));
    }

    private HistoricGrant historicGrant(String grant, long wan, CaseId recordedFor) {
        return new HistoricGrant(
                measure, key(grant), kindOf(grant), grant, centre, "91350200TEST000001", Yuan.ofWan(wan),
                LocalDate.of(2022, 5, 18), "厦科拨〔2022〕1号", null, null, recordedFor);
    }

    private String key(String grant) {
        return measure + "/" + grant + "/" + centre;
    }

    private static String kindOf(String grant) {
        return grant.endsWith("EXCELLENT") ? "EXCELLENCE" : "ACCEPTANCE";
    }

    private CaseId newCase() {
        return cases.open(new NewCase(
                "M16", "XM-LCZX", "test", "测试办件", "厦门市测试医院", "91350200TEST000001", null)).id();
    }

    private long ledgerSum() {
        return database.queryForObject("select sum(amount) from funding_entry where measure = ?", Long.class, measure);
    }

    private long entries() {
        return database.queryForObject("select count(*) from funding_entry where measure = ?", Long.class, measure);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private int thisYear() {
        return today().getYear();
    }

    private static void assertRefused(RefusalCode code, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
