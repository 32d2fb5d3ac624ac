package cn.bioapproval.scenarios;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Sees every node that is entered and every flow that is taken while a scenario is played. The engine's history keeps
 * neither. A plain component, so that scenarios share one application with the other tests.
 */
@Component
class PathRecorder extends AbstractProcessEnginePlugin {

    /**
     * A node that was entered, or a flow that was taken.
     *
     * @param wholeId the instance that a person started: of a part that is called, the outermost that calls it
     */
    record Passage(String wholeId, String process, String element) {}

    private static final String MULTI_INSTANCE = "#multiInstanceBody";

    private final List<Passage> pending = new ArrayList<>();
    private final List<Passage> passed = new ArrayList<>();
    private final Set<String> covered = new LinkedHashSet<>();
    private boolean recording;

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<BpmnParseListener> listeners =
                configuration.getCustomPreBPMNParseListeners() == null
                        ? new ArrayList<>()
                        : new ArrayList<>(configuration.getCustomPreBPMNParseListeners());
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity definition) {
                observe(definition);
            }
        });
        configuration.setCustomPreBPMNParseListeners(listeners);
    }

    private void observe(ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            if (!activity.getId().endsWith(MULTI_INSTANCE)) {
                activity.addListener(ExecutionListener.EVENTNAME_START, noting(activity.getId()));
            }
            activity.getOutgoingTransitions().forEach(flow ->
                    ((TransitionImpl) flow).addListener(ExecutionListener.EVENTNAME_TAKE, noting(flow.getId())));
            observe(activity);
        }
    }

    private ExecutionListener noting(String element) {
        return execution -> {
            if (recording) {
                String process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
                String wholeId = ((ExecutionEntity) execution).getRootProcessInstanceId();
                pending.add(new Passage(wholeId, process, element));
            }
        };
    }

    /** A scenario begins. */
    void begin() {
        recording = true;
        pending.clear();
        passed.clear();
    }

    /** What happened since the last call is true. */
    void keep() {
        passed.addAll(pending);
        pending.forEach(passage -> covered.add(key(passage.process(), passage.element())));
        pending.clear();
    }

    /** What happened since the last call was rolled back. */
    void drop() {
        pending.clear();
    }

    void end() {
        recording = false;
    }

    /** Everything passed in this scenario, in order. */
    List<Passage> passed() {
        return List.copyOf(passed);
    }

    /** Whether any scenario of this run has passed the node or flow. */
    boolean isCovered(String process, String element) {
        return covered.contains(key(process, element));
    }

    private static String key(String process, String element) {
        return process + "/" + element;
    }
}
