package cn.bioapproval.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.identity.CompletionRight.Allowed;
import cn.bioapproval.identity.CompletionRight.Denied;
import cn.bioapproval.identity.CompletionRight.Reason;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

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
    void substituteOfASubstituteIsNobody() {
        appoint(chen, lin, null, 0, 5);
        appoint(lin, zheng, null, 0, 5);

        assertDenied(check(zheng, chen), Reason.NOT_ASSIGNEE);
    }

    @Test
    void revokedSubstitutionEndsAtOnce() {
        Substitution substitution = appoint(chen, lin, null, 0, 5);

        assertRefused("ERR_NOT_PERMITTED", () -> substitutions.revoke(substitution.id(), lin, false));
        substitutions.revoke(substitution.id(), chen, false);

        assertDenied(check(lin, chen), Reason.NOT_ASSIGNEE);
        assertThat(substitutions.currentOf(chen)).isEmpty();
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
        assertRefused("ERR_NOT_PERMITTED", () -> substitutions.appoint(
                chen, lin, null, today(), today(), lin, false));
        assertThat(substitutions.appoint(chen, lin, null, today(), today(), "admin", true).deputy()).isEqualTo(lin);
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
        return substitutions.appoint(
                principal, deputy, procedure, today().plusDays(from), today().plusDays(to), principal, false);
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
