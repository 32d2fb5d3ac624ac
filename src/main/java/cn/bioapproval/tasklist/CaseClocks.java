package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.Elapsed;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.clock.StopReading;
import cn.bioapproval.cycletime.Speedup;
import cn.bioapproval.deadlines.Deadlines;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** 时限: the clock of a case as a line of stretches that count and stretches that do not. */
@Service
class CaseClocks {

    private final StatutoryClock clocks;
    private final Deadlines deadlines;
    private final WorkingDays workingDays;
    private final Catalog catalog;
    private final CaseCards cards;
    private final Desk desk;
    private final SignedIn signedIn;

    CaseClocks(
            StatutoryClock clocks,
            Deadlines deadlines,
            WorkingDays workingDays,
            Catalog catalog,
            CaseCards cards,
            Desk desk,
            SignedIn signedIn) {
        this.clocks = clocks;
        this.deadlines = deadlines;
        this.workingDays = workingDays;
        this.catalog = catalog;
        this.cards = cards;
        this.desk = desk;
        this.signedIn = signedIn;
    }

    enum State {
        NOT_STARTED,
        RUNNING,
        STOPPED,
        ENDED
    }

    /**
     * A stretch of the line.
     *
     * @param after       the day after which it begins (the day of the trigger, of a stop, of a resume)
     * @param upTo        its last day
     * @param counted     whether its working days count
     * @param workingDays how many working days it has
     * @param why         why the clock stands still; empty where it counts
     * @param basis       the rules that allow it; empty where it counts
     */
    record Stretch(LocalDate after, LocalDate upTo, boolean counted, int workingDays, String why, String basis) {}

    record Extended(int days, String reason, String on, String by) {}

    /** The limit of an open step. */
    record Step(String name, LocalDate due, Remaining remaining, Deadlines.Outlook reminders) {}

    /** Whether the person may extend the limit, and by how many working days at most. */
    record Extensible(boolean permitted, int most) {}

    /**
     * What a finished case took, in working days.
     *
     * @param statutoryDays what the law allows for the item; {@code null} where it sets nothing
     * @param speedup       how much faster than the law allows, in percent with one decimal, and only for a case that
     *                      was granted
     */
    record Figures(
            @Nullable Integer statutoryDays,
            int promisedDays,
            int grossDays,
            int netDays,
            @Nullable BigDecimal speedup) {}

    /**
     * The clock.
     *
     * @param extension {@code null} while no limit runs
     * @param reminders of the limit of the whole case; {@code null} before it runs
     */
    record Shown(
            State state,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate asOf,
            @Nullable LocalDate deadline,
            @Nullable LocalDate endedOn,
            int limitDays,
            int extensionDays,
            int countedDays,
            int remainingDays,
            boolean overdue,
            boolean provisional,
            @Nullable Integer yearNotLoaded,
            int restarts,
            @Nullable String phase,
            List<Elapsed.Stage> stages,
            @Nullable Figures figures,
            @Nullable Remaining remaining,
            List<Stretch> line,
            List<Extended> extensions,
            @Nullable Extensible extension,
            Deadlines.@Nullable Outlook reminders,
            List<Step> steps) {}

    Shown read(Case ofCase) {
        Optional<ClockReading> read = clocks.read(ofCase.id());
        List<Step> steps = steps(ofCase);
        if (read.isEmpty()) {
            return new Shown(
                    State.NOT_STARTED, null, null, null, null, 0, 0, 0, 0, false, false, null, 0, null, List.of(),
                    null, null, List.of(), List.of(), null, null, steps);
        }
        ClockReading clock = read.get();
        Names names = new Names(signedIn);
        return new Shown(
                clock.ended() ? State.ENDED : clock.stopped() ? State.STOPPED : State.RUNNING,
                clock.startedOn(),
                clock.asOf(),
                clock.deadline(),
                clock.endedOn(),
                clock.limitDays(),
                clock.extensionDays(),
                clock.countedDays(),
                clock.remainingDays(),
                clock.overdue(),
                clock.provisional(),
                clock.yearNotLoaded(),
                clock.restarts(),
                clock.phase(),
                clocks.elapsed(ofCase.id()).map(Elapsed::stages).orElse(List.of()),
                figures(ofCase),
                clock.ended() ? null : Remaining.of(clock),
                line(clock),
                clocks.extensions(ofCase.id()).stream()
                        .map(extension -> new Extended(
                                extension.days(),
                                extension.reason(),
                                Dates.shown(extension.decidedOn()),
                                names.person(extension.decidedBy())))
                        .toList(),
                clock.ended() ? null : new Extensible(mayExtend(ofCase), clocks.extensionLeft(ofCase.id())),
                deadlines.ofClock(clock),
                steps);
    }

    private @Nullable Figures figures(Case ofCase) {
        Elapsed elapsed = ofCase.isOpen() ? null : clocks.elapsed(ofCase.id()).orElse(null);
        ServiceItem item = catalog.find(ofCase.item()).orElse(null);
        if (elapsed == null || item == null) {
            return null;
        }
        Integer statutory = item.statutoryDays();
        BigDecimal speedup = statutory == null || ofCase.outcome() != CaseOutcome.GRANTED
                ? null
                : Speedup.percent(BigDecimal.valueOf(statutory), BigDecimal.valueOf(elapsed.netDays()));
        return new Figures(statutory, item.promisedDays(), elapsed.grossDays(), elapsed.netDays(), speedup);
    }

    /**
     * Extends the limit in the name of the person.
     *
     * @throws Refusal {@code ERR_NOT_PERMITTED} unless the catalogue names one of her groups as heads who extend this item;
     *                 {@code ERR_EXTENSION_TOO_LONG} and the others of {@link StatutoryClock#extend}
     */
    void extend(Case ofCase, int days, String reason) {
        if (!mayExtend(ofCase)) {
            throw Refusal.forbidden(
                    RefusalCode.NOT_PERMITTED, "延长办理期限须经本机关负责人批准，请由负责人在“时限”页办理。");
        }
        Acting.as(Actor.user(signedIn.person().id()), () -> {
            clocks.extend(ofCase.id(), days, reason);
            return null;
        });
    }

    private boolean mayExtend(Case ofCase) {
        List<String> heads =
                catalog.find(ofCase.item()).map(ServiceItem::extensionBy).orElse(List.of());
        return signedIn.person().groups().stream().anyMatch(heads::contains);
    }

    private List<Step> steps(Case ofCase) {
        return desk.allTasksOf(ofCase.number()).stream()
                .filter(task -> task.dueAt() != null)
                .map(task -> {
                    LocalDate due = Dates.day(Objects.requireNonNull(task.dueAt()));
                    return new Step(
                            task.name(), due, Remaining.of("", cards.daysLeft(due)), deadlines.ofStep(task.id()));
                })
                .distinct()
                .sorted(Comparator.comparing(Step::due))
                .toList();
    }

    /** Stops that overlap are one stretch with all their reasons. */
    private List<Stretch> line(ClockReading clock) {
        List<Stretch> line = new ArrayList<>();
        LocalDate from = clock.startedOn();
        List<StopReading> stops = clock.stops().stream()
                .sorted(Comparator.comparing(StopReading::stoppedOn))
                .toList();
        for (int i = 0; i < stops.size(); ) {
            LocalDate stoppedOn = later(stops.get(i).stoppedOn(), from);
            LocalDate resumedOn = resumed(stops.get(i), clock);
            Set<String> why = new LinkedHashSet<>();
            Set<String> basis = new LinkedHashSet<>();
            for (; i < stops.size() && !stops.get(i).stoppedOn().isAfter(resumedOn); i++) {
                resumedOn = later(resumedOn, resumed(stops.get(i), clock));
                why.add(stops.get(i).reason().label());
                basis.add(stops.get(i).legalBasis());
            }
            counted(from, stoppedOn, line);
            if (resumedOn.isAfter(stoppedOn)) {
                line.add(new Stretch(
                        stoppedOn,
                        resumedOn,
                        false,
                        workingDays.count(stoppedOn, resumedOn),
                        String.join("、", why),
                        String.join("；", basis)));
            }
            from = later(stoppedOn, resumedOn);
        }
        counted(from, clock.asOf(), line);
        return line;
    }

    private void counted(LocalDate after, LocalDate upTo, List<Stretch> line) {
        if (upTo.isAfter(after)) {
            line.add(new Stretch(after, upTo, true, workingDays.count(after, upTo), "", ""));
        }
    }

    private static LocalDate resumed(StopReading stop, ClockReading clock) {
        LocalDate resumedOn = stop.resumedOn();
        return resumedOn == null || resumedOn.isAfter(clock.asOf()) ? clock.asOf() : resumedOn;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
