package cn.bioapproval.engine;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.StartFormData;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.form.handler.StartFormHandler;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;

/** A process's start form handler with the door before it; passing it opens the case. */
record StartDoor(StartFormHandler form, FormDoor door) implements StartFormHandler {

    @Override
    public void submitFormVariables(VariableMap submitted, VariableScope scope) {
        door.passStart((ExecutionEntity) scope, submitted);
    }

    @Override
    public StartFormData createStartFormData(ProcessDefinitionEntity definition) {
        return form.createStartFormData(definition);
    }

    @Override
    public void parseConfiguration(
            Element element, DeploymentEntity deployment, ProcessDefinitionEntity definition, BpmnParse parse) {
        form.parseConfiguration(element, deployment, definition, parse);
    }
}
