package cn.bioapproval.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine reads what it needs to complete a task piece by piece: the task, its candidates, its execution, the tree around
 * it, the variables, each several times, in a dozen statements. Here a command may gather all of it beforehand in one round
 * trip ({@code engine/gathered.xml}); what the engine then asks of it is answered from there, and everything else by the
 * database as ever.
 *
 * <p>The answers are those of the database until the command flushes, because nothing is written before, and because who
 * gathers holds the {@link InstanceLock}. What timers change meanwhile fails by the revision of its row, as with rows that
 * the engine read itself.
 */
final class GatheredEntities extends DbEntityManager {

    private static final String MAPPER = "/engine/gathered.xml";

    private @Nullable Gathered gathered;

    private GatheredEntities(IdGenerator ids, PersistenceSession session) {
        super(ids, session);
    }

    /** Everything of the process instance of one task. */
    private record Gathered(
            TaskEntity task,
            List<TaskEntity> tasks,
            List<TaskEntity> subtasks,
            List<IdentityLinkEntity> links,
            List<ExecutionEntity> executions,
            List<VariableInstanceEntity> variables) {

        /** Empty when it was not gathered. */
        Optional<? extends Collection<? extends DbEntity>> answer(String statement, @Nullable Object parameter) {
            return switch (statement) {
                case "selectTasksByProcessInstanceId" -> when(isInstance(parameter), tasks, any -> true);
                case "selectTasksByExecutionId" ->
                        when(isExecution(parameter), tasks, each -> parameter.equals(each.getExecutionId()));
                case "selectTasksByParentTaskId" -> when(task.getId().equals(parameter), subtasks, any -> true);
                case "selectIdentityLinksByTask" -> when(task.getId().equals(parameter), links, any -> true);
                case "selectExecutionsByProcessInstanceId" -> when(isInstance(parameter), executions, any -> true);
                case "selectVariablesByExecutionId" -> {
                    Map<?, ?> asked = (Map<?, ?>) parameter;
                    Object execution = asked.get("executionId");
                    yield when(isExecution(execution), variables, each -> each.getTaskId() == null
                            && execution.equals(each.getExecutionId())
                            && isNamed(each, asked));
                }
                case "selectVariablesByTaskId" -> {
                    Map<?, ?> asked = (Map<?, ?>) parameter;
                    Object id = asked.get("taskId");
                    yield when(tasks.stream().anyMatch(each -> each.getId().equals(id)), variables, each ->
                            id.equals(each.getTaskId()) && isNamed(each, asked));
                }
                default -> Optional.empty();
            };
        }

        private static <T> Optional<List<T>> when(boolean known, List<T> all, Predicate<T> filter) {
            return known ? Optional.of(all.stream().filter(filter).collect(Collectors.toList())) : Optional.empty();
        }

        private boolean isInstance(@Nullable Object id) {
            return task.getProcessInstanceId().equals(id);
        }

        private boolean isExecution(@Nullable Object id) {
            return executions.stream().anyMatch(each -> each.getId().equals(id));
        }

        private static boolean isNamed(VariableInstanceEntity variable, Map<?, ?> asked) {
            Collection<?> names = (Collection<?>) asked.get("variableNames");
            return names == null || names.isEmpty() || names.contains(variable.getName());
        }
    }

    static GatheredEntities of(CommandContext command) {
        return (GatheredEntities) command.getDbEntityManager();
    }

    /** To be called while the task's instance is locked, before anything of it was read or written. */
    void gather(String taskId) {
        List<?> results = persistenceSession.selectList("gatherByTask", taskId);
        List<TaskEntity> tasks = loaded(TaskEntity.class, results.get(0));
        List<ExecutionEntity> executions = loaded(ExecutionEntity.class, results.get(3));
        List<VariableInstanceEntity> variables = loaded(VariableInstanceEntity.class, results.get(4));
        place(variables, executions);
        gathered = tasks.stream()
                .filter(task -> task.getId().equals(taskId))
                .findFirst()
                .map(task -> new Gathered(
                        task,
                        tasks,
                        loaded(TaskEntity.class, results.get(1)),
                        loaded(IdentityLinkEntity.class, results.get(2)),
                        executions,
                        variables))
                .orElse(null);
        loaded(DbEntity.class, results.get(5));
    }

    /** The activity instance of each variable, for which the engine's own statement joins the executions twice. */
    private static void place(List<VariableInstanceEntity> variables, List<ExecutionEntity> executions) {
        Map<String, ExecutionEntity> byId =
                executions.stream().collect(Collectors.toMap(ExecutionEntity::getId, Function.identity()));
        for (VariableInstanceEntity variable : variables) {
            ExecutionEntity execution = byId.get(variable.getExecutionId());
            if (execution != null) {
                variable.setActivityInstanceId(placeOf(variable, execution, byId));
            }
        }
    }

    private static @Nullable String placeOf(
            VariableInstanceEntity variable, ExecutionEntity execution, Map<String, ExecutionEntity> byId) {
        if (variable.getTaskId() != null || variable.isConcurrentLocal()) {
            return execution.getActivityInstanceId();
        }
        if (execution.getParentId() == null) {
            return execution.getId();
        }
        return execution.isScope()
                ? byId.get(execution.getParentId()).getActivityInstanceId()
                : execution.getActivityInstanceId();
    }

    private <T extends DbEntity> List<T> loaded(Class<T> type, Object result) {
        List<T> entities = new ArrayList<>();
        for (Object entity : (List<?>) result) {
            onEntityLoaded((DbEntity) entity);
            entities.add(type.cast(cacheFilter((DbEntity) entity)));
        }
        return entities;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List selectListWithRawParameter(String statement, Object parameter, int firstResult, int maxResults) {
        if (gathered != null && parameter instanceof ListQueryParameterObject list) {
            var answer = gathered.answer(statement, list.getParameter());
            if (answer.isPresent()) {
                return new ArrayList<>(answer.get());
            }
        }
        return super.selectListWithRawParameter(statement, parameter, firstResult, maxResults);
    }

    /** What was gathered is what the database held before. */
    @Override
    public void flush() {
        gathered = null;
        super.flush();
    }

    /** Teaches the engine the statement. */
    static void install(ProcessEngineConfigurationImpl engine) {
        Configuration statements = engine.getSqlSessionFactory().getConfiguration();
        try (InputStream mapper = Objects.requireNonNull(GatheredEntities.class.getResourceAsStream(MAPPER))) {
            new XMLMapperBuilder(mapper, statements, MAPPER, statements.getSqlFragments()).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Factory implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return DbEntityManager.class;
        }

        @Override
        public Session openSession() {
            return new GatheredEntities(
                    Context.getProcessEngineConfiguration().getIdGenerator(),
                    Context.getCommandContext().getSession(PersistenceSession.class));
        }
    }
}
