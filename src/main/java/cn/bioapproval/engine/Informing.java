package cn.bioapproval.engine;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** 催办 and 抄送: others are told; the course of the case stays as it is. */
@Component
class Informing implements VerbAct.Family {

    private static final String NOTE = "note";
    private static final String USERS = "users";

    private final TaskRights rights;
    private final Colleagues colleagues;
    private final SignedIn names;
    private final Copies copies;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Duration urgeInterval;

    /** @param urgeInterval how long one person waits between two reminders about the same task */
    Informing(
            TaskRights rights,
            Colleagues colleagues,
            SignedIn names,
            Copies copies,
            JdbcTemplate jdbc,
            Clock clock,
            @Value("${bioapproval.verbs.urge-interval:PT4H}") Duration urgeInterval) {
        this.rights = rights;
        this.colleagues = colleagues;
        this.names = names;
        this.copies = copies;
        this.jdbc = jdbc;
        this.clock = clock;
        this.urgeInterval = urgeInterval;
    }

    @Override
    public List<VerbAct> acts() {
        return List.of(
                new VerbAct(
                        Verb.URGE,
                        this::mayUrge,
                        subject -> List.of(Verbs.Field.text(NOTE, "催办内容", true, "会发给正在办理的同事。")),
                        this::planUrging),
                new VerbAct(
                        Verb.COPY,
                        this::mayCopy,
                        subject -> List.of(
                                Verbs.Field.many(USERS, "抄送给", colleagues.everybodyBut(subject.user())),
                                Verbs.Field.text(NOTE, "说明", true, "")),
                        this::planCopy));
    }

    // 催办 ------------------------------------------------------------------------------------------------------------

    /** The tasks that others owe: of this case, not hers, not reminded of by her too recently. */
    private List<TaskEntity> due(VerbSubject subject) {
        List<TaskEntity> others = Parts.tasks(subject.active()).stream()
                .filter(task -> !task.getId().equals(subject.taskId()))
                .filter(task -> task.getAssignee() == null || !rights.isOwn(task, subject.person()))
                .toList();
        if (others.isEmpty()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "本办件没有等待他人办理的步骤，不需要催办。");
        }
        List<TaskEntity> due = others.stream()
                .filter(task -> lastUrged(task.getId(), subject.user())
                        .filter(at -> clock.instant().isBefore(at.plus(urgeInterval)))
                        .isEmpty())
                .toList();
        if (due.isEmpty()) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE,
                    "您刚催办过，同一任务%d小时内只能催办一次，请稍后再催。".formatted(Math.max(1, urgeInterval.toHours())));
        }
        return due;
    }

    private Optional<Instant> lastUrged(String taskId, String user) {
        return jdbc
                .queryForList(
                        "select max(sent_at) from engine_urge where task_id = ? and actor = ?",
                        OffsetDateTime.class,
                        taskId,
                        user)
                .stream()
                .filter(Objects::nonNull)
                .map(OffsetDateTime::toInstant)
                .findFirst();
    }

    private void mayUrge(VerbSubject subject) {
        if (subject.task() != null) {
            rights.holding(subject.task(), subject.person());
        }
        due(subject);
    }

    private VerbPlan planUrging(VerbSubject subject, VerbArguments arguments) {
        List<TaskEntity> due = due(subject);
        String note = arguments.text(NOTE, "催办内容");
        Set<String> users = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        List<String> effects = new ArrayList<>();
        for (TaskEntity task : due) {
            if (task.getAssignee() != null) {
                users.add(task.getAssignee());
                effects.add("提醒%s尽快办理“%s”。".formatted(names.nameOf(task.getAssignee()), task.getName()));
            } else {
                task.getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .forEach(groups::add);
                effects.add("提醒办理部门尽快认领并办理“%s”。".formatted(task.getName()));
            }
        }
        Map<String, Object> facts = new HashMap<>();
        facts.put(NOTE, note);
        facts.put("tasks", String.join("、", due.stream().map(TaskEntity::getName).distinct().toList()));
        facts.put("by", names.nameOf(subject.user()));
        facts.put(USERS, List.copyOf(users));
        facts.put("groups", List.copyOf(groups));
        return VerbPlan.simple(subject.herself(), subject.taskId(), effects, facts, () -> due.forEach(task -> jdbc.update(
                "insert into engine_urge (case_id, task_id, actor, sent_at) values (?, ?, ?, ?)",
                subject.caseId().value(),
                task.getId(),
                subject.user(),
                clock.instant().atOffset(ZoneOffset.UTC))));
    }

    // 抄送 ------------------------------------------------------------------------------------------------------------

    private void mayCopy(VerbSubject subject) {
        if (subject.task() != null) {
            rights.holding(subject.task(), subject.person());
        }
    }

    private VerbPlan planCopy(VerbSubject subject, VerbArguments arguments) {
        List<String> possible = colleagues.everybodyBut(subject.user()).stream()
                .map(Verbs.Option::value)
                .toList();
        List<String> users = arguments.several(USERS, "抄送给");
        if (!possible.containsAll(users)) {
            throw VerbArguments.invalid(USERS, "所选的人不能抄送，请重新选择。");
        }
        String note = arguments.text(NOTE, "说明");
        Map<String, Object> facts =
                Map.of(NOTE, note, USERS, users, "by", names.nameOf(subject.user()));
        return VerbPlan.simple(
                subject.herself(),
                subject.taskId(),
                List.of(
                        "抄送给" + String.join("、", users.stream().map(names::nameOf).toList())
                                + "：对方会收到消息，在“消息”里看到抄送，不参与办理。",
                        "说明：" + note),
                facts,
                () -> copies.send(subject.caseId(), subject.taskId(), subject.stepName(), subject.user(), users, note));
    }
}
