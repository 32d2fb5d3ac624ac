package cn.bioapproval.tasklist;

import cn.bioapproval.audit.AuditRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the clock of a case, in sentences. The clock is stopped by each of several branches for itself, as
 * by five experts at a time; people want to know from when to when it stood, and why. So a stop is told when it is
 * the first of its reason, and its end when it is the last; a step that takes over the stop of the one before it says
 * nothing.
 */
final class ClockTrail {

    /** A sentence and when it became true. */
    record Said(Instant at, String text) {}

    private final Names names;
    private final List<Entry> told = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private boolean running;

    /** @param resumed the reason whose end this tells; {@code null} for anything else */
    private record Entry(Said said, @Nullable String resumed) {}

    private ClockTrail(Names names) {
        this.names = names;
    }

    /** The sentences of a case's audit trail, the earliest first; what is not about the clock is passed over. */
    static List<Said> of(List<AuditRecord> entries, Names names) {
        ClockTrail trail = new ClockTrail(names);
        entries.forEach(trail::read);
        return trail.told.stream().map(Entry::said).toList();
    }

    private void read(AuditRecord entry) {
        Map<String, Object> facts = entry.facts();
        switch (entry.type()) {
            case "clock.started" -> {
                running = true;
                tell(entry, facts.getOrDefault("phase", "办理") + "时限开始计算：" + limit(facts));
            }
            case "clock.restarted" -> tell(entry, "办理时限重新计算：" + limit(facts));
            case "clock.stopped" -> stopped(entry, reason(facts));
            case "clock.resumed" -> resumed(entry, reason(facts));
            case "clock.extended" -> tell(
                    entry,
                    "%s批准延长办理期限%s个工作日，到%s止。理由：%s"
                            .formatted(
                                    names.person(entry.actor(), entry.onBehalfOf()),
                                    facts.get("days"),
                                    Dates.shownFact(facts.get("deadline")),
                                    facts.get("reason")));
            case "clock.ended" -> {
                running = false;
                tell(
                        entry,
                        facts.containsKey("countedDays")
                                ? "办理时限计算结束，共用%s个工作日。".formatted(facts.get("countedDays"))
                                : "办理时限计算结束。");
            }
            default -> {}
        }
    }

    private void stopped(AuditRecord entry, String reason) {
        boolean first = !open.contains(reason);
        open.add(reason);
        if (first && !takesOver(entry, reason)) {
            tell(
                    entry,
                    (running ? "停止计时：%s（依据：%s）。" : "%s期间不计入办理时限（时限尚未起算；依据：%s）。")
                            .formatted(reason, entry.facts().get("legalBasis")));
        }
    }

    /** The step before stopped the clock for the same reason, and ended with what began this one. */
    private boolean takesOver(AuditRecord entry, String reason) {
        if (told.isEmpty()) {
            return false;
        }
        Entry last = told.get(told.size() - 1);
        boolean same = reason.equals(last.resumed()) && moment(last.said().at()).equals(moment(entry.occurredAt()));
        if (same) {
            told.remove(told.size() - 1);
        }
        return same;
    }

    private void resumed(AuditRecord entry, String reason) {
        open.remove(reason);
        if (!running || open.contains(reason)) {
            return;
        }
        boolean stillStopped = Boolean.TRUE.equals(entry.facts().get("stillStopped"));
        String others = open.isEmpty() ? "其他事由" : String.join("、", open.stream().distinct().toList());
        told.add(new Entry(
                new Said(
                        entry.occurredAt(),
                        reason + (stillStopped ? "结束，因" + others + "仍停止计时。" : "结束，恢复计时。")),
                reason));
    }

    private void tell(AuditRecord entry, String text) {
        told.add(new Entry(new Said(entry.occurredAt(), text), null));
    }

    private static String limit(Map<String, Object> facts) {
        return "%s个工作日，到%s止。".formatted(facts.get("limitDays"), Dates.shownFact(facts.get("deadline")));
    }

    private static Instant moment(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private static String reason(Map<String, Object> facts) {
        return String.valueOf(Objects.requireNonNullElse(facts.get("reasonLabel"), ""));
    }
}
