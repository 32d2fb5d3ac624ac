package cn.bioapproval.engine;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Signatures.Asked;
import cn.bioapproval.engine.Signatures.Held;
import cn.bioapproval.engine.Signatures.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 转办, 委派, 加签 and 减签: a task goes to somebody else, for good or for a while. */
@Component
class Entrusting implements VerbAct.Family {

    private static final String USER = "user";
    private static final String USERS = "users";
    private static final String REASON = "reason";
    private static final String OPINION = "opinion";

    private final TaskRights rights;
    private final Colleagues colleagues;
    private final Signatures signatures;
    private final SignedIn names;

    Entrusting(TaskRights rights, Colleagues colleagues, Signatures signatures, SignedIn names) {
        this.rights = rights;
        this.colleagues = colleagues;
        this.signatures = signatures;
        this.names = names;
    }

    @Override
    public List<VerbAct> acts() {
        return List.of(
                new VerbAct(
                        Verb.REASSIGN,
                        this::mayHandOver,
                        subject -> List.of(
                                Verbs.Field.one(USER, "转给", colleagues.whoMayDo(subject.open())),
                                Verbs.Field.text(REASON, "转办理由", true, "")),
                        this::planReassignment),
                new VerbAct(
                        Verb.DELEGATE,
                        this::mayHandOver,
                        subject -> List.of(
                                Verbs.Field.one(USER, "委派给", colleagues.whoMayDo(subject.open())),
                                Verbs.Field.text(REASON, "委派事项", true, "写明请对方做什么。")),
                        this::planDelegation),
                new VerbAct(
                        Verb.RESOLVE,
                        subject -> requireWith(subject, true),
                        subject -> List.of(Verbs.Field.text(OPINION, "办理情况", true, "")),
                        this::planAnswer),
                new VerbAct(
                        Verb.SIGN_BEFORE,
                        this::mayCosign,
                        subject -> signerFields(subject),
                        (subject, arguments) -> planCosigning(subject, arguments, Kind.BEFORE)),
                new VerbAct(
                        Verb.SIGN_AFTER,
                        this::mayCosign,
                        subject -> signerFields(subject),
                        (subject, arguments) -> planCosigning(subject, arguments, Kind.AFTER)),
                new VerbAct(
                        Verb.SIGN,
                        subject -> requireWith(subject, false),
                        subject -> List.of(Verbs.Field.text(OPINION, "加签意见", true, "")),
                        this::planAnswer),
                new VerbAct(
                        Verb.UNSIGN,
                        this::mayUnsign,
                        subject -> List.of(
                                Verbs.Field.many(USERS, "取消", unsigned(subject)),
                                Verbs.Field.text(REASON, "减签理由", true, "")),
                        this::planUnsigning));
    }

    /**
     * Refuses while the task is with somebody else, or somebody still has to sign.
     *
     * @throws Refusal {@code ERR_CASE_STATE}
     */
    void requireUnsigned(TaskEntity task) {
        List<Asked> open = signatures.open(task.getId());
        if (!open.isEmpty()) {
            throw Refusal.conflict(
                    RefusalCode.CASE_STATE,
                    "本任务正在%s（%s），须先办完或者减签。"
                            .formatted(open.get(0).kind().label(), names.nameOf(open.get(0).signer())));
        }
    }

    // 转办, 委派 ------------------------------------------------------------------------------------------------------

    private void mayHandOver(VerbSubject subject) {
        TaskEntity task = subject.open();
        rights.holding(task, subject.person());
        subject.active();
        requireUnsigned(task);
        if (task.getCandidates().isEmpty()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "本步骤指定由" + names.nameOf(task.getAssignee()) + "本人办理，不能交给他人。");
        }
        if (colleagues.whoMayDo(task).isEmpty()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "没有其他有权办理本步骤的同事（须在同一办理部门，且不违反四眼原则和回避）。");
        }
    }

    private VerbPlan planReassignment(VerbSubject subject, VerbArguments arguments) {
        TaskEntity task = subject.open();
        Actor actor = rights.holding(task, subject.person());
        String user = chosen(arguments.text(USER, "转给"), colleagues.whoMayDo(task), USER);
        String reason = arguments.text(REASON, "转办理由");
        return VerbPlan.simple(
                actor,
                task.getId(),
                List.of("任务“%s”转给%s，由其办理并提交。".formatted(task.getName(), names.nameOf(user)), "转办理由：" + reason),
                facts(reason, List.of(user)),
                () -> {
                    task.setAssignee(user);
                    task.setOwner(null);
                });
    }

    private VerbPlan planDelegation(VerbSubject subject, VerbArguments arguments) {
        TaskEntity task = subject.open();
        Actor actor = rights.holding(task, subject.person());
        String user = chosen(arguments.text(USER, "委派给"), colleagues.whoMayDo(task), USER);
        String what = arguments.text(REASON, "委派事项");
        String owner = String.valueOf(task.getAssignee());
        return VerbPlan.simple(
                actor,
                task.getId(),
                List.of(
                        "任务“%s”委派给%s；对方办结委派后，任务回到%s名下，由其填表提交。"
                                .formatted(task.getName(), names.nameOf(user), names.nameOf(owner)),
                        "委派事项：" + what),
                facts(what, List.of(user)),
                () -> {
                    signatures.ask(task, Kind.DELEGATED, user, owner, what);
                    lend(task, user, owner);
                });
    }

    // 加签 ------------------------------------------------------------------------------------------------------------

    private void mayCosign(VerbSubject subject) {
        TaskEntity task = subject.open();
        rights.completing(task, subject.user());
        subject.active();
        if (signatures.now(task.getId()).isPresent()) {
            requireUnsigned(task);
        }
    }

    private List<Verbs.Field> signerFields(VerbSubject subject) {
        return List.of(
                Verbs.Field.many(USERS, "加签人", possibleSigners(subject)),
                Verbs.Field.text(REASON, "加签事项", true, "写明请对方就什么签署意见。"));
    }

    /** Everybody but herself, the one whose task it is, and those who are asked already. */
    private List<Verbs.Option> possibleSigners(VerbSubject subject) {
        TaskEntity task = subject.open();
        List<String> asked = signatures.open(task.getId()).stream().map(Asked::signer).toList();
        return colleagues.everybodyBut(subject.user()).stream()
                .filter(each -> !each.value().equals(task.getAssignee()) && !asked.contains(each.value()))
                .toList();
    }

    private VerbPlan planCosigning(VerbSubject subject, VerbArguments arguments, Kind kind) {
        TaskEntity task = subject.open();
        Actor actor = rights.completing(task, subject.user());
        String owner = String.valueOf(task.getAssignee());
        List<Verbs.Option> possible = colleagues.everybodyBut(subject.user());
        List<String> signers = new ArrayList<>();
        for (String user : arguments.several(USERS, "加签人")) {
            if (user.equals(owner)) {
                throw VerbArguments.invalid(USERS, "办理人本人不用加签。");
            }
            signers.add(chosen(user, possible, USERS));
        }
        List<String> already = signatures.open(task.getId()).stream().map(Asked::signer).toList();
        signers.stream().filter(already::contains).findFirst().ifPresent(user -> {
            throw VerbArguments.invalid(USERS, names.nameOf(user) + "已经是加签人。");
        });
        String what = arguments.text(REASON, "加签事项");
        String people = people(signers);
        String effect = kind == Kind.BEFORE
                ? "任务“%s”依次交%s签署意见，全部签署后回到%s名下，由其填表提交。"
                        .formatted(task.getName(), people, names.nameOf(owner))
                : "“%s”提交以后，先交%s签署意见；全部签署后，办件才进入下一步。".formatted(task.getName(), people);
        return VerbPlan.simple(actor, task.getId(), List.of(effect, "加签事项：" + what), facts(what, signers), () -> {
            signers.forEach(user -> signatures.ask(task, kind, user, owner, what));
            lend(task, kind == Kind.BEFORE ? signers.get(0) : owner, owner);
        });
    }

    /** The task is with this person, as a delegate or as one who signs. */
    private Asked requireWith(VerbSubject subject, boolean delegated) {
        TaskEntity task = subject.open();
        subject.active();
        Asked asked = signatures
                .now(task.getId())
                .filter(each -> (each.kind() == Kind.DELEGATED) == delegated)
                .orElseThrow(() -> Refusal.conflict(
                        RefusalCode.CASE_STATE, delegated ? "本任务不是委派来的。" : "本任务没有等待签署的加签。"));
        if (!rights.isOwn(task, subject.person())) {
            throw Refusal.forbidden(
                    RefusalCode.NOT_ASSIGNEE, "须由" + names.nameOf(asked.signer()) + (delegated ? "办结。" : "签署。"));
        }
        return asked;
    }

    private VerbPlan planAnswer(VerbSubject subject, VerbArguments arguments) {
        TaskEntity task = subject.open();
        Asked asked = signatures.now(task.getId()).orElseThrow();
        Actor actor = rights.holding(task, subject.person());
        String opinion = arguments.text(OPINION, "意见");
        Optional<Asked> next = next(task.getId(), List.of(asked.id()));
        Held held = signatures.held(task.getId()).orElse(null);
        String effect = next.isPresent()
                ? "接着交" + names.nameOf(next.get().signer()) + "签署。"
                : held != null
                        ? "加签全部完成，%s已提交的表单生效，办件进入下一步。".formatted(names.nameOf(String.valueOf(held.actor().userId())))
                        : "任务回到" + names.nameOf(asked.owner()) + "名下，由其填表提交。";
        return VerbPlan.simple(
                actor,
                task.getId(),
                List.of((asked.kind() == Kind.DELEGATED ? "办理情况：" : "加签意见：") + opinion, effect),
                facts(opinion, List.of(next.map(Asked::signer).orElse(asked.owner()))),
                () -> {
                    signatures.end(asked.id(), true, opinion);
                    goOn(task, asked.owner(), next.orElse(null), held);
                });
    }

    // 减签 ------------------------------------------------------------------------------------------------------------

    private void mayUnsign(VerbSubject subject) {
        TaskEntity task = subject.open();
        subject.active();
        List<Asked> open = signatures.open(task.getId());
        if (open.isEmpty()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "本任务没有还没签署的加签人，也没有委派在外。");
        }
        if (open.stream().noneMatch(asked -> asked.owner().equals(subject.user()))) {
            throw Refusal.forbidden(
                    RefusalCode.NOT_ASSIGNEE, "须由" + names.nameOf(open.get(0).owner()) + "减签或者收回委派。");
        }
    }

    private List<Verbs.Option> unsigned(VerbSubject subject) {
        return signatures.open(subject.taskId()).stream()
                .map(asked -> new Verbs.Option(
                        asked.signer(), names.nameOf(asked.signer()) + "（" + asked.kind().label() + "）"))
                .toList();
    }

    private VerbPlan planUnsigning(VerbSubject subject, VerbArguments arguments) {
        TaskEntity task = subject.open();
        List<Asked> open = signatures.open(task.getId());
        List<String> users = arguments.several(USERS, "取消");
        List<Asked> removed =
                open.stream().filter(asked -> users.contains(asked.signer())).toList();
        if (removed.size() < users.size()) {
            throw VerbArguments.invalid(USERS, "所选的人已经签署，或者不在加签人中，请刷新后重选。");
        }
        String reason = arguments.text(REASON, "减签理由");
        Optional<Asked> now = signatures.now(task.getId());
        boolean moves = now.isPresent() && removed.contains(now.get());
        Optional<Asked> next = next(task.getId(), removed.stream().map(Asked::id).toList());
        Held held = signatures.held(task.getId()).orElse(null);
        List<String> effects = new ArrayList<>();
        effects.add("不再请" + people(removed.stream().map(Asked::signer).toList()) + "签署（办理）。");
        if (moves && next.isPresent()) {
            effects.add("任务接着交" + names.nameOf(next.get().signer()) + "。");
        } else if (moves) {
            effects.add(held == null ? "任务回到" + names.nameOf(removed.get(0).owner()) + "名下。" : "已提交的表单生效，办件进入下一步。");
        }
        effects.add("减签理由：" + reason);
        return VerbPlan.simple(
                subject.herself(),
                task.getId(),
                effects,
                facts(reason, removed.stream().map(Asked::signer).toList()),
                () -> {
                    removed.forEach(asked -> signatures.end(asked.id(), false, reason));
                    if (moves) {
                        goOn(task, removed.get(0).owner(), next.orElse(null), held);
                    } else if (removed.size() == open.size()) {
                        task.setOwner(null);
                    }
                });
    }

    // what they share -------------------------------------------------------------------------------------------------

    /** Who comes next when these have been heard: all before the owner, and after her if she has handed in. */
    private Optional<Asked> next(String taskId, List<Long> heard) {
        boolean handedIn = signatures.held(taskId).isPresent();
        return signatures.open(taskId).stream()
                .filter(asked -> !heard.contains(asked.id()))
                .filter(asked -> asked.kind() != Kind.AFTER || handedIn)
                .findFirst();
    }

    private void goOn(TaskEntity task, String owner, @Nullable Asked next, @Nullable Held held) {
        if (next != null) {
            lend(task, next.signer(), owner);
            return;
        }
        task.setAssignee(owner);
        task.setOwner(signatures.open(task.getId()).isEmpty() ? null : owner);
        if (held != null) {
            signatures.release(task.getId());
            // Her right was found when she handed in; a substitution may have ended while others signed.
            Passages.current().entitle(task.getId(), held.actor());
            Acting.as(held.actor(), () ->
                    new SubmitTaskFormCmd(task.getId(), new HashMap<>(held.form()), false, false)
                            .execute(Context.getCommandContext()));
        }
    }

    /**
     * If somebody signs after the owner, keeps what she hands in until then.
     *
     * @return whether it is kept, so that the task does not complete yet
     */
    boolean keeps(TaskEntity task, Actor actor, Map<String, Object> form) {
        if (task.getOwner() == null) {
            return false;
        }
        Optional<Asked> first = signatures.open(task.getId()).stream().findFirst();
        first.filter(asked -> asked.kind() != Kind.AFTER || signatures.held(task.getId()).isPresent())
                .ifPresent(asked -> {
                    throw Refusal.conflict(
                            RefusalCode.CASE_STATE,
                            "本任务正在%s，请在“办理动作”中%s，不用提交表单。".formatted(
                                    asked.kind().label(),
                                    asked.kind() == Kind.DELEGATED ? "“办结委派”" : "“签署意见”"));
                });
        first.ifPresent(asked -> {
            signatures.hold(task.getId(), CaseVariables.caseId(task), actor, form);
            lend(task, asked.signer(), asked.owner());
        });
        return first.isPresent();
    }

    /** A task with an owner is lent, or will be: the others, which are most, need not be asked about. */
    private static void lend(TaskEntity task, String user, String owner) {
        task.setOwner(owner);
        task.setAssignee(user);
    }

    private String people(List<String> users) {
        return String.join("、", users.stream().map(names::nameOf).toList());
    }

    private static Map<String, Object> facts(String reason, List<String> users) {
        return Map.of(REASON, reason, USERS, users);
    }

    private static String chosen(String user, List<Verbs.Option> possible, String key) {
        return possible.stream()
                .map(Verbs.Option::value)
                .filter(user::equals)
                .findFirst()
                .orElseThrow(() -> VerbArguments.invalid(key, "所选的人不能办理，请重新选择。"));
    }
}
