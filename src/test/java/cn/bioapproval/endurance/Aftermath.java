package cn.bioapproval.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.audit.AuditReport;
import cn.bioapproval.audit.AuditTrail;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the database and the mail server hold when all cases went the same way to the end. */
final class Aftermath {

    private final JdbcTemplate database;

    Aftermath(String url, String password) {
        this.database = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", password));
    }

    void check(CaseClient client, GreenMail postOffice, int kills) throws MessagingException, InterruptedException {
        nothingAcknowledgedIsLost(client);
        everyCaseIsFinished();
        everyCaseHasOneAwardAndOnePayment();
        everyCaseHasTheSameDocuments();
        everyCaseWasSpokenOfAlike();
        mailArrived(postOffice, kills);
        everyStepStartedOnceAndEndedOnce();
        auditHolds();
    }

    private void nothingAcknowledgedIsLost(CaseClient client) {
        assertThat(strings("select number from cases_case"))
                .as("acknowledged cases are there")
                .containsAll(client.startedCases);
        assertThat(strings("select task_id from intake_submission where task_id is not null"))
                .as("acknowledged completions are there")
                .containsAll(client.completedTasks)
                .as("no task was completed twice")
                .doesNotHaveDuplicates();
    }

    private void everyCaseIsFinished() {
        none("cases that are not finished or not granted",
                "select number from cases_case where status <> 'CLOSED' or outcome <> 'GRANTED'");
        none("open tasks", "select id_ from act_ru_task");
        none("running instances", "select id_ from act_ru_execution");
        none("incidents", "select incident_msg_ from act_ru_incident");
        none("cases without application", """
                select c.number from cases_case c where not exists
                    (select 1 from intake_submission s where s.case_id = c.id and s.task_id is null)""");
    }

    private void everyCaseHasOneAwardAndOnePayment() {
        none("cases with another number of awards than one", """
                select c.number from cases_case c left join funding_award a on a.case_id = c.id
                group by c.number having count(a.id) <> 1""");
        none("awards with other entries in the ledger than one grant and one payment of two million yuan", """
                select a.id::text from funding_award a left join funding_entry e on e.award_id = a.id group by a.id
                having coalesce(string_agg(e.kind || ' ' || e.amount, ', ' order by e.kind), '')
                    <> 'GRANT 2000000, PAYMENT 2000000'""");
    }

    private void everyCaseHasTheSameDocuments() {
        assertThat(perCase("documents_document", "template"))
                .as("documents of a case")
                .containsExactly("clinical-center-acceptance-conclusion, clinical-center-acceptance-notice,"
                        + " clinical-center-award-sheet, clinical-center-payment-order,"
                        + " clinical-center-publicity-notice, clinical-center-review-opinions");
        none("document numbers given twice",
                "select number from documents_document group by number having count(*) > 1");
        assertThat(strings("select sum(last)::text from documents_counter"))
                .as("numbers given, none left out")
                .isEqualTo(strings("select count(*)::text from documents_document"));
    }

    private void everyCaseWasSpokenOfAlike() {
        assertThat(perCase("notifications_message", "event_type || ' ' || channel || ' '"
                        + " || case when channel = 'IN_APP' then split_part(recipient, ':', 2) else 'applicant' end"))
                .as("messages about a case")
                .hasSize(1)
                .allSatisfy(messages -> assertThat(messages)
                        .contains("clinicalCenter.accepted EMAIL", "clinicalCenter.paid EMAIL"));
    }

    /**
     * At least once: the mail that was on its way when the application died may come again, with the same Message-ID.
     */
    private void mailArrived(GreenMail postOffice, int kills) throws MessagingException, InterruptedException {
        int expected = strings("select id::text from notifications_message where channel = 'EMAIL'").size();
        assertThat(postOffice.waitForIncomingEmail(60_000, expected)).as("all mail arrived").isTrue();
        for (int looks = 0; looks < 60 && !unsent().isEmpty(); looks++) {
            // The last mail's mark is committed a moment after its arrival; a further arrival is not to be expected.
            postOffice.waitForIncomingEmail(500, Integer.MAX_VALUE);
        }
        assertThat(unsent()).as("mail that is not marked as sent").isEmpty();
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : postOffice.getReceivedMessages()) {
            ids.add(message.getMessageID());
        }
        assertThat(new HashSet<>(ids)).as("each mail arrived").hasSize(expected);
        assertThat(ids.size() - expected).as("mails that came twice").isBetween(0, kills);
    }

    private List<String> unsent() {
        return strings("select id::text from notifications_message where status <> 'SENT'");
    }

    private void everyStepStartedOnceAndEndedOnce() {
        none("visits to a step that did not start once and end once", """
                select visit::text from cycletime_step_fact group by visit
                having count(*) filter (where kind = 'START') <> 1 or count(*) filter (where kind <> 'START') <> 1""");
        assertThat(perCase("cycletime_case_fact", "kind")).as("facts of a case").containsExactly("CLOSED, OPENED");
    }

    private void auditHolds() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JdbcTemplate.class, () -> database);
            context.register(AuditTrail.class);
            context.refresh();
            AuditReport report = context.getBean(AuditTrail.class).verifyAll();
            assertThat(report.breaches()).as("breaches of the audit trail").isEmpty();
            assertThat(strings("select count(*)::text from cases_case"))
                    .as("each case has a chain")
                    .containsExactly(Long.toString(report.cases()));
        }
        assertThat(perCase("audit_entry", "type")).as("kinds of audit entries of a case").hasSize(1);
    }

    /** What the rows of each case say, sorted; the same for all cases when there is one element. */
    private List<String> perCase(String table, String what) {
        return strings("""
                select distinct coalesce(
                    (select string_agg(%s, ', ' order by %s) from %s where case_id = c.id), 'nothing')
                from cases_case c""".formatted(what, what, table));
    }

    private void none(String what, String query) {
        assertThat(strings(query)).as(what).isEmpty();
    }

    private List<String> strings(String query) {
        return database.queryForList(query, String.class);
    }
}
