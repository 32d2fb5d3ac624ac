package cn.bioapproval.benchmark;

import cn.bioapproval.engine.Desk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;

/** This application: through the door, with submissions, facts, audit trail, ledger, documents and messages. */
final class OurSide implements Side {

    private final ProcessEngine engine;
    private final Desk desk;
    private final DataSource database;
    private final String day;
    private final Map<String, List<String>> groups = new ConcurrentHashMap<>();

    OurSide(ProcessEngine engine, Desk desk, DataSource database, String day) {
        this.database = database;
        this.engine = engine;
        this.desk = desk;
        this.day = day;
    }

    @Override
    public String name() {
        return "bio-approval";
    }

    @Override
    public DataSource database() {
        return database;
    }

    @Override
    public void runCase(int n) {
        String instance = as("linxiao", () ->
                        desk.start("clinical-center-acceptance", ClinicalCaseForms.application(n)))
                .processInstanceId();
        submit("chenmin", instance, "userTask_ExamineApplication", ClinicalCaseForms.examination());
        submit("sunyue", instance, "userTask_ConfirmPanel", ClinicalCaseForms.panel());
        for (Task review : tasks(instance)) {
            as(review.getAssignee(), () -> {
                desk.claimAndSubmit(review.getId(), ClinicalCaseForms.opinion());
                return null;
            });
        }
        submit("sunyue", instance, "userTask_ConcludeReview", ClinicalCaseForms.conclusion(day));
        submit("zhengjun", instance, "userTask_DecideKjj", ClinicalCaseForms.kjj());
        submit("huanglei", instance, "userTask_DecideWjw", ClinicalCaseForms.wjw());
        PlainSide.fireTimer(engine, instance);
        submit("chenmin", instance, "userTask_IssueNotices", ClinicalCaseForms.notices(n));
        submit("wuting", instance, "userTask_CheckBudget", ClinicalCaseForms.budget());
        submit("yanghui", instance, "userTask_Pay", ClinicalCaseForms.payment(n, day));
    }

    private List<Task> tasks(String instance) {
        return engine.getTaskService().createTaskQuery().processInstanceId(instance).list();
    }

    private void submit(String user, String instance, String step, Map<String, Object> form) {
        String task = PlainSide.task(engine, instance, step).getId();
        as(user, () -> {
            desk.claimAndSubmit(task, form);
            return null;
        });
    }

    private <T> T as(String user, Supplier<T> action) {
        List<String> own = groups.computeIfAbsent(user, any ->
                engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                        .map(Group::getId)
                        .toList());
        engine.getIdentityService().setAuthentication(user, own);
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
