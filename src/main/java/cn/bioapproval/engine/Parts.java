package cn.bioapproval.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.model.CallableElement;
import org.camunda.bpm.engine.impl.core.model.CallableElementParameter;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.jspecify.annotations.Nullable;

/**
 * Parts: processes that procedures call (call activities) because several share them. In the engine each is a process
 * instance of its own; to people it is the same case: a part has the business key, the case and the item of who calls it
 * without the model saying so, and what concerns the case as a whole concerns its parts.
 */
final class Parts {

    private static final String CALLS = "bioapproval.calls";

    private Parts() {}

    /** What every call hands on. */
    static void handOnTheCase(ActivityImpl call) {
        if (call.getActivityBehavior() instanceof CallableElementActivityBehavior behavior) {
            CallableElement called = behavior.getCallableElement();
            called.setBusinessKeyValueProvider(new Given(execution -> execution.getProcessBusinessKey()));
            called.addInput(input(CaseVariables.CASE_ID));
            called.addInput(input(CaseVariables.ITEM));
            call.getProcessDefinition().setProperty(CALLS, true);
        }
    }

    private static CallableElementParameter input(Variable<?> variable) {
        var parameter = new CallableElementParameter();
        parameter.setTarget(variable.name());
        parameter.setSourceValueProvider(
                new Given(execution -> variable.get(Objects.requireNonNull(execution.getProcessInstance()))));
        return parameter;
    }

    /** The instance that a person started: the instance itself, unless it is a part. */
    static ExecutionEntity whole(ExecutionEntity instance) {
        String root = instance.getRootProcessInstanceId();
        return root == null || root.equals(instance.getId())
                ? instance
                : Context.getCommandContext().getExecutionManager().findExecutionById(root);
    }

    /** Key of the procedure that the task belongs to: of the process that calls its own, if that is a part. */
    static String procedureOf(TaskEntity task) {
        ExecutionEntity instance = task.getProcessInstance();
        return instance == null
                ? task.getProcessDefinition().getKey()
                : whole(instance).getProcessDefinition().getKey();
    }

    /** Whether the instance neither is a part nor can have one. */
    static boolean isAlone(ExecutionEntity instance) {
        return instance.getId().equals(instance.getRootProcessInstanceId())
                && instance.getProcessDefinition().getProperty(CALLS) == null;
    }

    /** The whole that the instance belongs to: the outermost first, then its parts. */
    static List<ExecutionEntity> instances(ExecutionEntity instance) {
        List<ExecutionEntity> found = new ArrayList<>();
        collect(whole(instance), found);
        return found;
    }

    private static void collect(ExecutionEntity instance, List<ExecutionEntity> into) {
        into.add(instance);
        if (instance.getProcessDefinition().getProperty(CALLS) != null) {
            Context.getProcessEngineConfiguration()
                    .getRuntimeService()
                    .createProcessInstanceQuery()
                    .superProcessInstanceId(instance.getId())
                    .list()
                    .forEach(part -> collect((ExecutionEntity) part, into));
        }
    }

    /** The stored tasks of the whole that the instance belongs to. */
    static List<TaskEntity> tasks(ExecutionEntity instance) {
        var tasks = Context.getCommandContext().getTaskManager();
        return instances(instance).stream()
                .flatMap(each -> tasks.findTasksByProcessInstanceId(each.getId()).stream())
                .toList();
    }

    /** The activity instance of this process instance in which the task stands; {@code null} if it stands elsewhere. */
    static @Nullable String placeIn(ExecutionEntity instance, TaskEntity task) {
        ExecutionEntity at = task.getExecution();
        while (at != null && !at.getProcessInstanceId().equals(instance.getId())) {
            at = at.getProcessInstance().getSuperExecution();
        }
        return at == null ? null : at.getActivityInstanceId();
    }

    /** Keys of the processes that these activities call, and those call in turn. */
    static Set<String> calledBy(List<ActivityImpl> activities) {
        Set<String> keys = new LinkedHashSet<>();
        activities.forEach(activity -> called(activity, keys));
        return keys;
    }

    private static void called(ActivityImpl activity, Set<String> into) {
        if (activity.getActivityBehavior() instanceof CallableElementActivityBehavior behavior) {
            ParameterValueProvider key = behavior.getCallableElement().getDefinitionKeyValueProvider();
            if (key.isDynamic()) {
                throw new IllegalStateException("The call of '" + activity.getId() + "' names no process");
            }
            String part = String.valueOf(key.getValue(StartProcessVariableScope.getSharedInstance()));
            if (into.add(part)) {
                ProcessDefinitionEntity process = Context.getProcessEngineConfiguration()
                        .getDeploymentCache()
                        .findDeployedLatestProcessDefinitionByKey(part);
                process.getActivities().forEach(inner -> called(inner, into));
            }
        }
        activity.getActivities().forEach(inner -> called(inner, into));
    }

    /** A value that is asked of the calling execution. */
    private record Given(Function<ExecutionEntity, Object> value) implements ParameterValueProvider {

        @Override
        public Object getValue(VariableScope scope) {
            return value.apply((ExecutionEntity) scope);
        }

        @Override
        public boolean isDynamic() {
            return true;
        }
    }
}
