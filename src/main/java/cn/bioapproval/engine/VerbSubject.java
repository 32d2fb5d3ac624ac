package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.intake.Submission;
import java.util.Map;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * From where a person uses a verb: an open task that she sees, or one that she did herself.
 *
 * @param taskId    as she named it; of a finished task the engine's id it had
 * @param task      {@code null} when it is finished
 * @param done      what was handed in when it is finished
 * @param instance  the running process instance; {@code null} when it has ended
 */
record VerbSubject(
        String taskId,
        @Nullable TaskEntity task,
        @Nullable Submission done,
        Case ofCase,
        ProcessDefinitionEntity process,
        @Nullable ExecutionEntity instance,
        String elementId,
        Authentication person) {

    CaseId caseId() {
        return ofCase.id();
    }

    String user() {
        return person.getUserId();
    }

    String stepName() {
        return TokenMove.nameOf(process.findActivity(elementId));
    }

    /** Key of the procedure, be the step in a part of it. */
    String procedure() {
        return instance == null ? process.getKey() : Parts.whole(instance).getProcessDefinition().getKey();
    }

    /** The properties of the procedure, be the step in a part of it. */
    Map<String, String> processProperties() {
        return StepProperties.of(instance == null ? process : Parts.whole(instance).getProcessDefinition());
    }

    /** The open task, for verbs that need one. */
    TaskEntity open() {
        if (task == null) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "本任务已经办结，这个动作只能在待办任务上进行。");
        }
        return task;
    }

    /** The running instance. */
    ExecutionEntity running() {
        if (instance == null || instance.isEnded()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件的流程已经结束，不能再进行这个动作。");
        }
        return instance;
    }

    /** The running instance, which must not be suspended. */
    ExecutionEntity active() {
        ExecutionEntity running = running();
        if (running.isSuspended()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件已挂起，须先恢复办理，再进行这个动作。");
        }
        return running;
    }

    /** The person as an actor, in nobody's place. */
    Actor herself() {
        return Actor.user(user());
    }
}
