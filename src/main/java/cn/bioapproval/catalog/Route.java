package cn.bioapproval.catalog;

import java.util.List;

/** Who does a step of an item, as items.yaml says it. */
public sealed interface Route {

    /** These candidate groups: {@code userTask_Pay: [czj]}. */
    record Groups(List<String> groups) implements Route {}

    /**
     * The unit that has the function on the day the step begins: <code>userTask_Review: {function: REVIEW}</code>.
     *
     * @param lead the unit's heads instead of its clerks: <code>{function: REVIEW, lead: true}</code>
     */
    record ByFunction(UnitFunction function, boolean lead) implements Route {}
}
