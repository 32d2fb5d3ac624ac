package cn.bioapproval.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.identity.CompletionRight.Allowed;
import cn.bioapproval.identity.CompletionRight.Denied;
import cn.bioapproval.identity.CompletionRight.Reason;
import cn.bioapproval.identity.Substitution.State;
import cn.bioapproval.identity.Substitutions.Wish;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@ActiveProfiles("test")
class CompletionRightsTest {

    private static final String PROCEDURE = "clinical-center-acceptance";
    private static final String HOSPITAL = "12350200TEST00001A";

    @Autowired
    CompletionRights rights;

    @Autowired
    Substitutions substitutions;

    @Autowired
    Recusals recusals;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    /** People of this test alone, so that tests share one database. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String chen = "chen-" + run;
    private final String lin = "lin-" + run;
    private final String zheng = "zheng-" + run;

    @Test
    void assigneeCompletesInPerson() {
        assertThat(check(chen, chen)).isEqualTo(new Allowed(null));
    }

    @Test
    void colleagueMayNotCompleteAnothersTaskNorAnUnclaimedOne() {
        assertDenied(check(lin, chen), Reason.NOT_ASSIGNEE);
        assertDenied(check(lin, null), Reason.NOT_ASSIGNEE);
    }

    @Test
    void recordedSubstituteCompletesOnBehalfOfThePrincipal() {
        appoint(chen, lin, null, 0, 5);

        assertThat(check(lin, chen)).isEqualTo(new Allowed(chen));
        assertDenied(check(chen, lin), Reason.NOT_ASSIGNEE);
    }

    @Test
    void substitutionCountsOnItsFirstAndLastDayOnly() {
        appoint(chen, lin, PROCEDURE, 2, 4);

        assertDenied(checkOn(today().plusDays(1)), Reason.NOT_ASSIGNEE);
        assertThat(checkOn(today().plusDays(2))).isEqualTo(new Allowed(chen));
        assertThat(checkOn(today().plusDays(4))).isEqualTo(new Allowed(chen));
        assertDenied(checkOn(today().plusDays(5)), Reason.NOT_ASSIGNEE);
    }

    @Test
    void substitutionForAnotherProcedureDoesNotCount() {
        appoint(chen, lin, "special-goods", 0, 5);

        assertDenied(check(lin, chen), Reason.NOT_ASSIGNEE);
    }

    @Test
    void aRecusalCountsAtOnceAndOnlyIfItIsDeclaredForGood() {
        transaction.executeWithoutResult(status -> {
            assertThat(check(chen, chen)).isEqualTo(new Allowed(null));
            recusals.declare(chen, HOSPITAL, "配偶任职");
            assertDenied(check(chen, chen), Reason.RECUSAL_REQUIRED);
            status.setRollbackOnly();
        });

        assertThat(check(chen, chen)).isEqualTo(new Allowed(null));
        assertThat(recusals.isRecused(lin, HOSPITAL)).isFalse();
        recusals.declare(lin, HOSPITAL, "配偶任职");
        assertThat(recusals.isRecused(lin, HOSPITAL.toLowerCase())).isTrue();
    }

    @Test
    void substituteOfASubstituteIsNobody() {
        appoint(chen, lin, null, 0, 5);
        appoint(lin, zheng, null, 0, 5);

        assertDenied(check(zheng, chen), Reason.NOT_ASSIGNEE);
    }

    @Test
    void revokedSubstitutionEndsAtOnce() {
        Substitution substitution = appoint(chen, lin, null, 0, 5);

        assertRefused("ERR_NOT_PERMITTED", () -> substitutions.end(substitution.id(), lin, false));
        substitutions.end(substitution.id(), chen, false);

        assertDenied(check(lin, chen), Reason.NOT_ASSIGNEE);
        assertThat(substitutions.inForceFor(lin, today())).isEmpty();
        assertThat(substitutions.involving(chen, 10)).singleElement().satisfies(ended -> {
            assertThat(ended.state(today())).isEqualTo(State.ENDED);
            assertThat(ended.endedBy()).isEqualTo(chen);
        });
    }

    @Test
    void nobodyDoesBothStepsOfAPair() {
        assertDenied(rights.check(chen, chen, PROCEDURE, HOSPITAL, Set.of(chen), today()), Reason.FOUR_EYES);
    }

    @Test
    void fourEyesLookThroughASubstitution() {
        appoint(chen, lin, null, 0, 5);

        assertDenied(rights.check(lin, chen, PROCEDURE, HOSPITAL, Set.of(chen), today()), Reason.FOUR_EYES);
        assertDenied(rights.check(lin, chen, PROCEDURE, HOSPITAL, Set.of(lin), today()), Reason.FOUR_EYES);
        assertThat(rights.check(lin, chen, PROCEDURE, HOSPITAL, Set.of(zheng), today())).isEqualTo(new Allowed(chen));
    }

    @Test
    void personWithADeclaredRelationMustKeepAway() {
        recusals.declare(chen, HOSPITAL, "配偶在该院任职");
        recusals.declare(chen, HOSPITAL, "配偶在该院任职");

        assertDenied(check(chen, chen), Reason.RECUSAL_REQUIRED);
        assertThat(rights.check(chen, chen, PROCEDURE, "ANOTHER", Set.of(), today())).isEqualTo(new Allowed(null));
        assertThat(recusals.isRecused(chen, HOSPITAL.toLowerCase())).isTrue();
    }

    @Test
    void recusalLooksThroughASubstitution() {
        appoint(chen, lin, null, 0, 5);
        appoint(zheng, lin, null, 0, 5);
        recusals.declare(chen, HOSPITAL, "曾任该院顾问");

        assertDenied(check(lin, chen), Reason.RECUSAL_REQUIRED);
        assertThat(check(lin, zheng)).isEqualTo(new Allowed(zheng));
        recusals.declare(lin, HOSPITAL, "亲属在该院任职");
        assertDenied(check(lin, zheng), Reason.RECUSAL_REQUIRED);
    }

    @Test
    void substitutionMustMakeSense() {
        assertRefused("ERR_REQUEST_INVALID", () -> appoint(chen, chen, null, 0, 5));
        assertRefused("ERR_INVALID_DATE", () -> appoint(chen, lin, null, 5, 4));
        assertRefused("ERR_INVALID_DATE", () -> appoint(chen, lin, null, -5, -1));
        assertRefused("ERR_INVALID_DATE", () -> appoint(chen, lin, null, 0, 400));
        Wish wish = wish(chen, lin, null, 0, 0);
        assertRefused("ERR_NOT_PERMITTED", () -> substitutions.appoint(wish, lin, false));
        assertThat(substitutions.appoint(wish, "admin", true).deputy()).isEqualTo(lin);
        assertRefused(
                "ERR_REQUEST_INVALID",
                () -> substitutions.appoint(new Wish(zheng, lin, null, today(), today(), " "), zheng, false));
    }

    @Test
    void forOneProcedureAndDayAPersonHasOneSubstitute() {
        Substitution first = appoint(chen, lin, PROCEDURE, 2, 4);

        assertRefused("ERR_SUBSTITUTION_OVERLAP", () -> appoint(chen, zheng, PROCEDURE, 4, 6));
        assertRefused("ERR_SUBSTITUTION_OVERLAP", () -> appoint(chen, lin, null, 0, 2));
        assertThat(appoint(chen, zheng, "special-goods", 2, 4).deputy()).isEqualTo(zheng);
        assertThat(appoint(chen, zheng, PROCEDURE, 5, 6).deputy()).isEqualTo(zheng);
        substitutions.end(first.id(), chen, false);
        assertThat(appoint(chen, zheng, PROCEDURE, 2, 4).deputy()).isEqualTo(zheng);
    }

    @Test
    void whoIsAwayHerselfIsNotChosenButMayGoAwayLater() {
        appoint(lin, zheng, null, 2, 4);

        assertRefused("ERR_SUBSTITUTION_CHAIN", () -> appoint(chen, lin, null, 4, 6));
        appoint(chen, lin, null, 5, 6);
        assertThat(appoint(lin, zheng, null, 6, 6).deputy()).isEqualTo(zheng);
        assertThat(substitutions.entrustedTo(lin, today().plusDays(6), today().plusDays(6)))
                .extracting(Substitution::principal)
                .containsExactly(chen);
    }

    @Test
    void whatWasRecordedStaysAsItWasWritten() {
        Substitution substitution = appoint(chen, lin, null, 0, 5);
        substitutions.end(substitution.id(), chen, false);

        for (String change : List.of(
                "update identity_substitution set to_date = from_date where id = ?",
                "delete from identity_substitution where id = ?",
                "delete from identity_substitution_end where substitution_id = ?")) {
            assertThatThrownBy(() -> jdbc.update(change, substitution.id())).as(change).isNotNull();
        }
    }

    @Test
    void recusalNeedsAReason() {
        assertRefused("ERR_REQUEST_INVALID", () -> recusals.declare(chen, HOSPITAL, " "));
    }

    private CompletionRight check(String actor, String assignee) {
        return rights.check(actor, assignee, PROCEDURE, HOSPITAL, Set.of(), today());
    }

    private CompletionRight checkOn(LocalDate day) {
        return rights.check(lin, chen, PROCEDURE, HOSPITAL, Set.of(), day);
    }

    private Substitution appoint(String principal, String deputy, String procedure, int from, int to) {
        return substitutions.appoint(wish(principal, deputy, procedure, from, to), principal, false);
    }

    private Wish wish(String principal, String deputy, String procedure, int from, int to) {
        return new Wish(principal, deputy, procedure, today().plusDays(from), today().plusDays(to), "出差");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static void assertDenied(CompletionRight right, Reason reason) {
        assertThat(right).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.reason()).isEqualTo(reason));
    }

    private static void assertRefused(String code, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(
                IdentityRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
