package cn.bioapproval.tracking;

import cn.bioapproval.audit.AuditRecord;
import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.CaseStatus;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.clock.ClockReading;
import cn.bioapproval.clock.Custody;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.clock.StopReading;
import cn.bioapproval.clock.StopReason;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.cycletime.StepVisit;
import cn.bioapproval.engine.ApplicantDesk;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * How a case stands, in words for its applicant: in whose hands it is, not who has it; when what happened; until when;
 * and what is asked of her. All dates are office dates.
 */
@Service
class Progress {

    private final CaseRegister cases;
    private final Catalog catalog;
    private final StatutoryClock clocks;
    private final StepFacts facts;
    private final AuditTrail audit;
    private final ApplicantDesk desk;
    private final WorkingDays workingDays;

    Progress(
            CaseRegister cases,
            Catalog catalog,
            StatutoryClock clocks,
            StepFacts facts,
            AuditTrail audit,
            ApplicantDesk desk,
            WorkingDays workingDays) {
        this.cases = cases;
        this.catalog = catalog;
        this.clocks = clocks;
        this.facts = facts;
        this.audit = audit;
        this.desk = desk;
        this.workingDays = workingDays;
    }

    /**
     * What an applicant sees.
     *
     * @param applicant  her name, masked
     * @param outcome    how it ended; {@code null} while it is open
     * @param now        what is being done now, a sentence each
     * @param deadline   {@code null} before acceptance, and for an item without one
     * @param supplement what is asked of her; {@code null} if nothing is
     */
    record Shown(
            String number,
            String item,
            String applicant,
            LocalDate receivedOn,
            String status,
            @Nullable String outcome,
            List<String> now,
            @Nullable Deadline deadline,
            List<Milestone> milestones,
            @Nullable Supplement supplement) {}

    /**
     * The clock of the case.
     *
     * @param phase       the phase whose limit it is; {@code null} for the limit of the whole
     * @param on          the last day; {@code null} while it cannot be known
     * @param remaining   working days left, negative when overrun
     * @param provisional whether it rests on holidays that are not published yet
     * @param stops       why it stands still now; empty when it runs
     */
    record Deadline(
            @Nullable String phase,
            @Nullable LocalDate on,
            int remaining,
            int limit,
            boolean provisional,
            boolean ended,
            List<Stopped> stops) {}

    /** A stop that lasts. */
    record Stopped(String reason, String basis, LocalDate since) {}

    /** Something that happened, on an office date. */
    record Milestone(LocalDate on, String what) {}

    /**
     * What is asked of the applicant.
     *
     * @param what      what she is to hand in, for example 补正
     * @param overdue   what follows if she does not
     * @param dueOn     the last day; {@code null} if there is none
     * @param remaining working days left after today
     * @param form      what she fills in; empty if it can only be handed in at the window
     */
    record Supplement(
            String what,
            String overdue,
            @Nullable LocalDate dueOn,
            @Nullable Integer remaining,
            List<Map<String, @Nullable Object>> form) {}

    Shown of(CaseId caseId) {
        Case of = cases.get(caseId);
        return new Shown(
                of.number(),
                catalog.find(of.item()).map(ServiceItem::name).orElse(of.title()),
                MaskedName.of(of.applicantName()),
                day(of.openedAt()),
                of.status().label(),
                Optional.ofNullable(of.outcome()).map(CaseOutcome::label).orElse(null),
                now(of),
                clocks.read(caseId).map(Progress::deadline).orElse(null),
                milestones(caseId),
                of.isOpen() ? desk.requested(of.number()).map(this::supplement).orElse(null) : null);
    }

    private List<String> now(Case of) {
        return facts.openOf(of.id()).stream().map(visit -> inWords(of, visit)).distinct().toList();
    }

    /** In whose hands, not on whose desk. */
    private static String inWords(Case of, StepVisit visit) {
        Custody custody = visit.profile().custody();
        StopReason stop = visit.profile().stops();
        if (custody == null) {
            return "正在办理";
        }
        return switch (custody) {
            case APPLICANT -> stop == StopReason.SUPPLEMENT
                    ? "等待申请人补正"
                    : stop == StopReason.RECTIFICATION ? "等待申请人完成整改" : "等待申请人办理";
            case WINDOW -> "正在审查申请材料";
            case REVIEW -> "正在评审";
            case INSPECTION -> "正在现场核查";
            case DECISION -> stop == StopReason.OBJECTION
                    ? "正在核查异议"
                    : of.status() == CaseStatus.PUBLICISED
                            ? "正在公示"
                            : of.status() == CaseStatus.DECIDED ? "正在制作并送达文书" : "主管部门正在审定";
            case FINANCE -> stop == null ? "正在办理资金拨付" : "正在落实预算";
        };
    }

    private static Deadline deadline(ClockReading reading) {
        return new Deadline(
                reading.phase(),
                reading.deadline(),
                reading.remainingDays(),
                reading.limitDays() + reading.extensionDays(),
                reading.provisional(),
                reading.ended(),
                reading.openStops().stream().map(Progress::stopped).distinct().toList());
    }

    private static Stopped stopped(StopReading stop) {
        return new Stopped(stop.reason().label(), stop.legalBasis(), stop.stoppedOn());
    }

    private List<Milestone> milestones(CaseId caseId) {
        List<Milestone> milestones = new ArrayList<>();
        for (AuditRecord entry : audit.of(caseId)) {
            String what = switch (entry.type()) {
                case "case.opened" -> "收到申请";
                case "case.statusChanged" ->
                    reached(CaseStatus.valueOf(String.valueOf(entry.facts().get("to"))), isByApplicant(entry));
                case "case.closed" -> "办结：" + CaseOutcome.valueOf(String.valueOf(entry.facts().get("outcome"))).label();
                case "case.revoked" -> "原决定被撤销";
                default -> "";
            };
            if (!what.isEmpty()) {
                milestones.add(new Milestone(day(entry.occurredAt()), what));
            }
        }
        return milestones;
    }

    private static boolean isByApplicant(AuditRecord entry) {
        return Objects.equals(entry.actor(), Actor.APPLICANT.userId());
    }

    private static String reached(CaseStatus status, boolean byApplicant) {
        return switch (status) {
            case RECEIVED -> byApplicant ? "收到网上提交的补正，继续审查" : "收到补正，继续审查";
            case SUPPLEMENTING -> "通知补正";
            case ACCEPTED -> "受理";
            case IN_REVIEW -> "进入评审";
            case RECTIFYING -> "通知限期整改";
            case IN_DECISION -> "进入审定";
            case PUBLICISED -> "公示";
            case DECIDED -> "作出决定";
            case QUEUED_BUDGET -> "等待预算";
            case IN_PAYMENT -> "办理拨付";
            case CLOSED -> "";
        };
    }

    private Supplement supplement(ApplicantDesk.Requested requested) {
        Instant dueAt = requested.dueAt();
        LocalDate dueOn = dueAt == null ? null : day(dueAt);
        return new Supplement(
                requested.what(),
                requested.overdue(),
                dueOn,
                dueOn == null ? null : workingDays.count(workingDays.today(), dueOn),
                requested.form());
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, OfficeClock.ZONE);
    }
}
