package cn.bioapproval.clinicalcenter.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.intake.FormSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;

/** The people of the office at work: they open cases and hand in forms, each in her own name and groups. */
final class Office {

    private static final Map<String, List<String>> GROUPS = Map.of(
            "linxiao", List.of("window", "kjj"),
            "chenmin", List.of("kjj"),
            "zhengjun", List.of("kjjLead"),
            "huanglei", List.of("wjw"),
            "wuting", List.of("czj"),
            "yanghui", List.of("czj"),
            "sunyue", List.of("thirdparty"),
            "caishen", List.of("auditor"));

    private final ProcessEngine engine;
    private final Desk desk;
    private final CaseRegister cases;
    private final OfficeClock clock;

    Office(ProcessEngine engine, Desk desk, CaseRegister cases, OfficeClock clock) {
        this.engine = engine;
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
    }

    void turnTo(String date) {
        clock.turnTo(LocalDateTime.parse(date + "T10:00:00").atZone(OfficeClock.ZONE).toInstant());
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    Desk.Opened opens(String user, String process, Map<String, Object> form) {
        return as(user, () -> desk.start(process, form));
    }

    /** Opens the form of the open step, finds everything in it that it wants to show, and hands it in. */
    void does(String user, CaseId caseId, String elementId, Map<String, Object> form) {
        Task task = task(caseId, elementId);
        as(user, () -> {
            desk.claim(task.getId());
            assertThat(desk.formData(task.getId())).as("what " + elementId + " shows").containsKeys(shownBy(task));
            desk.submit(task.getId(), form);
            return null;
        });
    }

    private String[] shownBy(Task task) {
        String form = task.getCamundaFormRef().getKey();
        String procedure = engine.getRepositoryService()
                .getProcessDefinition(task.getProcessDefinitionId())
                .getKey();
        try {
            return FormSchema.parse(Files.readString(Path.of("forms", procedure, form + ".form")))
                    .contextKeys()
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the form of the open step shows. */
    Map<String, Object> sees(String user, CaseId caseId, String elementId) {
        Task task = task(caseId, elementId);
        return as(user, () -> desk.formData(task.getId()));
    }

    /** All open experts' tasks are answered alike. */
    void expertsAnswer(CaseId caseId, Map<String, Object> form) {
        tasks(caseId, ClinicalCenterAcceptanceProcess.Elements.EXPERT_REVIEW)
                .forEach(task -> expertAnswers(task, form));
    }

    void expertAnswers(Task task, Map<String, Object> form) {
        as(task.getAssignee(), () -> {
            desk.submit(task.getId(), form);
            return null;
        });
    }

    List<Task> tasks(CaseId caseId, String elementId) {
        return engine.getTaskService().createTaskQuery()
                .processVariableValueEquals("caseId", caseId.value())
                .taskDefinitionKey(elementId)
                .initializeFormKeys()
                .list();
    }

    private Task task(CaseId caseId, String elementId) {
        List<Task> tasks = tasks(caseId, elementId);
        if (tasks.isEmpty()) {
            throw new AssertionError("No open " + elementId + "; open are " + openSteps(caseId));
        }
        return tasks.get(0);
    }

    List<String> openSteps(CaseId caseId) {
        return engine.getTaskService().createTaskQuery()
                .processVariableValueEquals("caseId", caseId.value())
                .list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    /** When the one timer of the case is due, Asia/Shanghai. */
    LocalDateTime timerDue(CaseId caseId) {
        return LocalDateTime.ofInstant(timer(caseId).getDuedate().toInstant(), OfficeClock.ZONE);
    }

    void timerFires(CaseId caseId) {
        Job timer = timer(caseId);
        clock.turnTo(timer.getDuedate().toInstant().plusSeconds(60));
        engine.getManagementService().executeJob(timer.getId());
    }

    private Job timer(CaseId caseId) {
        String number = cases.get(caseId).number();
        String instance = engine.getRuntimeService().createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey(ClinicalCenterAcceptanceProcess.KEY)
                .singleResult()
                .getId();
        return engine.getManagementService().createJobQuery().processInstanceId(instance).timers().singleResult();
    }

    Case caseOf(CaseId caseId) {
        return cases.get(caseId);
    }

    private <T> T as(String user, Supplier<T> action) {
        engine.getIdentityService().setAuthentication(user, GROUPS.getOrDefault(user, List.of("expert")));
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** The default form with some fields changed; a null takes a field out. */
    static Map<String, Object> with(Map<String, Object> form, Object... changes) {
        Map<String, Object> changed = new HashMap<>(form);
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                changed.remove(changes[i]);
            } else {
                changed.put((String) changes[i], changes[i + 1]);
            }
        }
        return changed;
    }
}
