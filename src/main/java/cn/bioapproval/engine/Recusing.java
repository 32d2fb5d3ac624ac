package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.identity.Recusals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/**
 * 回避: who has a relation to the applicant declares it and gives the task away. The declaration keeps her away from
 * every case of this applicant and is never taken back. Experts declare theirs in the form of the review.
 */
@Component
class Recusing implements VerbAct.Family {

    private static final String REASON = "reason";
    private static final String USER = "user";

    private final TaskRights rights;
    private final Colleagues colleagues;
    private final Entrusting entrusting;
    private final Recusals recusals;
    private final SignedIn names;

    Recusing(TaskRights rights, Colleagues colleagues, Entrusting entrusting, Recusals recusals, SignedIn names) {
        this.rights = rights;
        this.colleagues = colleagues;
        this.entrusting = entrusting;
        this.recusals = recusals;
        this.names = names;
    }

    @Override
    public List<VerbAct> acts() {
        return List.of(new VerbAct(
                Verb.RECUSE,
                this::mayRecuse,
                subject -> List.of(
                        Verbs.Field.text(REASON, "回避理由", true, "写明与申请单位的利害关系，例如：配偶在该单位任职。"),
                        new Verbs.Field(
                                USER,
                                "转给",
                                Verbs.Kind.ONE,
                                false,
                                others(subject),
                                "不选的，任务退回待领，由本部门的其他同事认领。")),
                this::plan));
    }

    private void mayRecuse(VerbSubject subject) {
        TaskEntity task = subject.open();
        if (!rights.isOwn(task, subject.person())) {
            throw Refusal.forbidden(RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”不在您名下，不用登记回避。");
        }
        subject.active();
        entrusting.requireUnsigned(task);
        if (task.getCandidates().isEmpty()) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE, "本步骤指定由" + names.nameOf(task.getAssignee()) + "本人办理；需要回避的，请在表单中填写。");
        }
        if (recusals.isRecused(subject.user(), subject.ofCase().applicantCode()) && task.getAssignee() == null) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "您已登记对该申请单位回避，任务等待其他同事认领，不用再次登记。");
        }
    }

    private List<Verbs.Option> others(VerbSubject subject) {
        return colleagues.whoMayDo(subject.open()).stream()
                .filter(each -> !each.value().equals(subject.user()))
                .toList();
    }

    private VerbPlan plan(VerbSubject subject, VerbArguments arguments) {
        TaskEntity task = subject.open();
        Case ofCase = subject.ofCase();
        String reason = arguments.text(REASON, "回避理由");
        List<Verbs.Option> others = others(subject);
        Optional<String> chosen = arguments.optional(USER, "转给");
        if (chosen.isPresent() && others.stream().map(Verbs.Option::value).noneMatch(chosen.get()::equals)) {
            throw VerbArguments.invalid(USER, "所选的人不能办理，请重新选择。");
        }
        List<String> effects = new ArrayList<>();
        effects.add("登记您对“%s”回避：该单位的所有办件您都不能再办理。登记以后不能撤销。".formatted(ofCase.applicantName()));
        effects.add(chosen.map(user -> "任务“%s”转给%s办理。".formatted(task.getName(), names.nameOf(user)))
                .orElseGet(() -> "任务“%s”由本部门的其他同事认领。".formatted(task.getName())));
        if (others.isEmpty()) {
            effects.add("注意：本部门现在没有其他可以办理的同事，请负责人尽快安排。");
        }
        effects.add("回避理由：" + reason);
        List<String> lead = lead(subject);
        if (!lead.isEmpty()) {
            effects.add(String.join("、", lead.stream().map(names::groupName).toList()) + "会收到消息。");
        }
        Map<String, Object> facts = new HashMap<>();
        facts.put(REASON, reason);
        facts.put("by", names.nameOf(subject.user()));
        facts.put("users", chosen.map(List::of).orElse(List.of()));
        facts.put("groups", lead);
        String user = subject.user();
        return VerbPlan.simple(
                task.getAssignee() == null ? subject.herself() : actor(subject, task),
                task.getId(),
                effects,
                facts,
                () -> {
                    recusals.declare(user, ofCase.applicantCode(), reason);
                    task.setOwner(null);
                    task.setAssignee(chosen.orElse(null));
                });
    }

    private Actor actor(VerbSubject subject, TaskEntity task) {
        return rights.holding(task, subject.person());
    }

    private static List<String> lead(VerbSubject subject) {
        return Arrays.stream(subject.processProperties().getOrDefault(Halting.LEAD, "").split(","))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
