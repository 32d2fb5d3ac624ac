package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.Material;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.intake.Submissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/**
 * 补正: the clerk goes through the slots of the checklist and says of each what is missing or wrong; the one notice that
 * names them all is composed of it, and the form of the step handed in with it. Which step and which of its fields, the
 * model says: {@code verbs.supplement} is {@code <field>:<value>} of the outcome, {@code verbs.supplementSlots} and
 * {@code verbs.supplementNotice} the fields for the codes and for the text. The notice can be given only once
 * (行政许可法 art. 32: 一次告知).
 */
@Component
class Supplementing implements VerbAct.Family {

    static final String OUTCOME = "verbs.supplement";
    static final String SLOTS_FIELD = "verbs.supplementSlots";
    static final String NOTICE_FIELD = "verbs.supplementNotice";

    private static final String SLOTS = "slots";
    private static final String NOTE = "note";

    private final TaskRights rights;
    private final Catalog catalog;
    private final Submissions submissions;
    private final Entrusting entrusting;
    private final FormDoor door;

    Supplementing(
            TaskRights rights, Catalog catalog, Submissions submissions, Entrusting entrusting, FormDoor door) {
        this.rights = rights;
        this.catalog = catalog;
        this.submissions = submissions;
        this.entrusting = entrusting;
        this.door = door;
    }

    @Override
    public List<VerbAct> acts() {
        return List.of(new VerbAct(
                Verb.SUPPLEMENT,
                this::maySupplement,
                subject -> List.of(
                        new Verbs.Field(
                                SLOTS,
                                "逐项勾选缺少或者有误的材料，并写明问题",
                                Verbs.Kind.SLOTS,
                                true,
                                slots(subject),
                                "补正只能告知一次，请一次列全。"),
                        Verbs.Field.text(NOTE, "其他需要说明的", false, "")),
                this::planSupplement));
    }

    private void maySupplement(VerbSubject subject) {
        TaskEntity task = subject.open();
        rights.completing(task, subject.user());
        subject.active();
        entrusting.requireUnsigned(task);
        Map<String, String> properties = Steps.propertiesOf(task);
        String outcome = properties.get(OUTCOME);
        if (outcome == null) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "本步骤不能告知补正；补正在形式审查时一次性告知。");
        }
        String[] parts = outcome.split(":", 2);
        boolean told = submissions.of(subject.caseId()).stream()
                .filter(each -> each.elementId().equals(subject.elementId()))
                .anyMatch(each -> parts[1].equals(each.data().optionalText(parts[0]).orElse(null)));
        if (told) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "补正已经一次性告知过，不能再次告知；请受理或者不予受理。");
        }
    }

    private List<Verbs.Option> slots(VerbSubject subject) {
        return catalog.find(subject.ofCase().item()).map(ServiceItem::materials).orElse(List.of()).stream()
                .map(material -> new Verbs.Option(material.code(), material.name()))
                .toList();
    }

    private VerbPlan planSupplement(VerbSubject subject, VerbArguments arguments) {
        TaskEntity task = subject.open();
        Actor actor = rights.completing(task, subject.user());
        Map<String, String> wrong = wrong(arguments);
        List<String> lines = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (Material material :
                catalog.find(subject.ofCase().item()).map(ServiceItem::materials).orElse(List.of())) {
            if (wrong.containsKey(material.code())) {
                codes.add(material.code());
                lines.add("%d. %s：%s".formatted(codes.size(), material.name(), wrong.get(material.code())));
            }
        }
        if (codes.isEmpty() || codes.size() < wrong.size()) {
            throw VerbArguments.invalid(SLOTS, "请至少勾选一项材料，并写明缺少什么或者哪里有误。");
        }
        Optional<String> note = arguments.optional(NOTE, "其他需要说明的");
        note.ifPresent(text -> lines.add("其他：" + text));
        Map<String, String> properties = Steps.propertiesOf(task);
        String[] outcome = properties.getOrDefault(OUTCOME, ":").split(":", 2);
        Map<String, Object> form = new HashMap<>();
        form.put(outcome[0], outcome[1]);
        form.put(properties.getOrDefault(SLOTS_FIELD, SLOTS), codes);
        form.put(properties.getOrDefault(NOTICE_FIELD, "notice"), String.join("\n", lines));
        door.check(task, form);
        List<String> effects = new ArrayList<>();
        effects.add("向申请人出具补正通知书，一次性告知下列问题；补正通知只能出具一次：");
        effects.addAll(lines);
        effects.add("本任务随之办结，等待申请人补正；收到补正后回到本步骤审查，并可对照前后两次提交的差异。");
        return new VerbPlan(
                actor,
                task.getId(),
                effects,
                List.of(),
                List.of(),
                "补正期间不计入办理时限，补正收到后从下一工作日起计算。",
                Map.of(SLOTS, codes),
                () -> new SubmitTaskFormCmd(task.getId(), new HashMap<>(form), false, false)
                        .execute(Context.getCommandContext()));
    }

    /** Slot → what is wrong with it. */
    private static Map<String, String> wrong(VerbArguments arguments) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (arguments.values().get(SLOTS) instanceof Map<?, ?> slots) {
            slots.forEach((code, text) -> {
                if (!(text instanceof String reason) || reason.isBlank() || reason.length() > 150) {
                    throw VerbArguments.invalid(SLOTS, "请写明每项材料缺少什么或者哪里有误（不超过150字）。");
                }
                wrong.put(String.valueOf(code), reason.strip());
            });
        }
        return wrong;
    }
}
