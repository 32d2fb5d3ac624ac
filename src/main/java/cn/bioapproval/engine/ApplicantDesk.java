package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.intake.ApplicantForm;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * What an applicant without an account does: hands in the form of a step that the model leaves to her (element property
 * {@code applicant.completes}). Whether it is she has been found out before; this room cannot know. The same door and
 * the same one transaction as at the {@link Desk}, in the name of {@link Actor#APPLICANT}.
 */
@Service
public class ApplicantDesk {

    private static final String USUALLY_OVERDUE = "逾期没有补正又没有说明理由的，视为撤回申请。";

    private final ProcessEngine engine;
    private final TaskRights rights;
    private final FactsOfForms facts;
    private final Forms forms;
    private final JdbcTemplate jdbc;
    private final InstanceLock lock;
    private final OfficeClock clock;

    ApplicantDesk(
            ProcessEngine engine,
            TaskRights rights,
            FactsOfForms facts,
            Forms forms,
            JdbcTemplate jdbc,
            InstanceLock lock,
            OfficeClock clock) {
        this.engine = engine;
        this.rights = rights;
        this.facts = facts;
        this.forms = forms;
        this.jdbc = jdbc;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * What the office waits for from the applicant.
     *
     * @param stepName the Chinese name of the step in the diagram
     * @param what     what is asked of her, in Chinese ({@code applicant.hands}); 补正 where the model does not say
     * @param overdue  what follows if she does not, in Chinese ({@code applicant.overdue})
     * @param dueAt    the end of its limit; {@code null} if it has none
     * @param form     components as {@link ApplicantForm#shown}; empty if the form can only be handed in at the window
     */
    public record Requested(
            String stepName,
            String what,
            String overdue,
            @Nullable Instant dueAt,
            List<Map<String, @Nullable Object>> form) {}

    /**
     * What was handed in.
     *
     * @param stepName the Chinese name of the step in the diagram
     * @param groups   groups that would have done it for her
     */
    public record HandedIn(String stepName, List<String> groups) {}

    /** What the office waits for from the applicant of this case now, if it does. */
    public Optional<Requested> requested(String caseNumber) {
        return run(command -> find(command, caseNumber).map(task -> {
            Map<String, Object> data = dataOf(task);
            Map<String, String> properties = Steps.propertiesOf(task);
            return new Requested(
                    task.getName(),
                    properties.getOrDefault("applicant.hands", "补正"),
                    properties.getOrDefault("applicant.overdue", USUALLY_OVERDUE),
                    task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                    formOf(command, task).map(form -> form.shown(data)).orElse(List.of()));
        }));
    }

    /**
     * Hands in the form that the office waits for, and so completes the step.
     *
     * @param submitted what the applicant filled in, by field key
     * @throws Refusal {@code ERR_CASE_STATE} if nothing is asked of her (any more), or what the door finds wrong
     */
    public HandedIn handIn(String caseNumber, Map<String, ? extends @Nullable Object> submitted) {
        return Acting.as(Actor.APPLICANT, () -> run(command -> {
            TaskEntity task = find(command, caseNumber).orElseThrow(ApplicantDesk::nothingRequested);
            // As at the desk: whoever comes second finds it done.
            lock.ofTask(task.getId());
            if (jdbc.queryForList("select 1 from act_ru_task where id_ = ?", task.getId()).isEmpty()) {
                throw nothingRequested();
            }
            ApplicantForm form = formOf(command, task).orElseThrow(() -> Refusal.conflict(
                    RefusalCode.CASE_STATE, "这一步的内容不能在网上提交，请到受理窗口办理。"));
            Map<String, Object> whole = form.completed(submitted, dataOf(task), LocalDate.now(clock));
            List<String> groups = task.getCandidates().stream()
                    .map(IdentityLink::getGroupId)
                    .filter(group -> group != null)
                    .sorted()
                    .toList();
            String name = task.getName();
            new SubmitTaskFormCmd(task.getId(), whole, false, false).execute(command);
            return new HandedIn(name, groups);
        }));
    }

    private Optional<TaskEntity> find(CommandContext command, String caseNumber) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseNumber)
                .active()
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(TaskEntity.class::cast)
                .filter(rights::isForApplicant)
                .findFirst();
    }

    private Optional<ApplicantForm> formOf(CommandContext command, TaskEntity task) {
        return forms.ofTask(command, task.getProcessDefinition(), task.getTaskDefinitionKey())
                .flatMap(form -> ApplicantForm.of(form.schema()));
    }

    private Map<String, Object> dataOf(TaskEntity task) {
        CaseId caseId = CaseVariables.caseId(task);
        Map<String, Object> data = new HashMap<>(task.getVariables());
        data.putAll(facts.of(task.getProcessDefinition().getKey(), caseId, task.getTaskDefinitionKey()));
        return data;
    }

    private static Refusal nothingRequested() {
        return Refusal.conflict(RefusalCode.CASE_STATE, "目前没有需要您提交的内容，可能已经提交过或者期限已满，请重新查询。");
    }

    /** Whoever is signed in in this thread is not who acts here. */
    private <T> T run(Command<T> command) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute(
                context -> context.runWithoutAuthorization(() -> command.execute(context)));
    }
}
