package cn.bioapproval.catalog;

/**
 * Which groups do a step, asked by the models when the step begins:
 * {@code camunda:candidateGroups="${routing.groupsFor(item,'userTask_X')}"}. Another unit takes over a function by an
 * administrator's act, a step by a change in items.yaml; neither changes a model.
 */
public final class Routing {

    private final Catalog catalog;
    private final UnitRegister units;

    Routing(Catalog catalog, UnitRegister units) {
        this.catalog = catalog;
        this.units = units;
    }

    /**
     * The groups, comma separated; of a step that a function does, the group of the unit that has the function today.
     *
     * @throws IllegalStateException if the catalogue does not say, or nobody has the function; a step that nobody may do
     *                               would wait for ever
     */
    public String groupsFor(String item, String elementId) {
        Route route = catalog.find(item)
                .orElseThrow(() -> new IllegalStateException("No service item " + item + " in the catalogue"))
                .routing()
                .get(elementId);
        if (route instanceof Route.Groups fixed) {
            return String.join(",", fixed.groups());
        }
        if (route instanceof Route.ByFunction byFunction) {
            return group(item, elementId, byFunction);
        }
        throw new IllegalStateException("items.yaml: item " + item + " routes no groups to " + elementId);
    }

    private String group(String item, String elementId, Route.ByFunction route) {
        OrgUnit unit = units.responsible(route.function(), item, units.today())
                .orElseThrow(() -> new IllegalStateException("No unit has the function %s today, which does %s of %s"
                        .formatted(route.function(), elementId, item)));
        return groupOf(unit, route);
    }

    /** The candidate group of the unit for a step with that route. */
    public static String groupOf(OrgUnit unit, Route.ByFunction route) {
        if (!route.lead()) {
            return unit.group();
        }
        if (unit.leadGroup() == null) {
            throw new IllegalStateException("Unit " + unit.code() + " has no group of heads");
        }
        return unit.leadGroup();
    }
}
