package cn.bioapproval.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseUtil;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** The properties that the model gives an element ({@code camunda:properties}), kept with the parsed definition. */
final class StepProperties {

    private static final String KEY = "bioapproval.properties";

    private StepProperties() {}

    static Map<String, String> read(Element element) {
        Element extensions = element.element("extensionElements");
        Map<String, String> properties =
                extensions == null ? null : BpmnParseUtil.parseCamundaExtensionProperties(element);
        return properties == null ? Map.of() : Map.copyOf(properties);
    }

    static void keep(ActivityImpl activity, Map<String, String> properties) {
        activity.setProperty(KEY, properties);
    }

    static void keep(ProcessDefinitionImpl definition, Map<String, String> properties) {
        definition.setProperty(KEY, properties);
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> of(ProcessDefinitionImpl definition, String elementId) {
        ActivityImpl activity = definition.findActivity(elementId);
        if (activity == null) {
            throw new IllegalArgumentException("The model has no element '" + elementId + "'");
        }
        Object kept = activity.getProperty(KEY);
        return kept == null ? Map.of() : (Map<String, String>) kept;
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> of(ProcessDefinitionImpl definition) {
        Object kept = definition.getProperty(KEY);
        return kept == null ? Map.of() : (Map<String, String>) kept;
    }
}
