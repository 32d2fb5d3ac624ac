package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * What one engine command has let through the door so far. A task completes and a process starts only after its form
 * passed; what lives longer than the command is in the submissions.
 */
final class Passages implements Session {

    private final Set<String> passed = new HashSet<>();
    private final Map<String, Actor> entitled = new HashMap<>();
    private final Map<TaskEntity, CaseId> created = new LinkedHashMap<>();
    private final Map<CaseId, List<TaskEntity>> stored = new HashMap<>();

    static Passages current() {
        return of(Context.getCommandContext());
    }

    static Passages of(CommandContext command) {
        return command.getSession(Passages.class);
    }

    /** The form of this task, or the start form of this process instance, has passed the door. */
    void let(String taskOrProcessInstanceId) {
        passed.add(taskOrProcessInstanceId);
    }

    boolean wasLet(String taskOrProcessInstanceId) {
        return passed.contains(taskOrProcessInstanceId);
    }

    /** The person may complete this task: found once, it holds for the rest of the command. */
    void entitle(String taskId, Actor person) {
        entitled.put(taskId, person);
    }

    boolean isEntitled(String taskId, Actor person) {
        return person.equals(entitled.get(taskId));
    }

    /** Tasks born in this command, each with its case: a query of the database does not show them yet. */
    Map<TaskEntity, CaseId> created() {
        return created;
    }

    /** The open tasks of the case that the database knew when the command began; asked for once. */
    List<TaskEntity> stored(CaseId caseId, Supplier<List<TaskEntity>> query) {
        return stored.computeIfAbsent(caseId, any -> query.get());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    static final class Factory implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return Passages.class;
        }

        @Override
        public Session openSession() {
            return new Passages();
        }
    }
}
