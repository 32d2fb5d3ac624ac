package cn.bioapproval.engine;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.engine.Forms.DeployedForm;
import cn.bioapproval.intake.CheckedForm;
import cn.bioapproval.intake.Door;
import cn.bioapproval.intake.NewSubmission;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Leads what a form submits through the {@link Door}: checked against its own schema, recorded once, and only the flow
 * fields handed on as variables. Passing a start form opens the case.
 */
@Component
class FormDoor {

    private final Door door;
    private final Forms forms;
    private final FactsOfForms facts;
    private final TaskRights rights;
    private final CaseRegister cases;
    private final Catalog catalog;

    FormDoor(Door door, Forms forms, FactsOfForms facts, TaskRights rights, CaseRegister cases, Catalog catalog) {
        this.door = door;
        this.forms = forms;
        this.facts = facts;
        this.rights = rights;
        this.cases = cases;
        this.catalog = catalog;
    }

    void passTask(TaskEntity task, Map<String, Object> submitted) {
        Actor actor = requirePerson();
        var command = Context.getCommandContext();
        if (!Passages.of(command).isEntitled(task.getId(), actor)
                && !actor.equals(rights.completing(task, actor.userId()))) {
            throw Refusal.forbidden(RefusalCode.NOT_ASSIGNEE, "任务“" + task.getName() + "”不由您办理。");
        }
        ProcessDefinitionEntity process = task.getProcessDefinition();
        String elementId = task.getTaskDefinitionKey();
        CaseId caseId = CaseVariables.caseId(task);
        Optional<DeployedForm> form = forms.ofTask(command, process, elementId);
        if (form.isEmpty()) {
            throw new IllegalStateException("User task '" + elementId + "' has no form");
        }
        CheckedForm checked = check(form.get(), submitted, task.getProcessInstance(), process.getKey(), elementId, caseId);
        door.record(submission(caseId, process, elementId, task.getId(), form.get(), checked));
        let(checked, task.getProcessInstance());
        Passages.of(command).let(task.getId());
    }

    /** Checks the form of a task as the door will, and records nothing. */
    void check(TaskEntity task, Map<String, Object> submitted) {
        String elementId = task.getTaskDefinitionKey();
        ProcessDefinitionEntity process = task.getProcessDefinition();
        DeployedForm form = forms.ofTask(Context.getCommandContext(), process, elementId)
                .orElseThrow(() -> new IllegalStateException("User task '" + elementId + "' has no form"));
        check(form, submitted, task.getProcessInstance(), process.getKey(), elementId, CaseVariables.caseId(task));
    }

    void passStart(ExecutionEntity instance, Map<String, Object> submitted) {
        requirePerson();
        var command = Context.getCommandContext();
        ProcessDefinitionEntity process = instance.getProcessDefinition();
        DeployedForm form = forms.ofStart(command, process)
                .orElseThrow(() -> Refusal.forbidden(
                        RefusalCode.NOT_PERMITTED, "“" + process.getName() + "”是其他流程的组成部分，不能单独启动。"));
        boolean opens = !"false".equals(StepProperties.of(process).get("case.opens"));
        if (opens) {
            requireDelegated(process, submitted);
        }
        CheckedForm checked = door.check(form.schema(), submitted, Map.of());
        Case subject = opens ? openCase(process, checked) : existingCase(checked);
        String startEvent = process.getInitial().getId();
        door.record(submission(subject.id(), process, startEvent, null, form, checked));
        instance.setBusinessKey(subject.number());
        CaseVariables.CASE_ID.set(instance, subject.id().value());
        CaseVariables.ITEM.set(instance, subject.item());
        let(checked, instance);
        Passages.of(command).let(instance.getId());
    }

    /** Refuses a process that was started without its form. */
    ExecutionListener onlyThroughTheDoor() {
        return execution -> {
            var instance = (ExecutionEntity) execution;
            boolean called = instance.getSuperExecutionId() != null;
            if (!called && !Passages.current().wasLet(instance.getId())) {
                throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "流程只能通过提交申请表单启动。");
            }
        };
    }

    /** An empty field clears what an earlier round left; it does not become a variable by itself. */
    private static void let(CheckedForm checked, ExecutionEntity instance) {
        checked.flow().forEach((name, value) -> {
            if (value != null || instance.hasVariable(name)) {
                instance.setVariable(name, value);
            }
        });
    }

    private CheckedForm check(
            DeployedForm form,
            Map<String, Object> submitted,
            VariableScope variables,
            String procedure,
            String elementId,
            CaseId caseId) {
        Set<String> needed = form.schema().checkKeys();
        if (needed.isEmpty()) {
            return door.check(form.schema(), submitted, Map.of());
        }
        Map<String, Object> context = new HashMap<>(variables.getVariables());
        if (!context.keySet().containsAll(needed)) {
            context.putAll(facts.of(procedure, caseId, elementId, needed));
        }
        return door.check(form.schema(), submitted, context);
    }

    /** Before anything else of the form is looked at: nobody fills in a form for an item that cannot be opened today. */
    private void requireDelegated(ProcessDefinitionEntity process, Map<String, Object> submitted) {
        String fixed = StepProperties.of(process).get("case.item");
        if (fixed != null) {
            catalog.item(fixed);
        } else if (submitted.get("itemCode") instanceof String chosen && !chosen.isBlank()) {
            catalog.item(chosen, process.getKey());
        }
    }

    private Case openCase(ProcessDefinitionEntity process, CheckedForm checked) {
        String code = StepProperties.of(process).get("case.item");
        ServiceItem item = catalog.item(code == null ? checked.data().text("itemCode") : code);
        Map<String, String> fields = checked.caseFields();
        return cases.open(new NewCase(
                item.code(),
                item.numberPrefix(),
                process.getKey(),
                fields.getOrDefault("title", item.name()),
                fields.getOrDefault("applicantName", "—"),
                fields.getOrDefault("applicantCode", "—"),
                fields.get("applicantEmail")));
    }

    private Case existingCase(CheckedForm checked) {
        String number = checked.caseFields().getOrDefault("caseNumber", "");
        return cases.findByNumber(number)
                .orElseThrow(() -> Refusal.notFound(
                        RefusalCode.CASE_NOT_FOUND, "没有办件编号为“" + number + "”的办件，请核对后重新填写。"));
    }

    private static Actor requirePerson() {
        Actor actor = Acting.current();
        if (actor.isSystem()) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "请登录后通过任务表单提交。");
        }
        return actor;
    }

    private static NewSubmission submission(
            CaseId caseId,
            ProcessDefinitionEntity process,
            String elementId,
            @Nullable String taskId,
            DeployedForm form,
            CheckedForm checked) {
        return new NewSubmission(
                caseId, process.getKey(), elementId, taskId, form.key(), form.version(), checked.data());
    }
}
