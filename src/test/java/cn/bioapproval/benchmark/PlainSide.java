package cn.bioapproval.benchmark;

import cn.bioapproval.intake.FormSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A plain Camunda engine with its default settings and history full, running the same model, decisions, forms and tasks.
 * Each form's fields become variables, as the engine does with Camunda Forms. Delegates do nothing but route the case.
 *
 * <p>Bare, it is what is left of the engine when nothing is kept: no history, no variable that the flow does not read, claim
 * and completion in one transaction, and no evidence of any kind. Nothing that runs these steps on this engine is faster.
 */
final class PlainSide implements Side {

    private static final String PROCESS = "clinical-center-acceptance";

    private final ProcessEngine engine;
    private final DataSource database;
    private final String day;
    private final boolean bare;
    private final Set<String> flow;

    PlainSide(DataSource database, String day, boolean bare) {
        this.database = database;
        this.day = day;
        this.bare = bare;
        this.flow = flowFields();
        this.engine = start(database, bare);
    }

    @Override
    public String name() {
        return bare ? "bare engine" : "plain Camunda";
    }

    @Override
    public DataSource database() {
        return database;
    }

    void close() {
        engine.close();
    }

    private static ProcessEngine start(DataSource database, boolean bare) {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database);
        configuration.setProcessEngineName(bare ? "bare" : "plain");
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(bare ? ProcessEngineConfiguration.HISTORY_NONE : ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setMetricsEnabled(!bare);
        configuration.setTaskMetricsEnabled(!bare);
        configuration.setJobExecutorActivate(false);
        configuration.setBeans(new Routes());
        configuration.setProcessEnginePlugins(new ArrayList<>(List.of(new SpinProcessEnginePlugin())));
        ProcessEngine engine = configuration.buildProcessEngine();
        deploy(engine);
        return engine;
    }

    private static void deploy(ProcessEngine engine) {
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment().name("plain");
        var resolver = new PathMatchingResourcePatternResolver();
        try {
            for (String pattern : List.of("bpmn/*/*.bpmn", "bpmn/*/*.dmn", "forms/*/*.form")) {
                for (Resource resource : resolver.getResources("classpath*:" + pattern.replace("*/", PROCESS + "/"))) {
                    try (InputStream content = resource.getInputStream()) {
                        deployment.addInputStream(resource.getFilename(), content);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deployment.deploy();
    }

    @Override
    public void runCase(int n) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        String instance = engine.getFormService()
                .submitStartForm(definition, "CASE-" + n, variables(ClinicalCaseForms.application(n)))
                .getId();
        submit("chenmin", instance, "userTask_ExamineApplication", ClinicalCaseForms.examination());
        submit("sunyue", instance, "userTask_ConfirmPanel", ClinicalCaseForms.panel());
        for (Task review : engine.getTaskService().createTaskQuery().processInstanceId(instance).list()) {
            engine.getFormService().submitTaskForm(review.getId(), variables(ClinicalCaseForms.opinion()));
        }
        submit("sunyue", instance, "userTask_ConcludeReview", ClinicalCaseForms.conclusion(day));
        submit("zhengjun", instance, "userTask_DecideKjj", ClinicalCaseForms.kjj());
        submit("huanglei", instance, "userTask_DecideWjw", ClinicalCaseForms.wjw());
        fireTimer(engine, instance);
        submit("chenmin", instance, "userTask_IssueNotices", ClinicalCaseForms.notices(n));
        submit("wuting", instance, "userTask_CheckBudget", ClinicalCaseForms.budget());
        submit("yanghui", instance, "userTask_Pay", ClinicalCaseForms.payment(n, day));
    }

    private void submit(String user, String instance, String step, Map<String, Object> form) {
        String task = task(engine, instance, step).getId();
        if (bare) {
            ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                    .getCommandExecutorTxRequired()
                    .execute(command -> claimAndSubmit(user, task, form));
        } else {
            claimAndSubmit(user, task, form);
        }
    }

    private Void claimAndSubmit(String user, String task, Map<String, Object> form) {
        engine.getTaskService().claim(task, user);
        engine.getFormService().submitTaskForm(task, variables(form));
        return null;
    }

    /** As Tasklist submits them: lists as JSON. */
    private Map<String, Object> variables(Map<String, Object> form) {
        Map<String, Object> variables = Variables.createVariables();
        form.forEach((key, value) -> {
            if (!bare || flow.contains(key)) {
                variables.put(key, value instanceof List<?> list ? Spin.JSON(list) : value);
            }
        });
        return variables;
    }

    /** The fields that the flow reads. */
    private static Set<String> flowFields() {
        Set<String> fields = new HashSet<>();
        try {
            for (Resource form : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/" + PROCESS + "/*.form")) {
                fields.addAll(FormSchema.parse(form.getContentAsString(StandardCharsets.UTF_8)).flowKeys());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    static Task task(ProcessEngine engine, String instance, String step) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(step)
                .singleResult();
        if (task == null) {
            throw new IllegalStateException("No task " + step + " in instance " + instance);
        }
        return task;
    }

    /** The publicity period ends. */
    static void fireTimer(ProcessEngine engine, String instance) {
        Job timer = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .timers()
                .singleResult();
        engine.getManagementService().executeJob(timer.getId());
    }

    /** The beans that the model names: routing, time limits, the panel, and delegates that only route the case. */
    private static final class Routes extends HashMap<Object, Object> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean containsKey(Object key) {
            return get(key) != null;
        }

        @Override
        public Object get(Object key) {
            String name = String.valueOf(key);
            return switch (name) {
                case "routing" -> new Routing();
                case "stepDue" -> new Limits();
                case "clinicalCenterPanel" -> new Panel();
                default -> name.startsWith("clinicalCenter") ? (JavaDelegate) PlainSide::route : null;
            };
        }
    }

    private static void route(DelegateExecution execution) {
        switch (execution.getCurrentActivityId()) {
            case "serviceTask_RegisterApplication" -> {
                execution.setVariable("caseId", 1L);
                execution.setVariable("item", "clinical-center");
            }
            case "serviceTask_AcceptApplication" -> execution.setVariable("stage", "ACCEPTANCE");
            case "serviceTask_CalculateAward" -> execution.setVariable("payable", true);
            case "serviceTask_CollectOpinions", "serviceTask_DrawExperts" -> execution.setVariable("panelComplete", true);
            case "serviceTask_ReserveBudget" -> execution.setVariable("budgetReserved", true);
            default -> {
                // nothing to do: the peer keeps no books
            }
        }
    }

    /** Groups of steps. */
    public static final class Routing {
        public String groupsFor(String item, String step) {
            return "kjj";
        }
    }

    /** Time limits. */
    public static final class Limits {
        public Date of(DelegateExecution execution, String step) {
            return new Date(System.currentTimeMillis() + 7 * 86_400_000L);
        }
    }

    /** The experts of a case. */
    public static final class Panel {
        public List<String> awaiting(Long caseId) {
            return List.of("expert01", "expert02", "expert03", "expert04", "expert05");
        }
    }
}
