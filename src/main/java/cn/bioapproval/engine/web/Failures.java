package cn.bioapproval.engine.web;

import cn.bioapproval.calendar.CalendarYearNotLoaded;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.identity.IdentityRefusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.io.IOException;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Finds in a failure of the engine or the database the refusal that a person can act on. */
final class Failures {

    /** How the engine names what a request did wrong, where its REST interface answers 500. */
    private static final Set<String> FAULTS_OF_THE_REQUEST = Set.of(
            "BadUserRequestException",
            "ProcessEngineException",
            "NullValueException",
            "NotValidException",
            "NotFoundException",
            "NotAllowedException",
            "ParseException",
            "ModificationException",
            "MigratingProcessInstanceValidationException",
            "MigrationPlanValidationException",
            "DeploymentResourceNotFoundException",
            "IllegalArgumentException");

    private static final String PERSISTENCE = "ProcessEnginePersistenceException";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A failure of the engine's REST interface, told again.
     *
     * @param detail what the engine said, for administrators
     */
    record Told(int status, String code, String message, @Nullable String detail) {}

    interface Action<T> {
        T run() throws IOException;
    }

    private Failures() {}

    static <T> T asRefusals(Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (RuntimeException failure) {
            Refusal refusal = refusalIn(failure);
            throw refusal == null ? failure : refusal;
        }
    }

    static @Nullable Refusal refusalIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof CalendarYearNotLoaded missing) {
                return Refusal.conflict(RefusalCode.HOLIDAYS_NOT_LOADED, missing.getMessage());
            }
            if (cause instanceof IdentityRefusal identity) {
                RefusalCode code = new RefusalCode(identity.code());
                return identity.isOfRights()
                        ? Refusal.forbidden(code, identity.getMessage())
                        : Refusal.invalid(code, identity.getMessage());
            }
            if (cause instanceof AuthorizationException) {
                return Refusal.forbidden(RefusalCode.NOT_PERMITTED, "您无权查看或办理此事项。");
            }
            if (cause instanceof SuspendedEntityInteractionException) {
                return Refusal.conflict(RefusalCode.CASE_STATE, "该流程已被挂起，暂不能办理。");
            }
            if (cause instanceof OptimisticLockingException
                    || cause instanceof OptimisticLockException
                    || cause instanceof PessimisticLockException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof DataIntegrityViolationException) {
                return Refusal.conflict(RefusalCode.CHANGED_MEANWHILE, "该任务刚被他人处理或已变化，请刷新后重试。");
            }
            if (cause instanceof RequestRejectedException) {
                return Refusal.invalid(RefusalCode.REQUEST_INVALID, "请求有误，请从系统页面进入。");
            }
        }
        return null;
    }

    /** What the engine answered with, as a refusal; a failure that the request did not cause stays one. */
    static Told told(int status, byte[] answer, String method, String path) {
        JsonNode said = said(answer);
        String type = said.path("type").asText("");
        String detail = said.path("message").isTextual() ? said.path("message").textValue() : null;
        int is = status == 500 ? honestStatus(type, method) : status;
        return switch (is) {
            case 401 -> new Told(is, RefusalCode.NOT_PERMITTED.value(), "请先登录：用户名或密码不正确，或账号因多次输错被暂时锁定。", null);
            case 403 -> new Told(is, RefusalCode.NOT_PERMITTED.value(), "您没有此项操作的权限，如确有需要请联系系统管理员。", detail);
            case 404 -> path.startsWith("/task/")
                    ? new Told(is, RefusalCode.TASK_NOT_FOUND.value(), "任务不存在或已办结，请刷新任务列表。", detail)
                    : new Told(is, "ERR_NOT_FOUND", "没有找到所请求的内容。", detail);
            case 405 -> new Told(is, RefusalCode.REQUEST_INVALID.value(), "不支持这种请求方式。", detail);
            case 409 -> new Told(
                    is, RefusalCode.CHANGED_MEANWHILE.value(), "与现有数据冲突，或数据刚被他人修改，请刷新后重试。", detail);
            case 500, 502, 503 -> new Told(is, "ERR_INTERNAL", "系统暂时出错，本次操作没有生效，请稍后重试或联系系统管理员。", detail);
            default -> new Told(is, RefusalCode.REQUEST_INVALID.value(), "请求内容有误，无法处理。", detail);
        };
    }

    private static int honestStatus(String type, String method) {
        if (PERSISTENCE.equals(type)) {
            return "GET".equals(method) ? 400 : 409;
        }
        return FAULTS_OF_THE_REQUEST.contains(type) ? 400 : 500;
    }

    private static JsonNode said(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
