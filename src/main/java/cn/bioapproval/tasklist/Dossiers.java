package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.engine.Bulk;
import cn.bioapproval.engine.SignedIn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** 办件档案: who applied for what, and what was submitted by whom and when, with what a supplement changed. */
@Service
class Dossiers {

    private final Submitted submitted;
    private final CaseCards cards;
    private final Bulk bulk;
    private final SignedIn signedIn;

    Dossiers(Submitted submitted, CaseCards cards, Bulk bulk, SignedIn signedIn) {
        this.bulk = bulk;
        this.submitted = submitted;
        this.cards = cards;
        this.signedIn = signedIn;
    }

    /** The head of the file; dates as people read them. */
    record Head(
            String number,
            String title,
            String item,
            String applicant,
            String applicantCode,
            String status,
            @Nullable String outcome,
            String openedAt,
            @Nullable String closedAt) {}

    /** A field as it was answered. */
    record Field(@Nullable String section, String label, String value) {}

    /**
     * A submission.
     *
     * @param decision   what was decided, if the step decides something
     * @param sealed     whether the content is withheld until all who do this step have done it
     * @param bulk       whether it was handed in together with others (批量办理)
     * @param readable   whether the form of then is still known
     * @param comparedTo the earlier version of the application that {@code changes} are told against; {@code null} if it
     *                   is not a later version of the application
     */
    record Sheet(
            long id,
            String step,
            String who,
            String at,
            @Nullable String decision,
            boolean sealed,
            boolean bulk,
            boolean readable,
            List<Field> fields,
            @Nullable String comparedTo,
            List<Change> changes) {}

    Head head(Case ofCase) {
        CaseOutcome outcome = ofCase.outcome();
        return new Head(
                ofCase.number(),
                ofCase.title(),
                cards.item(ofCase),
                ofCase.applicantName(),
                ofCase.applicantCode(),
                ofCase.status().label(),
                outcome == null ? null : outcome.label(),
                Dates.shown(ofCase.openedAt()),
                ofCase.closedAt() == null ? null : Dates.shown(ofCase.closedAt()));
    }

    /** The earliest first. */
    List<Sheet> submissions(Case ofCase) {
        Names names = new Names(signedIn);
        Set<String> inBulk = bulk.completedOf(ofCase.id());
        return submitted.of(ofCase, names).stream()
                .map(sheet -> sheet(sheet, inBulk, names))
                .toList();
    }

    private static Sheet sheet(Submitted.Sheet sheet, Set<String> inBulk, Names names) {
        Submitted.Sheet before = sheet.earlier();
        return new Sheet(
                sheet.submission().id(),
                sheet.step(),
                names.person(sheet.submission().actor(), sheet.submission().onBehalfOf()),
                Dates.shown(sheet.submission().submittedAt()),
                sheet.decision(),
                sheet.sealed(),
                inBulk.contains(String.valueOf(sheet.submission().taskId())),
                sheet.schema() != null,
                sheet.answers().stream()
                        .map(answer -> new Field(answer.section(), answer.label(), answer.text()))
                        .toList(),
                before == null ? null : before.step() + "（" + Dates.shown(before.submission().submittedAt()) + "）",
                before == null ? List.of() : Change.between(before, sheet));
    }
}
