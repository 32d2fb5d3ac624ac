package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.intake.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** 办件档案: who applied for what, and what was submitted by whom and when, with what a supplement changed. */
@Service
class Dossiers {

    private final Submitted submitted;
    private final CaseCards cards;
    private final SignedIn signedIn;

    Dossiers(Submitted submitted, CaseCards cards, SignedIn signedIn) {
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
        List<Submitted.Sheet> all = submitted.of(ofCase, names);
        List<Sheet> sheets = new ArrayList<>();
        Submitted.@Nullable Sheet latest = null;
        for (Submitted.Sheet sheet : all) {
            boolean version = latest != null && isVersionOf(sheet, latest);
            sheets.add(sheet(sheet, version ? latest : null, names));
            if (version || latest == null && sheet.isApplication()) {
                latest = sheet;
            }
        }
        return sheets;
    }

    /** A later version of the application asks at least half of its own fields again. */
    private static boolean isVersionOf(Submitted.Sheet sheet, Submitted.Sheet before) {
        if (sheet.schema() == null || before.schema() == null) {
            return false;
        }
        Set<String> own = sheet.schema().inputKeys();
        Set<String> earlier = before.schema().inputKeys();
        long shared = own.stream().filter(earlier::contains).count();
        return shared >= 3 && shared * 2 >= own.size();
    }

    private static Sheet sheet(Submitted.Sheet sheet, Submitted.@Nullable Sheet before, Names names) {
        return new Sheet(
                sheet.submission().id(),
                sheet.step(),
                names.person(sheet.submission().actor(), sheet.submission().onBehalfOf()),
                Dates.shown(sheet.submission().submittedAt()),
                decision(sheet),
                sheet.sealed(),
                sheet.schema() != null,
                sheet.answers().stream()
                        .map(answer -> new Field(answer.section(), answer.label(), answer.text()))
                        .toList(),
                before == null ? null : before.step() + "（" + Dates.shown(before.submission().submittedAt()) + "）",
                before == null ? List.of() : Change.between(before, sheet));
    }

    static @Nullable String decision(Submitted.Sheet sheet) {
        return sheet.isApplication()
                ? null
                : sheet.answers().stream()
                        .filter(Answer::decision)
                        .map(Answer::text)
                        .findFirst()
                        .orElse(null);
    }
}
