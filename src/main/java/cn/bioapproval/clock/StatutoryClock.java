package cn.bioapproval.clock;

import cn.bioapproval.calendar.CalendarYearNotLoaded;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.CaseClosed;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.StepEnded;
import cn.bioapproval.cases.StepStarted;
import cn.bioapproval.cases.TransactionBound;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ServiceItem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The statutory clock (法定时限) of every case: starts it, stops it while a step says so, extends it, and answers until
 * when a case or a step is to be done. Dates are office dates (Asia/Shanghai).
 *
 * <p>Years whose holidays are not known: what fixes a new deadline ({@link #start}, {@link #restart}, {@link #extend},
 * {@link #due}) is refused with {@code ERR_HOLIDAYS_NOT_LOADED} at the moment the clerk acts, so that nobody is told a
 * date that nobody can know; a stop, a resume and an end are never refused for it, and a {@link #read reading} still
 * answers, with the deadline open. With provisional years allowed (the default) this begins only after the end of next
 * year; the administrator is warned earlier by {@code HolidayTable.yearsNeededSoon()}.
 */
@Service
@Transactional
public class StatutoryClock {

    private static final int REASON_LENGTH = 500;

    private final Segments segments;
    private final Extensions extensions;
    private final Stops stops;
    private final WorkingDays workingDays;
    private final Catalog catalog;
    private final CaseRegister cases;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionBound<Map<CaseId, Timeline>> timelines = new TransactionBound<>(HashMap::new);

    StatutoryClock(
            Segments segments,
            Extensions extensions,
            Stops stops,
            WorkingDays workingDays,
            Catalog catalog,
            CaseRegister cases,
            Clock clock,
            ApplicationEventPublisher events) {
        this.segments = segments;
        this.extensions = extensions;
        this.stops = stops;
        this.workingDays = workingDays;
        this.catalog = catalog;
        this.cases = cases;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Starts the clock: the first time on acceptance (受理), again when an earlier limit has {@link #end ended} and the
     * next one begins.
     *
     * @param trigger           the day that sets it going; it does not count; may lie in the past (an application that
     *                          nobody answered in time counts as accepted on the day of receipt, 行政许可法 art. 32)
     * @param limitWorkingDays  the limit
     * @throws Refusal {@code ERR_CASE_STATE} if it is running already, {@code ERR_INVALID_DATE} if the trigger is in
     *                 the future, {@code ERR_HOLIDAYS_NOT_LOADED}
     */
    public void start(CaseId caseId, LocalDate trigger, int limitWorkingDays) {
        List<Segment> before = timeline(caseId).lock();
        if (before.stream().anyMatch(Segment::isOpen)) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "该办件的办理时限已经开始计算，不能重复起算。");
        }
        start(caseId, before.size(), trigger, limitWorkingDays, null);
    }

    private void start(
            CaseId caseId, int limitsBefore, LocalDate trigger, int limitWorkingDays, @Nullable String phase) {
        LocalDate deadline = begin(caseId, limitsBefore + 1, trigger, limitWorkingDays, phase);
        events.publishEvent(new ClockStarted(
                caseId, trigger, limitWorkingDays, deadline, phase, clock.instant(), Acting.current()));
    }

    /**
     * Begins the whole limit anew (RESET), as in class II review after a supplement (医疗器械注册与备案管理办法 art. 92). What
     * was counted and extended before stays in the past.
     *
     * @param trigger the day that sets it going; it does not count
     * @throws Refusal {@code ERR_CASE_STATE} if no clock is running, {@code ERR_INVALID_DATE} if the trigger is in the
     *                 future or before the last one, {@code ERR_HOLIDAYS_NOT_LOADED}
     */
    public void restart(CaseId caseId, LocalDate trigger, int limitWorkingDays) {
        Segment current = requireRunning(caseId);
        if (trigger.isBefore(current.startedOn())) {
            throw Refusal.invalid(
                    RefusalCode.INVALID_DATE, "重新起算日不能早于原起算日" + current.startedOn() + "。");
        }
        current.end(trigger);
        segments.flush();
        LocalDate deadline = begin(caseId, current.ordinal() + 1, trigger, limitWorkingDays, current.phase());
        events.publishEvent(new ClockRestarted(
                caseId, trigger, limitWorkingDays, deadline, clock.instant(), Acting.current()));
    }

    /** A step of another phase than the running one ends that and begins its own limit, if it names one. */
    private void enter(CaseId caseId, StepProfile profile, LocalDate on) {
        boolean begun = timeline(caseId)
                .running()
                .filter(current -> Objects.equals(current.phase(), profile.phase()))
                .isPresent();
        if (!begun && profile.limit() instanceof StepLimit.WorkingDayLimit limit) {
            end(caseId);
            segments.flush();
            start(caseId, timeline(caseId).lock().size(), on, limit.days(), profile.phase());
        }
    }

    private LocalDate begin(CaseId caseId, int ordinal, LocalDate trigger, int limit, @Nullable String phase) {
        LocalDate today = workingDays.today();
        if (trigger.isAfter(today)) {
            throw Refusal.invalid(RefusalCode.INVALID_DATE, "时限起算日" + trigger + "晚于今天，请核对日期。");
        }
        LocalDate deadline = known(() -> counted(caseId).nth(trigger, limit, today));
        timeline(caseId).begin(new Segment(caseId, ordinal, trigger, limit, phase, clock.instant()));
        return deadline;
    }

    /**
     * Extends the running limit, for a reason that is told to the applicant.
     *
     * @param days working days to add; all extensions of this limit together are bounded by the item's
     *             {@code extensionMaxDays}, or else by half of the limit (rounded down)
     * @throws Refusal {@code ERR_EXTENSION_TOO_LONG}; {@code ERR_REQUEST_INVALID} without a reason or with less than a
     *                 day; {@code ERR_CASE_STATE} if no clock is running or the deadline has passed;
     *                 {@code ERR_HOLIDAYS_NOT_LOADED}
     */
    public void extend(CaseId caseId, int days, String reason) {
        if (days < 1) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "延长的工作日数至少为1。");
        }
        if (reason.isBlank() || reason.length() > REASON_LENGTH) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "请填写延长期限的理由（不超过" + REASON_LENGTH + "字）。");
        }
        Segment current = requireRunning(caseId);
        int already = timeline(caseId).extensionDays(current);
        int most = mostExtension(caseId, current);
        if (already + days > most) {
            throw Refusal.invalid(
                    RefusalCode.EXTENSION_TOO_LONG,
                    "原时限%d个工作日，最多可延长%d个工作日，此前已延长%d个工作日，本次最多可延长%d个工作日。"
                            .formatted(current.limitDays(), most, already, Math.max(0, most - already)));
        }
        LocalDate today = workingDays.today();
        CountedDays counted = counted(caseId);
        int limit = current.limitDays() + already;
        if (today.isAfter(known(() -> counted.nth(current.startedOn(), limit, today)))) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办理时限已经届满，不能再延长。");
        }
        LocalDate deadline = known(() -> counted.nth(current.startedOn(), limit + days, today));
        timeline(caseId)
                .extend(new Extension(
                        current, days, reason.strip(), today, clock.instant(), Acting.current().userId()));
        events.publishEvent(new ClockExtended(
                caseId, days, reason.strip(), deadline, clock.instant(), Acting.current()));
    }

    /** The extensions of the limit that {@link #read(CaseId)} reads, the earliest first. */
    @Transactional(readOnly = true)
    public List<ExtensionReading> extensions(CaseId caseId) {
        return current(caseId)
                .map(segment -> extensions.findByClockIdOrderById(segment.id()).stream()
                        .map(extension -> new ExtensionReading(
                                extension.days(),
                                extension.reason(),
                                extension.decidedOn(),
                                extension.recordedBy()))
                        .toList())
                .orElse(List.of());
    }

    /** By how many working days {@link #extend} may still extend the limit; 0 when no limit runs. */
    @Transactional(readOnly = true)
    public int extensionLeft(CaseId caseId) {
        return current(caseId)
                .filter(Segment::isOpen)
                .map(segment -> Math.max(0, mostExtension(caseId, segment)
                        - timeline(caseId).extensionDays(segment)))
                .orElse(0);
    }

    /**
     * What the case has taken so far, over all its limits: gross from the first trigger, net without the stops. Empty
     * before the clock started.
     */
    @Transactional(readOnly = true)
    public Optional<Elapsed> elapsed(CaseId caseId) {
        Timeline timeline = timeline(caseId);
        List<Segment> all = timeline.stretches();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = workingDays.today();
        CountedDays counted = counted(caseId);
        List<Elapsed.Stage> stages = all.stream()
                .map(segment -> new Elapsed.Stage(
                        segment.phase(),
                        segment.startedOn(),
                        segment.endedOn(),
                        segment.limitDays(),
                        timeline.extensionDays(segment),
                        counted.count(segment.startedOn(), Objects.requireNonNullElse(segment.endedOn(), today))))
                .toList();
        LocalDate upTo = Objects.requireNonNullElse(last(all).endedOn(), today);
        return Optional.of(new Elapsed(
                workingDays.count(all.get(0).startedOn(), upTo),
                stages.stream().mapToInt(Elapsed.Stage::countedDays).sum(),
                stages));
    }

    private Optional<Segment> current(CaseId caseId) {
        List<Segment> all = timeline(caseId).stretches();
        return all.isEmpty() ? Optional.empty() : Optional.of(last(all));
    }

    private int mostExtension(CaseId caseId, Segment current) {
        Integer most = catalog.find(cases.get(caseId).item())
                .map(ServiceItem::extensionMaxDays)
                .orElse(null);
        return most == null ? current.limitDays() / 2 : most;
    }

    private static Segment last(List<Segment> all) {
        return all.get(all.size() - 1);
    }

    /** Ends the running limit today; without a running one nothing happens. */
    public void end(CaseId caseId) {
        timeline(caseId).running().ifPresent(current -> {
            LocalDate today = workingDays.today();
            current.end(today);
            events.publishEvent(new ClockEnded(
                    caseId,
                    today,
                    counted(caseId, current.startedOn(), today),
                    current.limitDays() + timeline(caseId).extensionDays(current),
                    clock.instant(),
                    Acting.current()));
        });
    }

    private @Nullable Integer counted(CaseId caseId, LocalDate startedOn, LocalDate upTo) {
        try {
            return counted(caseId).count(startedOn, upTo);
        } catch (CalendarYearNotLoaded unknown) {
            return null;
        }
    }

    /**
     * Stops the clock of the case from today, whether it has started or not: the limits of steps heed a stop too. Steps
     * of a model do it by their {@code clock.effect}; this is for stops that no step stands for.
     *
     * @param key tells this stop from others at the same time; {@link #resume} takes the same
     */
    public void stop(CaseId caseId, String key, StopReason reason, String legalBasis) {
        stop(caseId, key, reason, legalBasis, clock.instant());
    }

    private void stop(CaseId caseId, String key, StopReason reason, String legalBasis, Instant at) {
        Timeline timeline = timeline(caseId);
        timeline.hold();
        if (timeline.openStop(key).isPresent()) {
            return;
        }
        LocalDate on = officeDate(at);
        timeline.stop(new Stop(caseId, key, reason, legalBasis, at, on));
        events.publishEvent(new ClockStopped(caseId, reason, legalBasis, on, at, Acting.current()));
    }

    /** Ends the stop with that key today; without one nothing happens. */
    public void resume(CaseId caseId, String key) {
        resume(caseId, key, clock.instant());
    }

    private boolean resume(CaseId caseId, String key, Instant at) {
        Timeline timeline = timeline(caseId);
        timeline.hold();
        Optional<Stop> open = timeline.openStop(key);
        open.ifPresent(stop -> {
            stop.resume(at, officeDate(at));
            boolean stillStopped = timeline.stops().stream().anyMatch(Stop::isOpen);
            events.publishEvent(new ClockResumed(
                    caseId,
                    stop.reason(),
                    stop.stoppedOn(),
                    officeDate(at),
                    stillStopped,
                    at,
                    Acting.current()));
        });
        return open.isPresent();
    }

    @EventListener
    void on(StepStarted step) {
        StepProfile profile = StepProfile.of(step.properties());
        StopReason reason = profile.stops();
        if (reason != null) {
            String basis = profile.legalBasis() == null ? reason.legalBasis() : profile.legalBasis();
            stop(step.caseId(), step.activityInstanceId(), reason, basis, step.occurredAt());
        }
        if (profile.phase() != null) {
            enter(step.caseId(), profile, officeDate(step.occurredAt()));
        }
    }

    @EventListener
    void on(StepEnded step) {
        StepProfile profile = StepProfile.of(step.properties());
        if (profile.stops() == null) {
            return;
        }
        boolean resumed = resume(step.caseId(), step.activityInstanceId(), step.occurredAt());
        if (resumed && profile.resets() && !step.cancelled()) {
            timeline(step.caseId())
                    .running()
                    .ifPresent(current ->
                            restart(step.caseId(), officeDate(step.occurredAt()), current.limitDays()));
        }
    }

    /** With the case its clock ends, and every stop that still lasts. */
    @EventListener
    void on(CaseClosed closed) {
        end(closed.caseId());
        timeline(closed.caseId()).stops().stream()
                .filter(Stop::isOpen)
                .forEach(stop -> stop.resume(closed.occurredAt(), officeDate(closed.occurredAt())));
    }

    /**
     * The clock of the case today; empty before it started. An unknown year leaves only the deadline open.
     *
     * @throws Refusal {@code ERR_HOLIDAYS_NOT_LOADED} if even the past cannot be counted, because this year is not
     *                 known
     */
    @Transactional(readOnly = true)
    public Optional<ClockReading> read(CaseId caseId) {
        Timeline timeline = timeline(caseId);
        if (!timeline.isHeld()) {
            return Optional.ofNullable(read(Set.of(caseId)).get(caseId));
        }
        return current(caseId)
                .map(current -> reading(timeline.stretches(), timeline.extensionDays(current), timeline.stops()));
    }

    /** The clocks of many cases, those without one left out, in three queries. */
    @Transactional(readOnly = true)
    public Map<CaseId, ClockReading> read(Collection<CaseId> caseIds) {
        List<Long> ids = caseIds.stream().map(CaseId::value).toList();
        Map<CaseId, List<Segment>> segmentsOf =
                segments.findByCaseIdInOrderByCaseIdAscOrdinalAsc(ids).stream()
                        .collect(Collectors.groupingBy(
                                Segment::caseId, LinkedHashMap::new, Collectors.toList()));
        Map<CaseId, List<Stop>> stopsOf = stops.findByCaseIdInOrderByStoppedAtAscIdAsc(ids).stream()
                .collect(Collectors.groupingBy(Stop::caseId));
        List<Long> current =
                segmentsOf.values().stream().map(all -> last(all).id()).toList();
        Map<Long, Integer> extended = extensions.findByClockIdIn(current).stream()
                .collect(Collectors.groupingBy(Extension::clockId, Collectors.summingInt(Extension::days)));
        Map<CaseId, ClockReading> readings = new LinkedHashMap<>();
        segmentsOf.forEach((caseId, all) -> readings.put(
                caseId,
                reading(all, extended.getOrDefault(last(all).id(), 0), stopsOf.getOrDefault(caseId, List.of()))));
        return readings;
    }

    /**
     * A page of the cases whose limit runs or stands still and cannot be known to end after the day without reading their
     * clocks, by id: more than those that do end by then, since what stops and extensions add is not looked at.
     *
     * @param after the last case of the page before; {@code null} for the first page
     */
    @Transactional(readOnly = true)
    public List<CaseId> mayEndBy(LocalDate day, @Nullable CaseId after, int most) {
        return segments.mayEndBy(day, after == null ? 0 : after.value(), most).stream()
                .map(CaseId::of)
                .toList();
    }

    private ClockReading reading(List<Segment> all, int extensionDays, List<Stop> stopsOfCase) {
        Segment last = last(all);
        int restarts = (int) all.stream()
                .filter(each -> each.ordinal() < last.ordinal() && Objects.equals(each.phase(), last.phase()))
                .count();
        return known(() -> reading(last, restarts, extensionDays, stopsOfCase));
    }

    private ClockReading reading(Segment segment, int restarts, int extensionDays, List<Stop> stopsOfCase) {
        LocalDate asOf = segment.endedOn() == null ? workingDays.today() : segment.endedOn();
        LocalDate started = segment.startedOn();
        CountedDays counted =
                new CountedDays(workingDays, stopsOfCase.stream().map(Stop::pause).toList());
        int limit = segment.limitDays() + extensionDays;
        int used = counted.count(started, asOf);
        LocalDate deadline = null;
        boolean provisional = false;
        Integer yearNotLoaded = null;
        try {
            deadline = counted.nth(started, limit, asOf);
            provisional = workingDays.isProvisional(started, deadline);
        } catch (CalendarYearNotLoaded unknown) {
            yearNotLoaded = unknown.year();
        }
        return new ClockReading(
                segment.caseId(),
                asOf,
                started,
                segment.phase(),
                restarts,
                segment.limitDays(),
                extensionDays,
                used,
                limit - used,
                deadline,
                provisional,
                yearNotLoaded,
                segment.endedOn(),
                stopsOfCase.stream()
                        .filter(stop -> stop.isOpen() || stop.resumedOn().isAfter(started))
                        .filter(stop -> !stop.stoppedOn().isAfter(asOf))
                        .map(stop -> reading(stop, started, asOf))
                        .toList());
    }

    private StopReading reading(Stop stop, LocalDate started, LocalDate asOf) {
        LocalDate from = stop.stoppedOn().isBefore(started) ? started : stop.stoppedOn();
        LocalDate resumedOn = stop.resumedOn();
        LocalDate to = resumedOn == null || resumedOn.isAfter(asOf) ? asOf : resumedOn;
        return new StopReading(
                stop.reason(), stop.legalBasis(), stop.stoppedOn(), resumedOn, workingDays.count(from, to));
    }

    /**
     * Until when a step is to be done: empty when it has no limit, or when the clock of the case stands still and the
     * step is one during which it would run. A step of a phase is due when the limit of its phase ends, with what it
     * was extended by.
     *
     * <p>Working days: days during which a stop of the case lasts do not count, unless the step itself is the stop. A
     * period of the calendar runs by the calendar (民法典 art. 202, 203); for a step that is not itself the stop, the days
     * of the stops are added.
     *
     * @param properties    element properties of the step ({@link StepProfile})
     * @param stepStartedAt when the step began; that day does not count
     * @throws Refusal {@code ERR_HOLIDAYS_NOT_LOADED}
     */
    @Transactional(readOnly = true)
    public Optional<DueDate> due(CaseId caseId, Map<String, String> properties, Instant stepStartedAt) {
        StepProfile profile = StepProfile.of(properties);
        if (profile.phase() != null) {
            return dueInPhase(caseId, profile.phase());
        }
        StepLimit limit = profile.limit();
        if (limit == null) {
            return Optional.empty();
        }
        List<Stop> heeded = profile.stops() == null ? timeline(caseId).stops() : List.of();
        if (heeded.stream().anyMatch(Stop::isOpen)) {
            return Optional.empty();
        }
        CountedDays counted =
                new CountedDays(workingDays, heeded.stream().map(Stop::pause).toList());
        LocalDate started = officeDate(stepStartedAt);
        return Optional.of(known(() -> {
            LocalDate lastDay = lastDay(limit, started, counted);
            return new DueDate(lastDay, workingDays.isProvisional(started, lastDay));
        }));
    }

    private Optional<DueDate> dueInPhase(CaseId caseId, String phase) {
        return read(caseId)
                .filter(reading -> phase.equals(reading.phase()) && !reading.ended() && !reading.stopped())
                .flatMap(reading -> Optional.ofNullable(reading.deadline())
                        .map(lastDay -> new DueDate(lastDay, reading.provisional())));
    }

    private LocalDate lastDay(StepLimit limit, LocalDate started, CountedDays counted) {
        LocalDate today = workingDays.today();
        if (limit instanceof StepLimit.WorkingDayLimit workingDayLimit) {
            return counted.nth(started, workingDayLimit.days(), today);
        }
        return counted.end(started, ((StepLimit.CalendarLimit) limit).period(), today);
    }

    /**
     * {@link #due} as an instant: 23:59:59 Asia/Shanghai of the last day.
     *
     * @throws Refusal {@code ERR_HOLIDAYS_NOT_LOADED}
     */
    @Transactional(readOnly = true)
    public Optional<Instant> dueAt(CaseId caseId, Map<String, String> properties, Instant stepStartedAt) {
        return due(caseId, properties, stepStartedAt).map(DueDate::at);
    }

    private Segment requireRunning(CaseId caseId) {
        return timeline(caseId)
                .running()
                .orElseThrow(() -> Refusal.conflict(
                        RefusalCode.CASE_STATE, "该办件的办理时限尚未起算或已经结束，不能延长或重新起算。"));
    }

    private CountedDays counted(CaseId caseId) {
        return new CountedDays(
                workingDays, timeline(caseId).stops().stream().map(Stop::pause).toList());
    }

    private Timeline timeline(CaseId caseId) {
        return timelines.get().computeIfAbsent(caseId, id -> new Timeline(id, segments, stops, extensions));
    }

    private static LocalDate officeDate(Instant at) {
        return at.atZone(OfficeClock.ZONE).toLocalDate();
    }

    private static <T> T known(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (CalendarYearNotLoaded unknown) {
            throw Refusal.conflict(RefusalCode.HOLIDAYS_NOT_LOADED, unknown.getMessage());
        }
    }
}
