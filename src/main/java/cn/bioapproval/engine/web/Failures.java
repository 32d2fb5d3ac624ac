package cn.bioapproval.engine.web;

import cn.bioapproval.calendar.CalendarYearNotLoaded;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.identity.IdentityRefusal;
import java.io.IOException;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** Finds in a failure of the engine or the database the refusal that a person can act on. */
final class Failures {

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

    private static @Nullable Refusal refusalIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof CalendarYearNotLoaded missing) {
                return Refusal.conflict(RefusalCode.HOLIDAYS_NOT_LOADED, missing.getMessage());
            }
            if (cause instanceof IdentityRefusal identity) {
                return Refusal.forbidden(new RefusalCode(identity.code()), identity.getMessage());
            }
            if (cause instanceof AuthorizationException) {
                return Refusal.forbidden(RefusalCode.NOT_PERMITTED, "您无权查看或办理此事项。");
            }
            if (cause instanceof SuspendedEntityInteractionException) {
                return Refusal.conflict(RefusalCode.CASE_STATE, "该流程已被挂起，暂不能办理。");
            }
            if (cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof DataIntegrityViolationException) {
                return Refusal.conflict(RefusalCode.CHANGED_MEANWHILE, "该任务刚被他人处理或已变化，请刷新后重试。");
            }
        }
        return null;
    }
}
