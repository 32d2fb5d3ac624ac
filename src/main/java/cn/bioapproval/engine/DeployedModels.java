package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Service;

/** What the deployed models say, whatever became of the tasks they made: for showing work that is finished. */
@Service
public class DeployedModels {

    private final ProcessEngine engine;
    private final FactsOfForms facts;

    DeployedModels(ProcessEngine engine, FactsOfForms facts) {
        this.engine = engine;
        this.facts = facts;
    }

    /**
     * A process definition.
     *
     * @param id   the engine's id of this version
     * @param key  key of the process
     * @param name in Chinese, as the model has it
     */
    public record Process(String id, String key, String name) {}

    /** The newest version of a process. */
    public Optional<Process> process(String key) {
        ProcessDefinition definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult();
        return Optional.ofNullable(definition).map(known -> new Process(known.getId(), key, known.getName()));
    }

    /**
     * The diagram of a process.
     *
     * @param key  of the process
     * @param name in Chinese, as the model has it
     * @param xml  BPMN 2.0
     */
    public record Diagram(String key, String name, String xml) {}

    /** The diagram of the version that carries the case; of the newest version when the case has left the engine. */
    public Optional<Diagram> diagram(String procedure, String caseNumber) {
        return configuration().getCommandExecutorTxRequired().execute(command -> command.runWithoutAuthorization(() -> {
            var carrying = engine
                    .getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(caseNumber, procedure)
                    .list()
                    .stream()
                    .map(ProcessInstance::getProcessDefinitionId)
                    .findFirst();
            return carrying.or(() -> process(procedure).map(Process::id)).map(this::diagram);
        }));
    }

    private Diagram diagram(String definitionId) {
        var repository = engine.getRepositoryService();
        ProcessDefinition process = repository.getProcessDefinition(definitionId);
        try (InputStream model = repository.getProcessModel(definitionId)) {
            return new Diagram(
                    process.getKey(),
                    process.getName(),
                    new String(model.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Model '" + definitionId + "' cannot be read", e);
        }
    }

    /** The form-js schema of one version of a form, as it was deployed. */
    public Optional<String> form(String formKey, int version) {
        return configuration().getCommandExecutorTxRequired().execute(command -> command.runWithoutAuthorization(
                () -> read(command, formKey, version)));
    }

    /** The facts that the form of a step shows now, see {@link FormFacts}. */
    public Map<String, Object> facts(String procedure, CaseId caseId, String elementId) {
        return facts.of(procedure, caseId, elementId);
    }

    /** Whether this is the shared filter that lists finished work (本人已办), and the person may use it. */
    public boolean isFilterOfFinishedWork(String filterId) {
        Filter filter =
                engine.getFilterService().createFilterQuery().filterId(filterId).singleResult();
        return filter != null && Boolean.TRUE.equals(filter.getProperties().get(OfficeGrants.DONE));
    }

    private static Optional<String> read(CommandContext command, String formKey, int version) {
        var reference = new CamundaFormRefImpl(formKey, "version");
        reference.setVersion(version);
        CamundaFormDefinition form = new GetCamundaFormDefinitionCmd(reference, null).execute(command);
        if (form == null) {
            return Optional.empty();
        }
        try (InputStream content =
                new GetDeploymentResourceCmd(form.getDeploymentId(), form.getResourceName()).execute(command)) {
            return Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Form '" + formKey + "' cannot be read", e);
        }
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
