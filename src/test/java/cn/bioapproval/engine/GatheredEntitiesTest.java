package cn.bioapproval.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** What was gathered answers as the database does, and in its place. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class GatheredEntitiesTest {

    private final ProcessEngineConfigurationImpl engine;
    private final JdbcTemplate database;
    private String deployment;
    private String instance;

    GatheredEntitiesTest(@Autowired ProcessEngine engine, @Autowired JdbcTemplate database) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.database = database;
    }

    /** Three tasks at once, each with a variable of its own, one of them with a subtask and candidates. */
    @BeforeEach
    void severalTasksInOneInstance() {
        String key = "gathered-" + UUID.randomUUID();
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(key + ".bpmn", Bpmn.createExecutableProcess(key)
                        .camundaHistoryTimeToLiveString("P1D")
                        .startEvent()
                        .userTask("each")
                        .camundaCandidateGroups("gathered-a,gathered-b")
                        .multiInstance()
                        .cardinality("3")
                        .multiInstanceDone()
                        .endEvent()
                        .done())
                .deploy()
                .getId();
        instance = started(key);
        Task first = tasks().get(0);
        engine.getTaskService().setVariableLocal(first.getId(), "remark", "同意");
        Task subtask = engine.getTaskService().newTask();
        subtask.setParentTaskId(first.getId());
        engine.getTaskService().saveTask(subtask);
    }

    @AfterEach
    void tidy() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void everyAnswerIsTheOneOfTheDatabase() {
        for (Task task : tasks()) {
            Map<String, List<String>> ofTheDatabase = run(command -> answers(command, task));
            Map<String, List<String>> gathered = run(command -> {
                GatheredEntities.of(command).gather(task.getId());
                return answers(command, task);
            });

            assertThat(gathered).isEqualTo(ofTheDatabase);
            assertThat(ofTheDatabase.values()).as("there is something to compare").anyMatch(ids -> ids.size() > 2);
        }
    }

    @Test
    void whatWasGatheredIsNotAskedOfTheDatabaseAgain() {
        Task task = tasks().get(0);

        Map<String, List<String>> remembered = run(command -> {
            GatheredEntities.of(command).gather(task.getId());
            database.update("delete from act_ru_identitylink where task_id_ = ?", task.getId());
            database.update("delete from act_ru_variable where proc_inst_id_ = ?", instance);
            return answers(command, task);
        });

        assertThat(remembered.get("selectIdentityLinksByTask")).hasSize(2);
        assertThat(remembered.get("selectVariablesByExecutionId of " + instance)).hasSize(2);
        assertThat(run(command -> answers(command, task)).get("selectIdentityLinksByTask")).isEmpty();
    }

    @Test
    void ofAnotherInstanceTheDatabaseIsAsked() {
        Task task = tasks().get(0);
        String other = started(engine.getRepositoryService()
                .getProcessDefinition(task.getProcessDefinitionId())
                .getKey());

        List<TaskEntity> found = run(command -> {
            GatheredEntities.of(command).gather(task.getId());
            return command.getTaskManager().findTasksByProcessInstanceId(other);
        });

        assertThat(found).hasSize(3).allMatch(each -> each.getProcessInstanceId().equals(other));
    }

    @Test
    void aTaskThatIsGoneGathersNothing() {
        String gone = run(command -> {
            GatheredEntities.of(command).gather("no-such-task");
            return String.valueOf(command.getTaskManager().findTaskById("no-such-task"));
        });

        assertThat(gone).isEqualTo("null");
    }

    /** As if a form had passed the door. */
    private String started(String key) {
        return run(command -> {
            ExecutionEntity execution =
                    engine.getDeploymentCache().findDeployedLatestProcessDefinitionByKey(key).createProcessInstance();
            Passages.of(command).let(execution.getId());
            execution.start(Map.of("tier", "CITY", "amount", 100L));
            return execution.getId();
        });
    }

    private List<Task> tasks() {
        return engine.getTaskService().createTaskQuery().processInstanceId(instance).list();
    }

    /** What the engine asks on its way, each answer as ids. */
    private Map<String, List<String>> answers(CommandContext command, Task task) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        var tasks = command.getTaskManager();
        var variables = command.getVariableInstanceManager();
        answers.put("selectTask", ids(List.of(tasks.findTaskById(task.getId()))));
        answers.put("selectTasksByParentTaskId", ids(tasks.findTasksByParentTaskId(task.getId())));
        answers.put("selectTasksByProcessInstanceId", ids(tasks.findTasksByProcessInstanceId(instance)));
        answers.put(
                "selectIdentityLinksByTask",
                ids(command.getIdentityLinkManager().findIdentityLinksByTaskId(task.getId())));
        answers.put("selectVariablesByTaskId", ids(variables.findVariableInstancesByTaskId(task.getId())));
        answers.put(
                "selectVariablesByTaskId, named",
                ids(variables.findVariableInstancesByTaskIdAndVariableNames(task.getId(), List.of("none"))));
        List<ExecutionEntity> executions = command.getExecutionManager().findExecutionsByProcessInstanceId(instance);
        answers.put("selectExecutionsByProcessInstanceId", ids(executions));
        for (ExecutionEntity execution : executions) {
            String id = execution.getId();
            answers.put("selectTasksByExecutionId of " + id, ids(tasks.findTasksByExecutionId(id)));
            answers.put("selectVariablesByExecutionId of " + id, ids(variables.findVariableInstancesByExecutionId(id)));
            answers.put(
                    "selectVariablesByExecutionId of " + id + ", named",
                    ids(variables.findVariableInstancesByExecutionIdAndVariableNames(id, List.of("tier", "loopCounter"))));
        }
        return answers;
    }

    private static List<String> ids(List<?> entities) {
        return entities.stream().map(GatheredEntitiesTest::told).sorted().toList();
    }

    private static String told(Object entity) {
        String id = ((DbEntity) entity).getId();
        return entity instanceof VariableInstanceEntity variable ? id + " in " + variable.getActivityInstanceId() : id;
    }

    private <T> T run(Command<T> command) {
        return engine.getCommandExecutorTxRequired().execute(command);
    }
}
