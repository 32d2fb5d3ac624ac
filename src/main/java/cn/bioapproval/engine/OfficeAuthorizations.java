package cn.bioapproval.engine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Each task query of a person is narrowed to her own tasks: assigned to her, or unassigned and offered to one of her
 * groups, and the same of those she substitutes. The restriction is part of the query, however the query was written,
 * so no grant per task and group has to be kept. Administrators see everything.
 */
final class OfficeAuthorizations extends AuthorizationManager {

    private final TaskRights rights;
    private final TaskInbox inbox;

    private OfficeAuthorizations(TaskRights rights, TaskInbox inbox) {
        this.inbox = inbox;
        this.rights = rights;
    }

    /** Whether whoever asks sees own tasks only: a person who is no administrator. */
    boolean isNarrowed() {
        return isAuthCheckExecuted() && !isCamundaAdmin(getCurrentAuthentication());
    }

    /** What the person who asks may work on in the place of others. */
    List<Lent> lent() {
        return rights.lentTo(getCurrentAuthentication().getUserId());
    }

    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        query.getAuthCheck().setAuthorizationCheckEnabled(false);
        // What she has lent to others is hers too: such a query is narrowed already.
        boolean lentByHer = isNarrowed() && getCurrentAuthentication().getUserId().equals(query.getOwner());
        boolean lentOnly = isAuthCheckExecuted() && OwnTasks.isLentOnly(query);
        if ((isNarrowed() && !lentByHer || lentOnly)
                && query.getQueries().stream().noneMatch(OwnTasks.class::isInstance)) {
            Authentication person = getCurrentAuthentication();
            Set<String> users = lentOnly ? Set.of() : Set.of(person.getUserId());
            Set<String> groups =
                    lentOnly || person.getGroupIds() == null ? Set.of() : new TreeSet<>(person.getGroupIds());
            List<Lent> lent = lent();
            query.getQueries().add(new OwnTasks(users, groups, lent, inbox.tasksOf(lent)));
        }
    }

    /** All of them: the engine would ask, in each command, which of the groups have grants, to make its own queries shorter. */
    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
        return groups == null ? List.of() : groups;
    }

    /** There is no grant per task ({@link NoTaskGrants}), so none has to be looked for when a task ends. */
    @Override
    public void deleteAuthorizationsByResourceId(Resource resource, String resourceId) {
        if (resource != Resources.TASK) {
            super.deleteAuthorizationsByResourceId(resource, resourceId);
        }
    }

    static final class Factory implements SessionFactory {

        private final TaskRights rights;
        private final TaskInbox inbox;

        Factory(TaskRights rights, TaskInbox inbox) {
            this.inbox = inbox;
            this.rights = rights;
        }

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new OfficeAuthorizations(rights, inbox);
        }
    }
}
