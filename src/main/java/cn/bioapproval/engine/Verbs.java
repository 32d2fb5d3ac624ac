package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The verbs of Chinese approval: what people do to the course of a case beside handing in forms. Each is offered with the
 * reason where it cannot be used, shows what it will do before it is done, and leaves a record and an event for the audit
 * trail. What is shown and what is done come of the same computation; it is made again under a lock on the case, so that
 * nothing that happened in between is run over.
 */
@Service
public class Verbs {

    /** How a value is filled in. */
    public enum Kind {
        TEXT,
        ONE,
        MANY,
        /** A text for each of the options that apply. */
        SLOTS
    }

    /** A choice. */
    public record Option(String value, String label) {}

    /**
     * Something to fill in.
     *
     * @param options empty for a text
     * @param hint    a Chinese sentence under it; may be empty
     */
    public record Field(String key, String label, Kind kind, boolean required, List<Option> options, String hint) {

        static Field text(String key, String label, boolean required, String hint) {
            return new Field(key, label, Kind.TEXT, required, List.of(), hint);
        }

        static Field one(String key, String label, List<Option> options) {
            return new Field(key, label, Kind.ONE, true, options, "");
        }

        static Field many(String key, String label, List<Option> options) {
            return new Field(key, label, Kind.MANY, true, options, "");
        }
    }

    /**
     * A verb on a task.
     *
     * @param refusal why it cannot be used, in Chinese; {@code null} if it can
     * @param fields  empty if it cannot be used
     */
    public record Offer(
            Verb verb, String label, String group, String meaning, @Nullable String refusal, List<Field> fields) {}

    /**
     * What a verb would do.
     *
     * @param effects   one Chinese sentence each
     * @param cancelled names of the tasks that would end without being done
     * @param branches  what becomes of parallel branches
     * @param clock     what happens to the time limit
     * @param refusal   why it cannot be done; then the rest is empty
     */
    public record Preview(
            List<String> effects,
            List<String> cancelled,
            List<String> branches,
            String clock,
            @Nullable String refusal) {}

    /**
     * A use of a verb.
     *
     * @param at office time
     */
    public record Use(String verb, String stepName, OffsetDateTime at, String actor, List<String> effects) {}

    private static final Pattern FINISHED =
            Pattern.compile("done-(\\d{1,18})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final int LOCK = 17;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessEngine engine;
    private final TaskRights rights;
    private final CaseRegister cases;
    private final Submissions submissions;
    private final Copies copies;
    private final SignedIn names;
    private final JdbcTemplate jdbc;
    private final InstanceLock instanceLock;
    private final PlatformTransactionManager transactions;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Map<Verb, VerbAct> acts = new EnumMap<>(Verb.class);

    Verbs(
            ProcessEngine engine,
            TaskRights rights,
            CaseRegister cases,
            Submissions submissions,
            Copies copies,
            SignedIn names,
            JdbcTemplate jdbc,
            InstanceLock instanceLock,
            PlatformTransactionManager transactions,
            Clock clock,
            ApplicationEventPublisher events,
            List<VerbAct.Family> families) {
        this.engine = engine;
        this.rights = rights;
        this.cases = cases;
        this.submissions = submissions;
        this.copies = copies;
        this.names = names;
        this.jdbc = jdbc;
        this.instanceLock = instanceLock;
        this.transactions = transactions;
        this.clock = clock;
        this.events = events;
        families.stream().flatMap(family -> family.acts().stream()).forEach(act -> acts.put(act.verb(), act));
    }

    /**
     * The verbs of a task, open or done by the person herself.
     *
     * @throws Refusal {@code ERR_TASK_NOT_FOUND} if there is no such task that she may see
     */
    public List<Offer> offers(String taskId) {
        return look(command -> {
            VerbSubject subject = subject(command, taskId);
            return quietly(command, () -> acts.values().stream()
                    .sorted(Comparator.comparing(VerbAct::verb))
                    .map(act -> offer(act, subject))
                    .toList());
        });
    }

    /**
     * What was done to the course of the case before, the latest first.
     *
     * @throws Refusal {@code ERR_TASK_NOT_FOUND} if there is no such task that she may see
     */
    public List<Use> history(String taskId) {
        return look(command -> {
            VerbSubject subject = subject(command, taskId);
            return quietly(command, () -> jdbc.query(
                    """
                    select verb, step_name, acted_at, actor, on_behalf_of, effects from engine_verb
                    where case_id = ? order by id desc limit 50""",
                    (row, n) -> new Use(
                            Verb.valueOf(row.getString("verb")).label(),
                            row.getString("step_name"),
                            row.getObject("acted_at", OffsetDateTime.class)
                                    .atZoneSameInstant(OfficeClock.ZONE)
                                    .toOffsetDateTime(),
                            actor(row.getString("actor"), row.getString("on_behalf_of")),
                            effects(row.getString("effects"))),
                    subject.caseId().value()));
        });
    }

    /** The copies of the case of this task, with who has read them. */
    public List<Copies.Copy> copies(String taskId) {
        return look(command -> copies.of(subject(command, taskId).caseId()));
    }

    private String actor(String user, @Nullable String onBehalfOf) {
        return onBehalfOf == null ? names.nameOf(user) : names.nameOf(user) + "（代" + names.nameOf(onBehalfOf) + "）";
    }

    private static List<String> effects(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The effects of a verb cannot be read", e);
        }
    }

    /** What the verb would do; a refusal is part of the answer. */
    public Preview preview(String taskId, Verb verb, Map<String, Object> arguments) {
        return look(command -> {
            VerbSubject subject = subject(command, taskId);
            return quietly(command, () -> {
                try {
                    return plan(subject, verb, arguments).preview();
                } catch (Refusal refusal) {
                    return new Preview(List.of(), List.of(), List.of(), "", refusal.getMessage());
                }
            });
        });
    }

    /**
     * Uses the verb.
     *
     * @return what it did
     * @throws Refusal with the reason; then nothing was touched
     */
    public Preview apply(String taskId, Verb verb, Map<String, Object> arguments) {
        return run(command -> {
            instanceLock.ofTask(taskId);
            VerbSubject subject = subject(command, taskId);
            lock(subject);
            return quietly(command, () -> {
                VerbPlan plan = plan(subject, verb, arguments);
                Acting.as(plan.actor(), () -> {
                    if (subject.instance() != null) {
                        // Whoever arrives at a join at this moment has read what is about to change.
                        subject.instance().forceUpdate();
                    }
                    plan.action().run();
                    record(subject, verb, arguments, plan);
                    return null;
                });
                return plan.preview();
            });
        });
    }

    private VerbPlan plan(VerbSubject subject, Verb verb, Map<String, Object> arguments) {
        VerbAct act = acts.get(verb);
        if (act == null) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "没有这个办理动作。");
        }
        act.allowed().accept(subject);
        return act.plan().apply(subject, new VerbArguments(arguments));
    }

    private static Offer offer(VerbAct act, VerbSubject subject) {
        Verb verb = act.verb();
        try {
            act.allowed().accept(subject);
            List<Field> fields = act.fields().apply(subject);
            return new Offer(verb, verb.label(), verb.group(), verb.meaning(), null, fields);
        } catch (Refusal refusal) {
            return new Offer(
                    verb,
                    verb.label(),
                    verb.group(),
                    verb.meaning(),
                    Objects.requireNonNull(refusal.getMessage()),
                    List.of());
        }
    }

    /**
     * One verb at a time per case. A lock of its own: one on the case's row would be taken before the lock of the audit trail,
     * which a submission takes first. Submissions wait too, but where the verb comes from a finished task the instance is
     * known only after it was read: there the engine's own versions guard.
     */
    private void lock(VerbSubject subject) {
        if (subject.instance() != null) {
            instanceLock.of(subject.instance());
        }
        jdbc.query("select pg_advisory_xact_lock(?, hashint8(?))", row -> {}, LOCK, subject.caseId().value());
    }

    private void record(VerbSubject subject, Verb verb, Map<String, Object> arguments, VerbPlan plan) {
        Instant now = clock.instant();
        List<String> effects = new ArrayList<>(plan.effects());
        effects.addAll(plan.branches());
        jdbc.update(
                """
                insert into engine_verb (case_id, verb, task_id, element_id, step_name, acted_at, actor, on_behalf_of,
                                         arguments, effects)
                values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))""",
                subject.caseId().value(),
                verb.name(),
                plan.taskId(),
                subject.elementId(),
                subject.stepName(),
                now.atOffset(ZoneOffset.UTC),
                plan.actor().userId(),
                plan.actor().onBehalfOf(),
                json(arguments),
                json(effects));
        Map<String, Object> facts = new HashMap<>(plan.facts());
        facts.put("verb", verb.label());
        facts.put("step", subject.stepName());
        facts.put("effects", List.copyOf(effects));
        events.publishEvent(new VerbUsed(subject.caseId(), verb, facts, now, plan.actor()));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private VerbSubject subject(CommandContext command, String taskId) {
        Authentication person = engine.getIdentityService().getCurrentAuthentication();
        if (person == null || person.getUserId() == null) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "请先登录。");
        }
        return quietly(command, () -> {
            Matcher finished = FINISHED.matcher(taskId);
            return finished.matches()
                    ? done(command, person, Long.parseLong(finished.group(1)), finished.group(2))
                    : open(command, person, taskId);
        });
    }

    private VerbSubject open(CommandContext command, Authentication person, String taskId) {
        TaskEntity task = command.getTaskManager().findTaskById(taskId);
        boolean administrator = person.getGroupIds() != null && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
        if (task == null
                || task.getProcessInstance() == null
                || CaseVariables.findCaseId(task).isEmpty()
                || !administrator && !rights.isOwn(task, person) && !isOwner(task, person)) {
            throw unknown();
        }
        return new VerbSubject(
                taskId,
                task,
                null,
                cases.get(CaseVariables.caseId(task)),
                task.getProcessDefinition(),
                task.getProcessInstance(),
                task.getTaskDefinitionKey(),
                person);
    }

    private static boolean isOwner(TaskEntity task, Authentication person) {
        return person.getUserId().equals(task.getOwner());
    }

    private VerbSubject done(CommandContext command, Authentication person, long caseId, String taskId) {
        Submission submission = submissions.of(CaseId.of(Math.max(1, caseId))).stream()
                .filter(each -> taskId.equals(each.taskId()) && person.getUserId().equals(each.actor()))
                .findFirst()
                .orElseThrow(Verbs::unknown);
        Case ofCase = cases.get(submission.caseId());
        List<ProcessInstance> running = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(ofCase.number())
                .processDefinitionKey(submission.procedure())
                .list();
        // Of a part that runs several times at once nobody knows which one it was.
        ExecutionEntity instance = running.size() == 1
                ? command.getExecutionManager().findExecutionById(running.get(0).getId())
                : null;
        ProcessDefinitionEntity process = instance != null
                ? instance.getProcessDefinition()
                : (ProcessDefinitionEntity) engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(submission.procedure())
                        .latestVersion()
                        .singleResult();
        ProcessDefinitionEntity parsed = process == null
                ? null
                : command.getProcessEngineConfiguration()
                        .getDeploymentCache()
                        .findDeployedProcessDefinitionById(process.getId());
        if (parsed == null || parsed.findActivity(submission.elementId()) == null) {
            throw unknown();
        }
        return new VerbSubject(
                taskId, null, submission, ofCase, parsed, instance, submission.elementId(), person);
    }

    private static Refusal unknown() {
        return Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "任务不存在或已办结，请刷新任务列表。");
    }

    /** The right to act is established by the verbs themselves, not by the person's permissions on engine objects. */
    private static <T> T quietly(CommandContext command, Supplier<T> action) {
        return command.runWithoutAuthorization(action::get);
    }

    /** Runs what touches nothing; whatever it might have touched is undone. Refusals met on the way are part of the answer. */
    private <T> T look(Command<T> command) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            return run(command);
        }));
    }

    private <T> T run(Command<T> command) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }

}
