package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cycletime.CompletedStep;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step that a person completed, shown as a task of its own: its case, and the id under which Tasklist knows it. */
record FinishedTask(CompletedStep step, Case ofCase) {

    /** Which finished task an id means. */
    record Id(CaseId caseId, UUID visit) {

        private static final Pattern FORM =
                Pattern.compile("done-(\\d{1,18})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

        /** Reads an id; empty if it is not that of a finished task, but perhaps of an open one. */
        static Optional<Id> of(String text) {
            Matcher parts = FORM.matcher(text);
            return parts.matches()
                    ? Optional.of(new Id(CaseId.of(Long.parseLong(parts.group(1))), UUID.fromString(parts.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "done-" + caseId.value() + "-" + visit;
        }
    }

    Id id() {
        return new Id(step.caseId(), step.visit());
    }
}
