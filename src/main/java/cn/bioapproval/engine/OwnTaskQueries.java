package cn.bioapproval.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;

/**
 * Answers the task queries of people from the {@link TaskInbox} where it can: those of the shared filters, sorted by creation
 * or due date, in time that does not grow with the number of open tasks. All others go the engine's way, narrowed to own
 * tasks by {@link OfficeAuthorizations}; both give the same tasks.
 */
final class OwnTaskQueries extends TaskManager {

    private final TaskInbox inbox;

    private OwnTaskQueries(TaskInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public List<Task> findTasksByQueryCriteria(TaskQueryImpl query) {
        Optional<InboxQuestion> question = questionIn(query);
        if (question.isEmpty()) {
            return super.findTasksByQueryCriteria(query);
        }
        List<String> ids = inbox.list(question.get(), query.getFirstResult(), query.getMaxResults());
        return ids.isEmpty() ? List.of() : tasks(ids);
    }

    @Override
    public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
        return questionIn(query).map(inbox::count).orElseGet(() -> super.findTaskCountByQueryCriteria(query));
    }

    private Optional<InboxQuestion> questionIn(TaskQueryImpl query) {
        var authorizations = (OfficeAuthorizations) getAuthorizationManager();
        return authorizations.isNarrowed() && isPlain(query)
                ? InboxQuestion.in(query, getCurrentAuthentication(), authorizations.lent())
                : Optional.empty();
    }

    /** Without an "or": the query's list of alternatives holds itself, and at most the narrowing added to it before. */
    private static boolean isPlain(TaskQueryImpl query) {
        return query.getQueries().stream()
                .allMatch(part -> part == query || part instanceof OwnTasks);
    }

    @SuppressWarnings("unchecked")
    private List<Task> tasks(List<String> ids) {
        TaskQueryImpl byId = new TaskQueryImpl();
        byId.taskIdIn(ids.toArray(String[]::new));
        byId.getAuthCheck().setAuthorizationCheckEnabled(false);
        List<Task> found = getDbEntityManager().selectList("selectTaskByQueryCriteria", byId);
        Map<String, Task> tasks = found.stream().collect(Collectors.toMap(Task::getId, Function.identity()));
        return ids.stream().map(tasks::get).flatMap(Stream::ofNullable).collect(Collectors.toList());
    }

    static final class Factory implements SessionFactory {

        private final TaskInbox inbox;

        Factory(TaskInbox inbox) {
            this.inbox = inbox;
        }

        @Override
        public Class<?> getSessionType() {
            return TaskManager.class;
        }

        @Override
        public Session openSession() {
            return new OwnTaskQueries(inbox);
        }
    }
}
