package cn.bioapproval.experts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.experts.Panel.Member;
import cn.bioapproval.identity.Recusals;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Panels drawn from the demonstration pool: twelve experts of eight units. */
@SpringBootTest
@ActiveProfiles("test")
@RecordApplicationEvents
class PanelsTest {

    private static final String FOREIGN_HOSPITAL = "91350200TEST000009";
    private static final String HOSPITAL_WITH_TWO_EXPERTS = "12350200DEMO00001A";

    @Autowired
    Panels panels;

    @Autowired
    ExpertPool pool;

    @Autowired
    Recusals recusals;

    @Autowired
    CaseRegister cases;

    @Autowired
    DrawRepository draws;

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

    @BeforeEach
    @AfterEach
    void fillThePool() throws IOException {
        DemoPool.experts().forEach(pool::enter);
    }

    @Test
    void demonstrationPoolHasTwelveExpertsWhoCanSignIn() throws IOException {
        assertThat(DemoPool.experts()).extracting(NewExpert::userId)
                .hasSize(12).startsWith("expert01").endsWith("expert12").doesNotHaveDuplicates();
    }

    @Test
    void panelHasTheConfiguredSizeAndIsTheSameWheneverAsked() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);

        Panel drawn = panels.draw(caseId);

        assertThat(drawn.members()).hasSize(5).doesNotHaveDuplicates();
        assertThat(panels.panel(caseId)).isEqualTo(drawn);
        assertThat(events.stream(ExpertsDrawn.class)).singleElement()
                .satisfies(event -> assertThat(event.facts()).containsEntry("seed", drawn.seed()));
    }

    @Test
    void drawCanBeReplayedFromSeedAndSnapshotThoughThePoolChanged() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        Panel drawn = panels.draw(caseId);
        pool.retire("expert01");

        Draw kept = draws.seating(caseId.value()).orElseThrow().draw();

        assertThat(kept.replay().subList(0, 5))
                .isEqualTo(kept.drawn())
                .isEqualTo(drawn.members().stream().map(Member::expertId).toList());
        assertThat(drawn.candidates()).extracting(Candidate::name).contains("何静");
    }

    @Test
    void expertsOfTheApplicantsUnitAreNeverDrawn() {
        for (int i = 0; i < 20; i++) {
            Panel drawn = panels.draw(caseOf(HOSPITAL_WITH_TWO_EXPERTS));
            assertThat(drawn.userIds()).doesNotContain("expert01", "expert02");
            assertThat(drawn.candidates()).filteredOn(candidate -> !candidate.eligible())
                    .extracting(Candidate::recusedFor)
                    .containsExactly("与申请单位同属一个单位", "与申请单位同属一个单位");
        }
    }

    @Test
    void expertsOfACoApplicantAndThoseWithADeclaredRelationAreNotDrawn() {
        String applicant = newCode();
        recusals.declare("expert03", applicant, "曾与申请单位合作课题");
        recusals.declare("expert04", applicant, "亲属任职");

        Panel drawn = panels.draw(caseOf(applicant), 8, Set.of(HOSPITAL_WITH_TWO_EXPERTS.toLowerCase()));

        assertThat(drawn.userIds()).doesNotContain("expert01", "expert02", "expert03", "expert04");
    }

    @Test
    void drawWithTooFewExpertsIsRefusedWithTheNumbers() {
        assertThatThrownBy(() -> panels.draw(caseOf(HOSPITAL_WITH_TWO_EXPERTS), 11, Set.of()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(Panels.EXPERTS_NOT_ENOUGH);
                    assertThat(refusal).hasMessageContaining("需抽取11名专家").hasMessageContaining("只剩10人");
                });
    }

    @Test
    void replacedExpertGivesTheSeatToTheNextInTheOrderOfTheLots() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        Panel before = panels.draw(caseId);
        List<Long> order = draws.seating(caseId.value()).orElseThrow().draw().replay();

        Panel once = panels.replace(caseId, order.get(1), "出差");
        Panel twice = panels.replace(caseId, order.get(5), "生病");

        assertThat(ids(before)).containsExactlyElementsOf(order.subList(0, 5));
        assertThat(ids(once)).containsExactly(order.get(0), order.get(5), order.get(2), order.get(3), order.get(4));
        assertThat(ids(twice)).containsExactly(order.get(0), order.get(6), order.get(2), order.get(3), order.get(4));
        assertThat(events.stream(ExpertReplaced.class)).hasSize(2);
        assertRefused(RefusalCode.REQUEST_INVALID, () -> panels.replace(caseId, order.get(1), "已不在组内"));
        assertRefused(RefusalCode.REQUEST_INVALID, () -> panels.replace(caseId, order.get(0), " "));
    }

    @Test
    void successorWhoMustBeRecusedMeanwhileIsPassedOver() {
        String applicant = newCode();
        CaseId caseId = caseOf(applicant);
        panels.draw(caseId);
        List<Long> order = draws.seating(caseId.value()).orElseThrow().draw().replay();
        recusals.declare(userId(order.get(5)), applicant, "新近受聘");

        assertThat(ids(panels.replace(caseId, order.get(0), "出差"))).startsWith(order.get(6));
    }

    @Test
    void replacementIsRefusedWhenNobodyIsLeft() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        Panel everybody = panels.draw(caseId, 12, Set.of());

        assertRefused(
                Panels.EXPERTS_NOT_ENOUGH, () -> panels.replace(caseId, everybody.members().get(0).expertId(), "出差"));
        assertThat(panels.panel(caseId)).isEqualTo(everybody);
    }

    @Test
    void recusedExpertLeavesThePanelAndIsKnownToBeRecusedFromThenOn() {
        String applicant = newCode();
        CaseId caseId = caseOf(applicant);
        Member leaving = panels.draw(caseId).members().get(2);

        Panel after = panels.recuse(caseId, leaving.expertId(), "曾任该院顾问");

        assertThat(after.members()).hasSize(5).doesNotContain(leaving);
        assertThat(recusals.isRecused(leaving.userId(), applicant)).isTrue();
    }

    @Test
    void onlyAMemberWithoutRelationMaySpeak() {
        String applicant = newCode();
        CaseId caseId = caseOf(applicant);
        Set<String> others = new HashSet<>(pool.all().stream().map(Expert::userId).toList());
        List<String> members = panels.draw(caseId).userIds();
        members.forEach(others::remove);

        panels.requireSeat(caseId, members.get(0));
        assertRefused(RefusalCode.NOT_PERMITTED, () -> panels.requireSeat(caseId, others.iterator().next()));
        recusals.declare(members.get(0), applicant, "刚刚发现的利害关系");
        assertRefused(RefusalCode.RECUSAL_REQUIRED, () -> panels.requireSeat(caseId, members.get(0)));
    }

    @Test
    void secondRoundIsANewDrawOfItsOwn() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        Panel first = panels.draw(caseId);
        Panel second = panels.draw(caseId);

        assertThat(first.round()).isEqualTo(1);
        assertThat(second.round()).isEqualTo(2);
        assertThat(second.seed()).isNotEqualTo(first.seed());
        assertThat(panels.panel(caseId)).isEqualTo(second);
    }

    @Test
    void panelIsAskedAgainInOneTransactionAndSeesWhatThatTransactionChanged() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        transaction.executeWithoutResult(running -> {
            List<Long> drawn = ids(panels.draw(caseId));
            List<Long> replaced = ids(panels.replace(caseId, drawn.get(2), "出差"));

            assertThat(replaced).doesNotContain(drawn.get(2)).hasSize(5);
            assertThat(ids(panels.panel(caseId))).isEqualTo(replaced);
            assertThat(panels.draw(caseId).round()).isEqualTo(2);
            assertThat(panels.panel(caseId).round()).isEqualTo(2);
            assertThat(ids(panels.panel(caseId))).isNotEqualTo(replaced);
        });
        assertThat(panels.panel(caseId).round()).isEqualTo(2);
    }

    @Test
    void replacementThatFailedWithItsTransactionIsForgotten() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        Panel drawn = panels.draw(caseId);

        transaction.executeWithoutResult(running -> {
            assertThat(panels.replace(caseId, ids(drawn).get(0), "出差")).isNotEqualTo(drawn);
            running.setRollbackOnly();
        });

        assertThat(panels.panel(caseId)).isEqualTo(drawn);
    }

    @Test
    void whoWasReplacedByAnotherMeanwhileIsNotReplacedAgain() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        List<Long> drawn = ids(panels.draw(caseId));

        transaction.executeWithoutResult(running -> {
            assertThat(ids(panels.panel(caseId))).isEqualTo(drawn);
            ofItsOwn.executeWithoutResult(other -> panels.replace(caseId, drawn.get(0), "出差"));

            assertRefused(RefusalCode.REQUEST_INVALID, () -> panels.replace(caseId, drawn.get(0), "生病"));
        });
    }

    @Test
    void panelOfACaseWithoutADrawIsRefused() {
        assertRefused(RefusalCode.CASE_STATE, () -> panels.panel(caseOf(FOREIGN_HOSPITAL)));
    }

    @Test
    void keptDrawCannotBeChanged() {
        CaseId caseId = caseOf(FOREIGN_HOSPITAL);
        panels.draw(caseId);

        assertThatThrownBy(() -> database.update(
                "update experts_draw set seed = 'x' where case_id = ?", caseId.value()))
                .hasMessageContaining("append-only");
    }

    private String userId(long expertId) {
        return pool.all().stream().filter(expert -> expert.id() == expertId).findFirst().orElseThrow().userId();
    }

    private static List<Long> ids(Panel panel) {
        return panel.members().stream().map(Member::expertId).toList();
    }

    private static String newCode() {
        return "91" + UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase();
    }

    private CaseId caseOf(String applicantCode) {
        return cases.open(new NewCase("M16", "XM-LCZX", "test", "测试办件", "申请单位", applicantCode, null)).id();
    }

    private static void assertRefused(RefusalCode code, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
