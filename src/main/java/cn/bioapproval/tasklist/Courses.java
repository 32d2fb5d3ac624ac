package cn.bioapproval.tasklist;

import cn.bioapproval.audit.AuditRecord;
import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.cycletime.StepVisit;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.engine.Bulk;
import cn.bioapproval.engine.DeployedModels;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** 办理过程: the trail of a case in plain Chinese, and which elements of the diagram it passed. */
@Service
class Courses {

    private final StepFacts facts;
    private final Submitted submitted;
    private final AuditTrail audit;
    private final Documents documents;
    private final DeployedModels models;
    private final Desk desk;
    private final Bulk bulk;
    private final SignedIn signedIn;

    Courses(
            StepFacts facts,
            Submitted submitted,
            AuditTrail audit,
            Documents documents,
            DeployedModels models,
            Desk desk,
            Bulk bulk,
            SignedIn signedIn) {
        this.bulk = bulk;
        this.facts = facts;
        this.submitted = submitted;
        this.audit = audit;
        this.documents = documents;
        this.models = models;
        this.desk = desk;
        this.signedIn = signedIn;
    }

    enum Kind {
        STEP,
        CLOCK,
        DOCUMENT,
        CASE
    }

    /** A sentence of the trail; {@code at} is office time as people read it. */
    record Sentence(String at, Kind kind, String text) {}

    /** A step that waits. */
    record Waiting(String step, String who, String since, @Nullable String due) {}

    /**
     * A passage through an element of a diagram, in the order in which they began.
     *
     * @param process   key of the process that the element stands in
     * @param startedAt milliseconds of the epoch
     * @param endedAt   milliseconds of the epoch; {@code null} while it is open
     */
    record Passage(String process, String element, long startedAt, @Nullable Long endedAt, boolean cancelled) {}

    /**
     * The course of a case.
     *
     * @param diagrams of the procedure first, then of the parts of it that the case has been in; what is not deployed any
     *                 more is left out
     * @param finished whether the case is closed
     */
    record Course(
            List<Sentence> sentences,
            List<Waiting> waiting,
            List<DeployedModels.Diagram> diagrams,
            List<Passage> passages,
            boolean finished) {}

    private record Told(Instant at, Kind kind, String text) {}

    Course of(Case ofCase) {
        Names names = new Names(signedIn);
        List<StepVisit> visits = facts.of(ofCase.id());
        List<Told> told = new ArrayList<>();
        steps(ofCase, visits, names, told);
        boolean running = false;
        for (AuditRecord entry : audit.of(ofCase.id())) {
            running = entry.type().equals("clock.started") || running && !entry.type().equals("clock.ended");
            entry(ofCase, entry, running, names).ifPresent(told::add);
        }
        documents.of(ofCase.id()).forEach(document -> told.add(new Told(
                document.issuedAt(), Kind.DOCUMENT, "出具《" + document.title() + "》，文号：" + document.number())));
        // What one transaction wrote has one time, but for the rounding of the database.
        told.sort(Comparator.comparing((Told one) -> one.at().truncatedTo(ChronoUnit.MILLIS)));
        return new Course(
                sentences(told),
                waiting(ofCase, visits, names),
                Stream.concat(Stream.of(ofCase.procedure()), visits.stream().map(StepVisit::procedure))
                        .distinct()
                        .flatMap(process -> models.diagram(process, ofCase.number()).stream())
                        .toList(),
                visits.stream().map(Courses::passage).toList(),
                !ofCase.isOpen());
    }

    /** What is said several times in the same minute, as when five experts begin, is said once. */
    private static List<Sentence> sentences(List<Told> told) {
        List<Sentence> sentences = new ArrayList<>();
        for (Told one : told) {
            Sentence sentence = new Sentence(Dates.shown(one.at()), one.kind(), one.text());
            if (sentences.isEmpty() || !sentences.get(sentences.size() - 1).equals(sentence)) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    private static Passage passage(StepVisit visit) {
        Instant endedAt = visit.endedAt();
        return new Passage(
                visit.procedure(),
                visit.elementId(),
                visit.startedAt().toEpochMilli(),
                endedAt == null ? null : endedAt.toEpochMilli(),
                visit.cancelled());
    }

    private void steps(Case ofCase, List<StepVisit> visits, Names names, List<Told> told) {
        Map<String, Submitted.Sheet> byTask = new HashMap<>();
        for (Submitted.Sheet sheet : submitted.of(ofCase, names)) {
            if (sheet.isApplication()) {
                told.add(new Told(
                        sheet.submission().submittedAt(), Kind.STEP, person(sheet, List.of(), names) + "录入并提交申请。"));
            } else {
                byTask.put(String.valueOf(sheet.submission().taskId()), sheet);
            }
        }
        Set<String> inBulk = bulk.completedOf(ofCase.id());
        for (StepVisit visit : visits) {
            Instant endedAt = visit.endedAt();
            if (endedAt != null) {
                String task = visit.visit().toString();
                told.add(new Told(
                        endedAt, Kind.STEP, ended(visit, byTask.get(task), inBulk.contains(task), names)));
            }
        }
    }

    private static String ended(StepVisit visit, Submitted.@Nullable Sheet sheet, boolean inBulk, Names names) {
        if (visit.cancelled()) {
            return "“" + visit.stepName() + "”结束，无须再办（期满，或者办件转入其他环节）。";
        }
        String who = sheet == null
                ? names.person(visit.endedBy()) + groups(visit.groups(), names)
                : person(sheet, visit.groups(), names);
        String decision = sheet == null ? null : sheet.decision();
        return who + "完成“" + visit.stepName() + "”" + (inBulk ? "（批量办理）" : "")
                + (decision == null ? "。" : "：" + decision + "。");
    }

    private static String person(Submitted.Sheet sheet, List<String> groups, Names names) {
        return names.person(sheet.submission().actor(), sheet.submission().onBehalfOf()) + groups(groups, names);
    }

    private static String groups(List<String> groups, Names names) {
        return groups.isEmpty() ? "" : "（" + names.groups(groups) + "）";
    }

    private List<Waiting> waiting(Case ofCase, List<StepVisit> visits, Names names) {
        Map<String, Desk.OpenTask> open = new HashMap<>();
        desk.allTasksOf(ofCase.number()).forEach(task -> open.put(task.id(), task));
        return visits.stream()
                .filter(StepVisit::isOpen)
                .map(visit -> {
                    Desk.OpenTask task = open.get(visit.visit().toString());
                    String assignee = task == null ? null : task.assignee();
                    Instant due = task == null ? null : task.dueAt();
                    return new Waiting(
                            visit.stepName(),
                            assignee == null
                                    ? names.groups(visit.groups()) + "（待认领）"
                                    : names.person(assignee) + groups(visit.groups(), names),
                            Dates.shown(visit.startedAt()),
                            due == null ? null : Dates.shown(Dates.day(due)));
                })
                .toList();
    }

    /** What the rooms that every procedure shares have recorded; a procedure's own records show in its steps. */
    private static Optional<Told> entry(Case ofCase, AuditRecord entry, boolean running, Names names) {
        Map<String, Object> facts = entry.facts();
        return switch (entry.type()) {
            case "case.opened" -> told(entry, Kind.CASE, "收件，办件编号 " + ofCase.number() + "。");
            case "case.closed" -> told(entry, Kind.CASE, "办结，结果：" + outcome(facts) + "。");
            case "case.revoked" -> told(entry, Kind.CASE, "原决定被撤销。");
            case "clock.started" -> told(
                    entry,
                    Kind.CLOCK,
                    "%s时限开始计算：%s个工作日，到%s止。"
                            .formatted(
                                    facts.getOrDefault("phase", "办理"),
                                    facts.get("limitDays"),
                                    day(facts.get("deadline"))));
            case "clock.restarted" -> told(
                    entry,
                    Kind.CLOCK,
                    "办理时限重新计算：%s个工作日，到%s止。".formatted(facts.get("limitDays"), day(facts.get("deadline"))));
            case "clock.stopped" -> told(
                    entry,
                    Kind.CLOCK,
                    (running ? "停止计时：%s（依据：%s）。" : "%s期间不计入办理时限（时限尚未起算；依据：%s）。")
                            .formatted(facts.get("reasonLabel"), facts.get("legalBasis")));
            case "clock.resumed" -> !running ? Optional.empty() : told(
                    entry,
                    Kind.CLOCK,
                    Boolean.TRUE.equals(facts.get("stillStopped"))
                            ? facts.get("reasonLabel") + "结束，因其他事由仍停止计时。"
                            : facts.get("reasonLabel") + "结束，恢复计时。");
            case "clock.extended" -> told(
                    entry,
                    Kind.CLOCK,
                    "%s批准延长办理期限%s个工作日，到%s止。理由：%s"
                            .formatted(
                                    names.person(entry.actor()),
                                    facts.get("days"),
                                    day(facts.get("deadline")),
                                    facts.get("reason")));
            case "clock.ended" -> told(
                    entry,
                    Kind.CLOCK,
                    facts.containsKey("countedDays")
                            ? "办理时限计算结束，共用%s个工作日。".formatted(facts.get("countedDays"))
                            : "办理时限计算结束。");
            case "certificates.granted",
                    "certificates.entered",
                    "certificates.changed",
                    "certificates.renewalApplied",
                    "certificates.renewed",
                    "certificates.reissued",
                    "certificates.cancelled",
                    "certificates.revoked" -> told(
                    entry,
                    Kind.CASE,
                    "%s：%s %s，有效期至%s。"
                            .formatted(
                                    facts.get("act"),
                                    facts.get("kindName"),
                                    facts.get("number"),
                                    day(facts.get("validUntil"))));
            case "certificates.renewalDue" -> told(
                    entry,
                    Kind.CASE,
                    "已提醒注册人：%s 最迟应在%s申请延续。".formatted(facts.get("number"), day(facts.get("lastDay"))));
            case "deadline.reminded" -> told(
                    entry,
                    Kind.CLOCK,
                    "已提醒%s：“%s”%s，期限到%s。"
                            .formatted(told(facts, names), facts.get("step"), facts.get("remaining"), day(facts.get("dueOn"))));
            case "deadline.reported" -> told(
                    entry,
                    Kind.CLOCK,
                    "“%s”%s（期限%s），第%s次报告%s，已提醒%s。"
                            .formatted(
                                    facts.get("step"),
                                    facts.get("remaining"),
                                    day(facts.get("dueOn")),
                                    facts.get("report"),
                                    names.groups(texts(facts.get("heads"))),
                                    told(facts, names)));
            case "deadline.caseReminded" -> told(
                    entry,
                    Kind.CLOCK,
                    "全程办理时限%s（%s届满），已提醒%s，已告知%s。"
                            .formatted(
                                    facts.get("remaining"),
                                    day(facts.get("dueOn")),
                                    told(facts, names),
                                    names.groups(texts(facts.get("heads")))));
            case "deadline.caseReported" -> told(
                    entry,
                    Kind.CLOCK,
                    "全程办理时限%s（%s届满），第%s次报告%s，已提醒%s。"
                            .formatted(
                                    facts.get("remaining"),
                                    day(facts.get("dueOn")),
                                    facts.get("report"),
                                    names.groups(texts(facts.get("heads"))),
                                    told(facts, names)));
            case "experts.drawn" -> told(
                    entry,
                    Kind.CASE,
                    "随机抽取评审专家%d名，依法回避%s名。"
                            .formatted(
                                    facts.get("experts") instanceof List<?> drawn ? drawn.size() : 0,
                                    Objects.requireNonNullElse(facts.get("recused"), 0)));
            case "step.moved" -> told(
                    entry,
                    Kind.STEP,
                    "“%s”移交%s办理（承担“%s”的单位调整）%s。理由：%s"
                            .formatted(
                                    facts.get("name"),
                                    facts.get("unit"),
                                    facts.get("function"),
                                    facts.containsKey("unassigned")
                                            ? "，由" + names.person(String.valueOf(facts.get("unassigned"))) + "名下退回，待重新认领"
                                            : "",
                                    facts.get("reason")));
            case "experts.replaced" -> told(entry, Kind.CASE, "更换评审专家一名。");
            default -> Optional.empty();
        };
    }

    /** Those who were reminded, by name. */
    private static String told(Map<String, Object> facts, Names names) {
        List<String> told = new ArrayList<>();
        texts(facts.get("users")).forEach(user -> told.add(names.person(user)));
        texts(facts.get("deputies")).forEach(user -> told.add(names.person(user) + "（代理）"));
        texts(facts.get("groups")).forEach(group -> told.add(names.groups(List.of(group)) + "（待认领）"));
        return told.isEmpty() ? "（无人办理）" : String.join("、", told);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    private static String outcome(Map<String, Object> facts) {
        return CaseOutcome.valueOf(String.valueOf(facts.get("outcome"))).label();
    }

    private static String day(@Nullable Object date) {
        return Dates.shown(LocalDate.parse(String.valueOf(date)));
    }

    private static Optional<Told> told(AuditRecord entry, Kind kind, String text) {
        return Optional.of(new Told(entry.occurredAt(), kind, text));
    }
}
