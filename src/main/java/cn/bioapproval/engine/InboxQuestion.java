package cn.bioapproval.engine;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryProperty;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;

/**
 * A task query that the inbox can answer: which readers, due in which time, in which order.
 *
 * @param readers   {@code u:} users and {@code g:} groups whose tasks are asked for
 * @param dueBefore exclusive; {@code null} for no bound
 * @param dueAfter  exclusive; {@code null} for no bound
 * @param order     column to sort by
 * @param ascending the direction
 */
record InboxQuestion(
        Set<String> readers, @Nullable Date dueBefore, @Nullable Date dueAfter, Order order, boolean ascending) {

    enum Order {
        CREATED("created_at"),
        DUE("due_at");

        final String column;

        Order(String column) {
            this.column = column;
        }
    }

    /** By name: the properties of a stored filter are copies. */
    private static final Map<String, Order> ORDERS = Map.of(
            TaskQueryProperty.CREATE_TIME.getName(), Order.CREATED, TaskQueryProperty.DUE_DATE.getName(), Order.DUE);

    /** What the inbox knows of a task, and what does not change which tasks are meant. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "assignee", "unassigned", "assigned", "candidateGroup", "candidateGroups", "dueBefore", "dueAfter",
            "orderingProperties", "firstResult", "maxResults", "initializeFormKeys",
            "authCheck", "tenantCheck", "parameter", "databaseType", "commandExecutor", "resultType", "expressions",
            "validators", "maxResultsLimitEnabled", "queries", "cachedCandidateGroups", "cachedUserGroups");

    private static final TaskQueryImpl BLANK = new TaskQueryImpl();

    private static final List<Field> REST = Stream.<Class<?>>iterate(
                    TaskQueryImpl.class, type -> type != Object.class, Class::getSuperclass)
            .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && !UNDERSTOOD.contains(field.getName()))
            .peek(field -> field.setAccessible(true))
            .toList();

    /**
     * The question in the query of a person whose own tasks are these readers'.
     *
     * @param principals those in whose place she may act
     * @return empty when the query asks for anything that the inbox does not know
     */
    static Optional<InboxQuestion> in(TaskQueryImpl query, Authentication person, Collection<String> principals) {
        if (!REST.stream().allMatch(field -> isBlank(field, query))) {
            return Optional.empty();
        }
        Set<String> groups = new TreeSet<>();
        if (person.getGroupIds() != null) {
            groups.addAll(person.getGroupIds());
        }
        Set<String> users = new TreeSet<>(principals);
        users.add(person.getUserId());
        boolean assigned = !Boolean.TRUE.equals(query.isUnassignedInternal());
        boolean offered = !Boolean.TRUE.equals(query.isAssignedInternal());
        if (query.getAssignee() != null) {
            offered = false;
            users.retainAll(Set.of(query.getAssignee()));
        }
        List<String> candidates = query.getCandidateGroups();
        if (candidates != null) {
            // Offered to another group and to one of hers as well: only the engine's own query can tell.
            if (!groups.containsAll(candidates)) {
                return Optional.empty();
            }
            assigned = false;
            groups.retainAll(candidates);
        }
        Set<String> readers = new TreeSet<>();
        if (assigned) {
            users.forEach(user -> readers.add("u:" + user));
        }
        if (offered) {
            groups.forEach(group -> readers.add("g:" + group));
        }
        return ordered(query, readers);
    }

    private static Optional<InboxQuestion> ordered(TaskQueryImpl query, Set<String> readers) {
        List<QueryOrderingProperty> orders = new ArrayList<>(query.getOrderingProperties());
        if (orders.isEmpty()) {
            return Optional.of(
                    new InboxQuestion(readers, query.getDueBefore(), query.getDueAfter(), Order.CREATED, true));
        }
        QueryOrderingProperty first = orders.get(0);
        Order order = first.getRelation() == null ? ORDERS.get(first.getQueryProperty().getName()) : null;
        if (orders.size() > 1 || order == null) {
            return Optional.empty();
        }
        boolean ascending = first.getDirection() == null
                || first.getDirection().getName().equals(Direction.ASCENDING.getName());
        return Optional.of(
                new InboxQuestion(readers, query.getDueBefore(), query.getDueAfter(), order, ascending));
    }

    private static boolean isBlank(Field field, TaskQueryImpl query) {
        try {
            Object value = field.get(query);
            // A stored filter comes back with an empty list of instances, which restricts nothing.
            boolean noInstances = field.getName().equals("processInstanceIdIn")
                    && value instanceof String[] instances
                    && instances.length == 0;
            return noInstances || Objects.equals(value, field.get(BLANK));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
