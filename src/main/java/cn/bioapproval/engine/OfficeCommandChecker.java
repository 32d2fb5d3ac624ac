package cn.bioapproval.engine;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Who may touch a single task: the same rule as {@link OfficeAuthorizations} applies to queries. People read and work on
 * their own tasks; assigning to others, writing variables and deleting is for administrators.
 */
final class OfficeCommandChecker extends AuthorizationCommandChecker {

    private final TaskRights rights;

    OfficeCommandChecker(TaskRights rights) {
        this.rights = rights;
    }

    @Override
    public void checkReadTask(TaskEntity task) {
        if (isChecked() && currentPerson().getUserId().equals(task.getOwner())) {
            return;
        }
        requireOwn(task, Permissions.READ.getName());
    }

    @Override
    public void checkReadTaskVariable(TaskEntity task) {
        requireOwn(task, TaskPermissions.READ_VARIABLE.getName());
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        requireOwn(task, Permissions.TASK_WORK.getName());
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        requireAdministrator(task, Permissions.TASK_ASSIGN.getName());
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        requireAdministrator(task, TaskPermissions.UPDATE_VARIABLE.getName());
    }

    private void requireOwn(TaskEntity task, String permission) {
        if (isChecked() && !rights.isOwn(task, currentPerson())) {
            throw refusal(task, permission);
        }
    }

    private void requireAdministrator(TaskEntity task, String permission) {
        if (isChecked()) {
            throw refusal(task, permission);
        }
    }

    /** Checks concern people; the system itself and administrators pass. */
    private boolean isChecked() {
        var command = Context.getCommandContext();
        return command.isAuthorizationCheckEnabled()
                && currentPerson() != null
                && !command.getAuthorizationManager().isCamundaAdmin(currentPerson());
    }

    private static Authentication currentPerson() {
        return Context.getCommandContext().getAuthentication();
    }

    private static AuthorizationException refusal(TaskEntity task, String permission) {
        return new AuthorizationException(
                currentPerson().getUserId(), permission, Resources.TASK.resourceName(), task.getId());
    }
}
