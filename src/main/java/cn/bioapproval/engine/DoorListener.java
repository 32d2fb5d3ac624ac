package cn.bioapproval.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Puts the door before every form, and the step listener on every user task, of every model that is parsed. */
final class DoorListener extends AbstractBpmnParseListener {

    private final FormDoor door;
    private final Steps steps;
    private final Barriers barriers;

    DoorListener(FormDoor door, Steps steps, Barriers barriers) {
        this.door = door;
        this.steps = steps;
        this.barriers = barriers;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity definition) {
        StepProperties.keep(definition, StepProperties.read(element));
        if (definition.getStartFormHandler() != null) {
            definition.setStartFormHandler(new StartDoor(definition.getStartFormHandler(), door));
            definition.addBuiltInListener(ExecutionListener.EVENTNAME_START, door.onlyThroughTheDoor());
        }
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        Map<String, String> properties = StepProperties.read(element);
        StepProperties.keep(activity, properties);
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.setTaskFormHandler(new TaskDoor(task.getTaskFormHandler(), door));
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, steps.onCreate());
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, steps.onComplete());
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, steps.onDelete());
        markBarrier(properties, activity);
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
        Parts.handOnTheCase(activity);
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        markBarrier(StepProperties.read(element), activity);
    }

    private void markBarrier(Map<String, String> properties, ActivityImpl activity) {
        if ("true".equals(properties.get(Barriers.PROPERTY))) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, barriers.onEnd());
        }
    }
}
