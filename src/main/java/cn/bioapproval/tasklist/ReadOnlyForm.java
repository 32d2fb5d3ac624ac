package cn.bioapproval.tasklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A form-js schema of which every input is disabled; labels, texts and the order stay. */
final class ReadOnlyForm {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ONLY_FOR_FILLING_IN = Set.of("validate", "defaultValue", "readonly");

    private ReadOnlyForm() {}

    static String of(String schema) {
        try {
            JsonNode form = JSON.readTree(schema);
            disable(form.path("components"));
            return JSON.writeValueAsString(form);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A deployed form is no JSON", e);
        }
    }

    private static void disable(JsonNode components) {
        for (JsonNode component : components) {
            if (component instanceof ObjectNode field) {
                if (field.has("key")) {
                    field.remove(ONLY_FOR_FILLING_IN);
                    field.put("disabled", true);
                }
                if ("dynamiclist".equals(field.path("type").asText())) {
                    field.put("allowAddRemove", false);
                }
                disable(field.path("components"));
            }
        }
        if (components instanceof ArrayNode all) {
            removeButtons(all);
        }
    }

    private static void removeButtons(ArrayNode components) {
        for (int i = components.size() - 1; i >= 0; i--) {
            if ("button".equals(components.get(i).path("type").asText())) {
                components.remove(i);
            }
        }
    }
}
