package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.CalendarYearNotLoaded;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the cards of a page of tasks say of their cases: a handful of queries for all of them together. */
@Service
class CaseCards {

    private final DossierAccess access;
    private final Desk desk;
    private final StatutoryClock clocks;
    private final WorkingDays workingDays;
    private final Catalog catalog;
    private final SignedIn signedIn;

    CaseCards(
            DossierAccess access,
            Desk desk,
            StatutoryClock clocks,
            WorkingDays workingDays,
            Catalog catalog,
            SignedIn signedIn) {
        this.signedIn = signedIn;
        this.access = access;
        this.desk = desk;
        this.clocks = clocks;
        this.workingDays = workingDays;
        this.catalog = catalog;
    }

    /**
     * A card.
     *
     * @param item       name of the service item
     * @param onBehalfOf name of whom the person would do the task for as a substitute; {@code null} if for herself
     * @param clock      what remains of the whole limit and of the step, the more general first; empty when no limit
     *                   runs
     */
    record Card(
            String number,
            String title,
            String applicant,
            String item,
            @Nullable String onBehalfOf,
            List<Remaining> clock) {}

    /** Task id → card, for those of the tasks that the person may see. */
    Map<String, Card> of(Collection<String> taskIds) {
        Map<String, Desk.OpenTask> open = desk.openTasks(taskIds);
        Map<String, Case> cases = access.ofTasks(taskIds, open);
        Map<CaseId, ClockReading> readings = readings(open.values());
        Map<String, Card> cards = new LinkedHashMap<>();
        Names names = new Names(signedIn);
        cases.forEach((taskId, ofCase) -> {
            Desk.OpenTask task = open.get(taskId);
            cards.put(
                    taskId,
                    new Card(
                            ofCase.number(),
                            ofCase.title(),
                            ofCase.applicantName(),
                            item(ofCase),
                            task == null || task.onBehalfOf() == null ? null : names.person(task.onBehalfOf()),
                            task == null ? List.of() : remaining(readings.get(task.caseId()), task.dueAt())));
        });
        return cards;
    }

    String item(Case ofCase) {
        return catalog.find(ofCase.item()).map(ServiceItem::name).orElse(ofCase.item());
    }

    private List<Remaining> remaining(@Nullable ClockReading clock, @Nullable Instant dueAt) {
        List<Remaining> remaining = new ArrayList<>();
        if (clock != null && !clock.ended()) {
            remaining.add(Remaining.of(clock));
        }
        if (dueAt != null) {
            ofStep(dueAt, remaining);
        }
        return remaining;
    }

    private void ofStep(Instant dueAt, List<Remaining> into) {
        try {
            into.add(Remaining.of("本步", daysLeft(Dates.day(dueAt))));
        } catch (CalendarYearNotLoaded unknown) {
            // Its date stands on the card; how far away that is, nobody knows before the holidays are loaded.
        }
    }

    /** Working days left after today until the day; negative when it has passed. */
    int daysLeft(LocalDate due) {
        LocalDate today = workingDays.today();
        return due.isBefore(today) ? -workingDays.count(due, today) : workingDays.count(today, due);
    }

    private Map<CaseId, ClockReading> readings(Collection<Desk.OpenTask> tasks) {
        try {
            return clocks.read(tasks.stream().map(Desk.OpenTask::caseId).distinct().toList());
        } catch (Refusal holidaysUnknown) {
            return Map.of();
        }
    }
}
