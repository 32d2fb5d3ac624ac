package cn.bioapproval.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.impl.TaskQueryImpl;

/** The criterion "one of these is true" that makes a task somebody's. */
final class OwnTasks extends TaskQueryImpl {

    /**
     * Value of the criterion {@code nameNotEqual} of the filter that lists only what is lent to the person. Every task
     * meets it: no task has this name.
     */
    static final String LENT_ONLY = "-lent-";

    private static final long serialVersionUID = 1L;

    /** No user has this name. */
    private static final String NOBODY = "-";

    /**
     * The tasks of these users and those offered to these groups, and what is lent.
     *
     * @param lentTasks ids of tasks that are lent in some procedures only: that is more than an engine query can say
     */
    OwnTasks(Set<String> users, Set<String> groups, List<Lent> lent, Collection<String> lentTasks) {
        Set<String> assigned = new TreeSet<>(users);
        Set<String> offered = new TreeSet<>(groups);
        lent.stream().filter(each -> each.procedure() == null).forEach(each -> {
            assigned.addAll(each.users());
            offered.addAll(each.groups());
        });
        isOrQueryActive = true;
        taskAssigneeIn(assigned.isEmpty() ? new String[] {NOBODY} : assigned.toArray(String[]::new));
        if (!offered.isEmpty()) {
            taskCandidateGroupIn(List.copyOf(offered));
        }
        if (!lentTasks.isEmpty()) {
            taskIdIn(lentTasks.toArray(String[]::new));
        }
    }

    /** Whether the query asks for what is lent to the person, and not for her own. */
    static boolean isLentOnly(TaskQueryImpl query) {
        return LENT_ONLY.equals(query.getNameNotEqual());
    }
}
