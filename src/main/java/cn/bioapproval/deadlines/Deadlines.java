package cn.bioapproval.deadlines;

import cn.bioapproval.calendar.CalendarYearNotLoaded;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.Custody;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.clock.StepProfile;
import cn.bioapproval.deadlines.DeadlineTold.Kind;
import cn.bioapproval.deadlines.NoticesGiven.Deadline;
import cn.bioapproval.deadlines.NoticesGiven.Notice;
import cn.bioapproval.engine.OpenSteps;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at the deadlines of open steps and cases and says what is to be said now. Each notice is a transaction of its own:
 * the row that makes it said once, the audit entry and the messages are written together, and one that fails keeps no other
 * from being said.
 */
@Service
public class Deadlines {

    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
    private static final int PAGE = 1_000;
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);
    /** Holidays have been nine days at most; used only while the calendar cannot say. */
    private static final int LONGEST_REST = 16;

    private final OpenSteps steps;
    private final StatutoryClock clocks;
    private final CaseRegister cases;
    private final WorkingDays workingDays;
    private final NoticesGiven notices;
    private final Listeners listeners;
    private final DeadlinesProperties settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;

    Deadlines(
            OpenSteps steps,
            StatutoryClock clocks,
            CaseRegister cases,
            WorkingDays workingDays,
            NoticesGiven notices,
            Listeners listeners,
            DeadlinesProperties settings,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.steps = steps;
        this.clocks = clocks;
        this.cases = cases;
        this.workingDays = workingDays;
        this.notices = notices;
        this.listeners = listeners;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * What a look brought.
     *
     * @param told   how many notices were given
     * @param failed how many deadlines could not be judged or told; the next look tries them again
     */
    record Looked(int told, int failed) {}

    /** Whether now is a time to speak: a working day, and its hour has come. An unknown year is none. */
    boolean isTime() {
        try {
            return workingDays.isWorkingDay(workingDays.today())
                    && !LocalTime.now(clock.withZone(OfficeClock.ZONE)).isBefore(settings.at());
        } catch (CalendarYearNotLoaded unknown) {
            log.warn("Nobody is reminded of deadlines: the holidays of {} are not loaded", unknown.year());
            return false;
        }
    }

    // Steps -----------------------------------------------------------------------------------------------------------

    /** Looks at all steps that wait. */
    Looked lookAtSteps() {
        if (!isTime()) {
            return new Looked(0, 0);
        }
        Look look = new Look("step");
        Map<String, Schedule> schedules = new HashMap<>();
        Instant horizon = at(horizon(furthestOfSteps()), END_OF_DAY);
        OpenSteps.Due last = null;
        List<OpenSteps.Due> page;
        do {
            page = steps.dueBy(horizon, last, PAGE);
            Map<Deadline, Integer> said = notices.lastStages(
                    page.stream().map(due -> NoticesGiven.ofStep(due.taskId())).toList());
            for (OpenSteps.Due due : page) {
                look.at(due.taskId(), () -> lookAt(due, said, schedules));
                last = due;
            }
        } while (page.size() == PAGE && !Thread.currentThread().isInterrupted());
        return look.result();
    }

    /** The furthest reminder of any step that is deployed. */
    private int furthestOfSteps() {
        IntStream own = steps.valuesOf(StepReminders.REMIND).stream()
                .flatMap(value -> schedule(Map.of(StepReminders.REMIND, value)).before().stream())
                .mapToInt(Integer::intValue);
        return IntStream.concat(own, settings.remind().stream().mapToInt(Integer::intValue))
                .max()
                .orElse(0);
    }

    private boolean lookAt(OpenSteps.Due due, Map<Deadline, Integer> said, Map<String, Schedule> schedules) {
        Deadline deadline = new Deadline(NoticesGiven.ofStep(due.taskId()), day(due.dueAt()));
        Schedule schedule = schedules.computeIfAbsent(
                due.definitionId() + " " + due.elementId(), any -> schedule(steps.propertiesOf(due)));
        OptionalInt stage = reached(schedule, deadline.dueOn(), due.startedAt());
        return isNews(stage, said.get(deadline)) && told(due.taskId(), deadline, stage.getAsInt());
    }

    private OptionalInt reached(Schedule schedule, LocalDate dueOn, Instant startedAt) {
        return schedule.stage(left(dueOn), workingDays.count(day(startedAt), dueOn));
    }

    private static boolean isNews(OptionalInt stage, @Nullable Integer said) {
        return stage.isPresent() && (said == null || said < stage.getAsInt());
    }

    private boolean told(String taskId, Deadline deadline, int stage) {
        return inOwnTransaction(() -> {
            Optional<OpenSteps.Step> found = steps.find(taskId);
            if (found.isEmpty() || !isDueOn(found.get().dueAt(), deadline.dueOn())) {
                return false; // done, suspended or moved meanwhile: the next look finds it as it is then
            }
            OpenSteps.Step step = found.get();
            Instant now = clock.instant();
            if (!notices.note(step.caseId(), deadline, stage, now)) {
                return false;
            }
            Map<String, Object> facts = standing(deadline.dueOn(), left(deadline.dueOn()));
            facts.putAll(listeners.holders(List.of(step)));
            facts.put("step", step.name());
            facts.put("element", step.elementId());
            facts.put("task", taskId);
            facts.put("advice", advice(step));
            if (stage > 0) {
                facts.put("heads", listeners.headsOf(step));
                facts.put("report", stage);
            }
            events.publishEvent(new DeadlineTold(
                    step.caseId(), stage > 0 ? Kind.STEP_REPORTED : Kind.STEP_REMINDED, facts, now));
            return true;
        });
    }

    private static boolean isDueOn(@Nullable Instant dueAt, LocalDate day) {
        return dueAt != null && day(dueAt).equals(day);
    }

    private static String advice(OpenSteps.Step step) {
        if (StepProfile.of(step.properties()).custody() == Custody.APPLICANT) {
            return "这一步等待申请人提交，请联系申请人按期提交。";
        }
        return step.assignee() == null ? "任务尚未认领，请尽快认领办理。" : "请抓紧办理。";
    }

    /** As the model has it; what it says wrongly is left to the office. */
    private Schedule schedule(Map<String, String> properties) {
        try {
            return settings.ofStep(StepReminders.of(properties).days());
        } catch (IllegalArgumentException wrong) {
            log.warn("A deployed model is wrong about reminders, the usual ones hold: {}", wrong.getMessage());
            return settings.ofStep(null);
        }
    }

    // The limit of the whole case -------------------------------------------------------------------------------------

    /** Looks at the limits of all cases. */
    Looked lookAtCases() {
        if (!isTime()) {
            return new Looked(0, 0);
        }
        Look look = new Look("case");
        Schedule schedule = settings.ofCase();
        LocalDate horizon = horizon(schedule.before().stream().mapToInt(Integer::intValue).max().orElse(0));
        CaseId last = null;
        List<CaseId> page;
        do {
            page = clocks.mayEndBy(horizon, last, PAGE);
            Map<CaseId, ClockReading> readings = readings(page);
            Map<Deadline, Integer> said = notices.lastStages(readings.keySet().stream().map(NoticesGiven::ofClock).toList());
            for (CaseId caseId : page) {
                look.at(caseId, () -> lookAt(caseId, readings.get(caseId), said, schedule));
                last = caseId;
            }
        } while (page.size() == PAGE && !Thread.currentThread().isInterrupted());
        return look.result();
    }

    /** All at once; if one of them cannot be read, none is here and each is read by itself. */
    private Map<CaseId, ClockReading> readings(Collection<CaseId> caseIds) {
        try {
            return clocks.read(caseIds);
        } catch (Refusal holidaysUnknown) {
            return Map.of();
        }
    }

    private boolean lookAt(
            CaseId caseId, @Nullable ClockReading read, Map<Deadline, Integer> said, Schedule schedule) {
        ClockReading reading = read == null ? clocks.read(caseId).orElse(null) : read;
        if (reading == null || !isRunning(reading)) {
            return false;
        }
        Deadline deadline = new Deadline(NoticesGiven.ofClock(caseId), Objects.requireNonNull(reading.deadline()));
        OptionalInt stage = reached(schedule, reading);
        return isNews(stage, said.get(deadline)) && told(caseId, deadline, stage.getAsInt());
    }

    /** Whether it comes nearer to an end that is known. */
    private static boolean isRunning(ClockReading reading) {
        return !reading.ended() && !reading.stopped() && reading.deadline() != null;
    }

    private static OptionalInt reached(Schedule schedule, ClockReading reading) {
        return schedule.stage(reading.remainingDays(), reading.limitDays() + reading.extensionDays());
    }

    private boolean told(CaseId caseId, Deadline deadline, int stage) {
        return inOwnTransaction(() -> {
            Optional<ClockReading> reading = clocks.read(caseId)
                    .filter(Deadlines::isRunning)
                    .filter(now -> deadline.dueOn().equals(now.deadline()));
            Instant now = clock.instant();
            if (reading.isEmpty() || !notices.note(caseId, deadline, stage, now)) {
                return false;
            }
            Case ofCase = cases.get(caseId);
            List<OpenSteps.Step> open = steps.of(ofCase.number());
            Map<String, Object> facts = standing(deadline.dueOn(), reading.get().remainingDays());
            facts.putAll(listeners.holders(open));
            facts.put("heads", listeners.headsOf(ofCase, open));
            facts.put("limit", reading.get().limitDays() + reading.get().extensionDays());
            if (stage > 0) {
                facts.put("report", stage);
            }
            events.publishEvent(
                    new DeadlineTold(caseId, stage > 0 ? Kind.CASE_REPORTED : Kind.CASE_REMINDED, facts, now));
            return true;
        });
    }

    // For those who look ----------------------------------------------------------------------------------------------

    /**
     * The reminders of a deadline, office dates.
     *
     * @param ahead    days on which a reminder will come if nothing moves
     * @param reminded days on which the holder was reminded
     * @param reported days on which it was reported as overdue
     */
    public record Outlook(List<LocalDate> ahead, List<LocalDate> reminded, List<LocalDate> reported) {}

    /** The reminders of an open step. */
    public Outlook ofStep(String taskId) {
        return steps.find(taskId)
                .map(step -> {
                    Instant dueAt = step.dueAt();
                    return outlook(NoticesGiven.ofStep(taskId), dueAt == null ? null : day(dueAt), () -> {
                        LocalDate dueOn = day(Objects.requireNonNull(dueAt));
                        return schedule(step.properties())
                                .remindersOf(workingDays.count(day(step.startedAt()), dueOn));
                    });
                })
                .orElse(new Outlook(List.of(), List.of(), List.of()));
    }

    /** The reminders of the limit of a case. */
    public Outlook ofClock(ClockReading reading) {
        return outlook(
                NoticesGiven.ofClock(reading.caseId()),
                isRunning(reading) ? reading.deadline() : null,
                () -> settings.ofCase().remindersOf(reading.limitDays() + reading.extensionDays()));
    }

    private Outlook outlook(
            String subject, @Nullable LocalDate dueOn, Supplier<List<Integer>> reminders) {
        List<Notice> said = notices.of(subject);
        return new Outlook(
                dueOn == null ? List.of() : ahead(dueOn, reminders, said),
                days(said.stream().filter(notice -> notice.stage() <= 0).toList()),
                days(said.stream().filter(notice -> notice.stage() > 0).toList()));
    }

    private List<LocalDate> ahead(
            LocalDate dueOn, Supplier<List<Integer>> reminders, List<Notice> said) {
        LocalDate today = workingDays.today();
        int last = said.stream()
                .filter(notice -> notice.dueOn().equals(dueOn))
                .mapToInt(Notice::stage)
                .max()
                .orElse(Integer.MIN_VALUE);
        List<LocalDate> ahead = new ArrayList<>();
        try {
            for (int days : reminders.get()) {
                if (-days > last) {
                    ahead.add(before(dueOn, days));
                }
            }
            if (last < 0) {
                ahead.add(before(dueOn, 0));
            }
        } catch (CalendarYearNotLoaded unknown) {
            return List.of();
        }
        return ahead.stream().filter(day -> !day.isBefore(today)).toList();
    }

    private static List<LocalDate> days(List<Notice> said) {
        return said.stream().map(notice -> day(notice.toldAt())).distinct().toList();
    }

    /** The working day that lies n working days before the date; with 0 the last one that is not after it. */
    private LocalDate before(LocalDate date, int n) {
        LocalDate day = date;
        int left = n;
        while (!workingDays.isWorkingDay(day) || left > 0) {
            if (workingDays.isWorkingDay(day)) {
                left--;
            }
            day = day.minusDays(1);
        }
        return day;
    }

    // Days ------------------------------------------------------------------------------------------------------------

    /** Working days after today up to the day; negative: how many have passed since. */
    private int left(LocalDate dueOn) {
        LocalDate today = workingDays.today();
        return dueOn.isBefore(today) ? -workingDays.count(dueOn, today) : workingDays.count(today, dueOn);
    }

    private Map<String, Object> standing(LocalDate dueOn, int left) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("dueOn", dueOn);
        facts.put("left", left);
        facts.put("remaining", remaining(dueOn, left));
        return facts;
    }

    private String remaining(LocalDate dueOn, int left) {
        if (left < 0) {
            return "已超期" + -left + "个工作日";
        }
        if (left > 0) {
            return "还剩" + left + "个工作日";
        }
        return dueOn.equals(workingDays.today()) ? "今天到期" : "今天是期限内最后一个工作日";
    }

    /** The last day that a reminder so many working days before it may concern today. */
    private LocalDate horizon(int furthest) {
        LocalDate today = workingDays.today();
        try {
            return workingDays.plus(today, furthest + 1).minusDays(1);
        } catch (CalendarYearNotLoaded unknown) {
            return today.plusDays(2L * furthest + LONGEST_REST);
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, OfficeClock.ZONE);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(OfficeClock.ZONE).toInstant();
    }

    private boolean inOwnTransaction(BooleanSupplier say) {
        return Boolean.TRUE.equals(ownTransaction.execute(status -> say.getAsBoolean()));
    }

    /** One walk over deadlines; what fails is counted, said in the log, and left to the next. */
    private static final class Look {

        private static final int MOST_LOGGED = 20;

        private final String what;
        private int told;
        private int failed;

        Look(String what) {
            this.what = what;
        }

        void at(Object id, BooleanSupplier judged) {
            try {
                if (judged.getAsBoolean()) {
                    told++;
                }
            } catch (RuntimeException failure) {
                failed++;
                if (failed <= MOST_LOGGED) {
                    log.error(
                            "The deadline of {} {} could not be looked at; the next look tries again", what, id, failure);
                }
            }
        }

        Looked result() {
            if (told > 0 || failed > 0) {
                log.info("Deadlines of {}s: {} notices given, {} could not be looked at", what, told, failed);
            }
            return new Looked(told, failed);
        }
    }
}
