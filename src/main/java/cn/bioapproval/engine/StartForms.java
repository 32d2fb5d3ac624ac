package cn.bioapproval.engine;

import cn.bioapproval.catalog.Catalog;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/** Start forms in which a service item is chosen, with those items only that can be opened today. */
@Component
public class StartForms {

    private static final String CHOICE = "itemCode";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessEngine engine;
    private final Catalog catalog;

    StartForms(ProcessEngine engine, Catalog catalog) {
        this.engine = engine;
        this.catalog = catalog;
    }

    /**
     * The start form of a process definition, as the person may read it.
     *
     * @return empty if there is no such definition, or no item is chosen when it starts
     */
    public Optional<String> withItemsOfToday(String processDefinitionId) {
        ProcessDefinition definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionId(processDefinitionId)
                .singleResult();
        if (definition == null || catalog.itemsOf(definition.getKey()).size() < 2) {
            return Optional.empty();
        }
        try (InputStream content = engine.getFormService().getDeployedStartForm(processDefinitionId)) {
            JsonNode form = JSON.readTree(content);
            return narrow(form, definition.getKey()) ? Optional.of(form.toString()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The start form of " + processDefinitionId + " cannot be read", e);
        }
    }

    private boolean narrow(JsonNode form, String procedure) {
        boolean chosen = false;
        for (JsonNode component : form.path("components")) {
            if (component.path("key").asText().equals(CHOICE) && component.path("values") instanceof ArrayNode values) {
                values.removeIf(value -> catalog.find(value.path("value").asText())
                        .filter(item -> item.procedure().equals(procedure) && catalog.isOn(item))
                        .isEmpty());
                chosen = true;
            }
        }
        return chosen;
    }
}
