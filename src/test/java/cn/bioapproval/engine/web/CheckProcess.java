package cn.bioapproval.engine.web;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;

/** A small process with one task for {@code kjj} and one for {@code wjw}, and cases opened in it over HTTP. */
final class CheckProcess implements AutoCloseable {

    static final String START = "/engine-rest/process-definition/key/access-check/submit-form";
    static final String FORM =
            """
            {"variables": {"title": {"value": "甲中心"}, "amount": {"value": "12.50"}, "heldOn": {"value": "2026-03-05"},
             "kind": {"value": "first"}, "agreed": {"value": true}, "note": {"value": "说明"}}}""";

    private final ProcessEngine engine;
    private final String deploymentId;
    private final List<Authorization> grants;

    CheckProcess(ProcessEngine engine) {
        this.engine = engine;
        this.deploymentId = engine.getRepositoryService()
                .createDeployment()
                .name("access-check")
                .addClasspathResource("access-check/access-check.bpmn")
                .addClasspathResource("access-check/access-check-apply.form")
                .deploy()
                .getId();
        this.grants = List.of(
                grant(Resources.PROCESS_DEFINITION, "access-check", Permissions.READ,
                        ProcessDefinitionPermissions.CREATE_INSTANCE),
                grant(Resources.PROCESS_INSTANCE, Authorization.ANY, ProcessInstancePermissions.CREATE));
    }

    private Authorization grant(Resource resource, String id, Permission... permissions) {
        var authorizations = engine.getAuthorizationService();
        Authorization known = authorizations
                .createAuthorizationQuery()
                .groupIdIn("kjj")
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        if (known != null) {
            return known;
        }
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId("kjj");
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        return authorizations.saveAuthorization(grant);
    }

    /** Tasks of one case. */
    record Opened(String number, Task examine, Task confirm) {}

    /** Opens a case as this person. */
    Opened open(Visitor person) {
        Visitor.Answer answer = person.post(START, FORM);
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        String instance = answer.json().path("id").asText();
        return new Opened(
                answer.json().path("caseNumber").asText(),
                task(instance, "userTask_Examine"),
                task(instance, "userTask_Confirm"));
    }

    private Task task(String instance, String element) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(element)
                .singleResult();
    }

    @Override
    public void close() {
        engine.getRepositoryService().deleteDeployment(deploymentId, true);
        grants.stream()
                .filter(grant -> grant.getResourceId().startsWith("access-check"))
                .forEach(grant -> engine.getAuthorizationService().deleteAuthorization(grant.getId()));
    }
}
