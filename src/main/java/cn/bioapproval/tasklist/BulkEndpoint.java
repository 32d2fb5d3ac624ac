package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Bulk;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.engine.Verbs;
import cn.bioapproval.intake.BulkForm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/bulk}: 批量办理. The list tells which tasks are alike; then each task of a batch is one request, with its own
 * answer, so that nothing of one hides what became of another.
 */
@RestController
@RequestMapping("/api/bulk")
class BulkEndpoint {

    private final Bulk bulk;
    private final CaseCards cards;
    private final SignedIn signedIn;

    BulkEndpoint(Bulk bulk, CaseCards cards, SignedIn signedIn) {
        this.bulk = bulk;
        this.cards = cards;
        this.signedIn = signedIn;
    }

    /**
     * The tasks of a filter, like ones together.
     *
     * @param most how many are handled in one go at most
     * @param more whether there are more than are told
     */
    record Shown(
            List<Bulk.Shelf> filters, @Nullable String filter, int most, boolean more, List<Step> steps) {}

    /** Like tasks; {@code completion} is {@code null} if they can only be completed one by one. */
    record Step(
            String id,
            String process,
            String step,
            @Nullable Completion completion,
            List<Verbs.Option> colleagues,
            List<Row> rows) {}

    /** What is filled in once for all of them, and the answer that all get. */
    record Completion(String form, BulkForm.@Nullable Given given, List<BulkForm.Asked> asked) {}

    /** A task; {@code due} and {@code assignee} as people read them, {@code null} if there is none. */
    record Row(
            String task,
            String number,
            String title,
            String applicant,
            @Nullable String due,
            List<Remaining> clock,
            @Nullable String assignee) {}

    /**
     * What is asked for a task of a batch.
     *
     * @param form   for completing: {@link Completion#form}
     * @param data   for completing: what was filled in, by key
     * @param user   for assigning: user id
     * @param reason for assigning
     */
    record Request(
            @Nullable String form,
            @Nullable Map<String, Object> data,
            @Nullable String user,
            @Nullable String reason) {}

    record Done(String result) {}

    @GetMapping
    Shown tasks(@RequestParam(required = false) @Nullable String filter) {
        Bulk.Found found = bulk.tasks(filter);
        Map<String, CaseCards.Card> known = cards.of(found.groups().stream()
                .flatMap(group -> group.tasks().stream())
                .map(Desk.OpenTask::id)
                .toList());
        Names names = new Names(signedIn);
        return new Shown(
                bulk.shelves(),
                filter,
                bulk.most(),
                found.more(),
                found.groups().stream().map(group -> step(group, known, names)).toList());
    }

    private static Step step(Bulk.Group group, Map<String, CaseCards.Card> known, Names names) {
        BulkForm form = group.form();
        return new Step(
                group.id(),
                group.process(),
                group.step(),
                form == null ? null : new Completion(form.id(), form.given(), form.asked()),
                group.colleagues(),
                group.tasks().stream()
                        .filter(task -> known.containsKey(task.id()))
                        .map(task -> row(task, Objects.requireNonNull(known.get(task.id())), names))
                        .toList());
    }

    private static Row row(Desk.OpenTask task, CaseCards.Card card, Names names) {
        Instant due = task.dueAt();
        String assignee = task.assignee();
        return new Row(
                task.id(),
                card.number(),
                card.title(),
                card.applicant(),
                due == null ? null : Dates.shown(Dates.day(due)),
                card.clock(),
                assignee == null ? null : names.person(assignee));
    }

    /** One task of a batch; asked for again, the first answer is given again. */
    @PostMapping("/{batch}/{act}/{taskId}")
    Done act(
            @PathVariable UUID batch,
            @PathVariable String act,
            @PathVariable String taskId,
            @RequestBody Request request) {
        return new Done(
                switch (act) {
                    case "claim" -> bulk.claim(batch, taskId);
                    case "assign" -> bulk.assign(batch, taskId, assignment(request));
                    case "complete" -> bulk.complete(
                            batch,
                            taskId,
                            Objects.requireNonNullElse(request.form(), ""),
                            Objects.requireNonNullElse(request.data(), Map.of()));
                    default -> throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "没有这种批量办理。");
                });
    }

    private static Map<String, Object> assignment(Request request) {
        Map<String, Object> assignment = new HashMap<>();
        if (request.user() != null) {
            assignment.put("user", request.user());
        }
        if (request.reason() != null) {
            assignment.put("reason", request.reason());
        }
        return assignment;
    }
}
