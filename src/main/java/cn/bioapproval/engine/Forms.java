package cn.bioapproval.engine;

import cn.bioapproval.intake.FormSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.form.FormDefinition;
import org.camunda.bpm.engine.impl.form.handler.DefaultFormHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The forms of deployed models, parsed once per deployment: a form is bound to the deployment of its process. */
@Component
class Forms {

    /** A form of a deployed model. */
    record DeployedForm(String key, int version, FormSchema schema) {}

    private record Place(String deploymentId, String formKey) {}

    private final Map<Place, DeployedForm> parsed = new ConcurrentHashMap<>();

    /** The form of a user task; empty if the model gives it none. */
    Optional<DeployedForm> ofTask(CommandContext command, ProcessDefinitionEntity process, String elementId) {
        ActivityImpl activity = process.findActivity(elementId);
        var behavior = (UserTaskActivityBehavior) activity.getActivityBehavior();
        return find(command, process, behavior.getTaskDefinition().getFormDefinition());
    }

    /** The start form of a process; empty if it has none. */
    Optional<DeployedForm> ofStart(CommandContext command, ProcessDefinitionEntity process) {
        return find(command, process, process.getStartFormDefinition());
    }

    private Optional<DeployedForm> find(
            CommandContext command, ProcessDefinitionEntity process, @Nullable FormDefinition form) {
        if (form == null || form.getCamundaFormDefinitionKey() == null) {
            return Optional.empty();
        }
        String key = form.getCamundaFormDefinitionKey().getExpressionText();
        Place place = new Place(process.getDeploymentId(), key);
        DeployedForm known = parsed.get(place);
        if (known == null) {
            known = command.runWithoutAuthorization(() -> read(command, place));
            parsed.put(place, known);
        }
        return Optional.of(known);
    }

    private static DeployedForm read(CommandContext command, Place place) {
        var reference = new CamundaFormRefImpl(place.formKey(), DefaultFormHandler.FORM_REF_BINDING_DEPLOYMENT);
        CamundaFormDefinition definition =
                new GetCamundaFormDefinitionCmd(reference, place.deploymentId()).execute(command);
        if (definition == null) {
            throw new IllegalStateException("The deployment of the process has no form '" + place.formKey() + "'");
        }
        try (InputStream content =
                new GetDeploymentResourceCmd(definition.getDeploymentId(), definition.getResourceName())
                        .execute(command)) {
            String json = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return new DeployedForm(definition.getKey(), definition.getVersion(), FormSchema.parse(json));
        } catch (IOException e) {
            throw new UncheckedIOException("Form '" + place.formKey() + "' cannot be read", e);
        }
    }
}
