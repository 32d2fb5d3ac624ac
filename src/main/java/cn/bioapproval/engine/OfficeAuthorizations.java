package cn.bioapproval.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Each task query of a person is narrowed to her own tasks: assigned to her or to someone she substitutes, or unassigned
 * and offered to one of her groups. The restriction is part of the query, however the query was written, so no grant per
 * task and group has to be kept. Administrators see everything.
 */
final class OfficeAuthorizations extends AuthorizationManager {

    private final TaskRights rights;

    private OfficeAuthorizations(TaskRights rights) {
        this.rights = rights;
    }

    /** Whether whoever asks sees own tasks only: a person who is no administrator. */
    boolean isNarrowed() {
        return isAuthCheckExecuted() && !isCamundaAdmin(getCurrentAuthentication());
    }

    /** Those in whose place the person who asks may act. */
    Collection<String> principals() {
        return rights.principalsOf(getCurrentAuthentication().getUserId());
    }

    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        query.getAuthCheck().setAuthorizationCheckEnabled(false);
        // What she has lent to others is hers too: such a query is narrowed already.
        boolean lent = isNarrowed() && getCurrentAuthentication().getUserId().equals(query.getOwner());
        if (isNarrowed() && !lent && query.getQueries().stream().noneMatch(OwnTasks.class::isInstance)) {
            query.getQueries().add(new OwnTasks(getCurrentAuthentication(), rights));
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

    /** The criterion "one of these is true" that makes a task hers. */
    static final class OwnTasks extends TaskQueryImpl {

        private static final long serialVersionUID = 1L;

        OwnTasks(Authentication person, TaskRights rights) {
            isOrQueryActive = true;
            List<String> names = new ArrayList<>(rights.principalsOf(person.getUserId()));
            names.add(person.getUserId());
            taskAssigneeIn(names.toArray(String[]::new));
            List<String> groups = person.getGroupIds();
            if (groups != null && !groups.isEmpty()) {
                taskCandidateGroupIn(groups);
            }
        }
    }

    static final class Factory implements SessionFactory {

        private final TaskRights rights;

        Factory(TaskRights rights) {
            this.rights = rights;
        }

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new OfficeAuthorizations(rights);
        }
    }
}
