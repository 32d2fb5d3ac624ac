package cn.bioapproval.engine;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
 * @param readers   {@code u:} users and {@code g:} groups whose tasks are asked for, each with the procedures (process
 *                  definition keys) to which that is limited; none for all
 * @param dueBefore exclusive; {@code null} for no bound
 * @param dueAfter  exclusive; {@code null} for no bound
 * @param order     column to sort by
 * @param ascending the direction
 */
record InboxQuestion(
        Map<String, Set<String>> readers,
        @Nullable Date dueBefore,
        @Nullable Date dueAfter,
        Order order,
        boolean ascending) {

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
            "nameNotEqual",
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
     * @param lent what she may work on in the place of others
     * @return empty when the query asks for anything that the inbox does not know
     */
    static Optional<InboxQuestion> in(TaskQueryImpl query, Authentication person, List<Lent> lent) {
        boolean lentOnly = OwnTasks.isLentOnly(query);
        if (query.getNameNotEqual() != null && !lentOnly || !REST.stream().allMatch(field -> isBlank(field, query))) {
            return Optional.empty();
        }
        Map<String, Set<String>> users = new TreeMap<>();
        Map<String, Set<String>> groups = new TreeMap<>();
        if (!lentOnly) {
            users.put(person.getUserId(), Set.of());
            if (person.getGroupIds() != null) {
                person.getGroupIds().forEach(group -> groups.put(group, Set.of()));
            }
        }
        for (Lent each : lent) {
            each.users().forEach(user -> add(users, user, each.procedure()));
            each.groups().forEach(group -> add(groups, group, each.procedure()));
        }
        boolean assigned = !Boolean.TRUE.equals(query.isUnassignedInternal());
        boolean offered = !Boolean.TRUE.equals(query.isAssignedInternal());
        if (query.getAssignee() != null) {
            offered = false;
            users.keySet().retainAll(Set.of(query.getAssignee()));
        }
        List<String> candidates = query.getCandidateGroups();
        if (candidates != null) {
            // Offered to another group and to one of hers as well: only the engine's own query can tell.
            if (!candidates.stream().allMatch(group -> Set.of().equals(groups.get(group)))) {
                return Optional.empty();
            }
            assigned = false;
            groups.keySet().retainAll(candidates);
        }
        Map<String, Set<String>> readers = new TreeMap<>();
        if (assigned) {
            users.forEach((user, procedures) -> readers.put("u:" + user, procedures));
        }
        if (offered) {
            groups.forEach((group, procedures) -> readers.put("g:" + group, procedures));
        }
        return ordered(query, readers);
    }

    /** The readers whose entries are lent. */
    static Map<String, Set<String>> readersOf(List<Lent> lent) {
        Map<String, Set<String>> readers = new TreeMap<>();
        for (Lent each : lent) {
            each.users().forEach(user -> add(readers, "u:" + user, each.procedure()));
            each.groups().forEach(group -> add(readers, "g:" + group, each.procedure()));
        }
        return readers;
    }

    /** What holds in all procedures is not limited by what holds in one. */
    private static void add(Map<String, Set<String>> readers, String reader, @Nullable String procedure) {
        if (procedure == null) {
            readers.put(reader, Set.of());
        } else if (!Set.of().equals(readers.get(reader))) {
            readers.computeIfAbsent(reader, any -> new TreeSet<>()).add(procedure);
        }
    }

    private static Optional<InboxQuestion> ordered(TaskQueryImpl query, Map<String, Set<String>> readers) {
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
