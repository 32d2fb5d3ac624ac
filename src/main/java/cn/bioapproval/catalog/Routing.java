package cn.bioapproval.catalog;

import java.util.List;

/**
 * Which groups do a step, asked by the models:
 * {@code camunda:candidateGroups="${routing.groupsFor(item,'userTask_X')}"}. Another unit takes over a step by a change
 * in items.yaml, not in the model.
 */
public final class Routing {

    private final Catalog catalog;

    Routing(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The groups, comma separated.
     *
     * @throws IllegalStateException if the catalogue does not say; a step that nobody may do would wait for ever
     */
    public String groupsFor(String item, String elementId) {
        List<String> groups = catalog.find(item)
                .orElseThrow(() -> new IllegalStateException("No service item " + item + " in the catalogue"))
                .routing()
                .get(elementId);
        if (groups == null) {
            throw new IllegalStateException("items.yaml: item " + item + " routes no groups to " + elementId);
        }
        return String.join(",", groups);
    }
}
