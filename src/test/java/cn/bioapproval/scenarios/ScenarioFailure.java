package cn.bioapproval.scenarios;

import org.jspecify.annotations.Nullable;

/**
 * What a scenario expects is not so, or the file cannot be read. The message is Chinese, for a process owner; there is
 * no stack trace of its own, only that of the technical cause, if there is one.
 */
final class ScenarioFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    ScenarioFailure(String message) {
        this(message, null);
    }

    ScenarioFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
        setStackTrace(new StackTraceElement[0]);
    }

    /** Surefire would print the class name in front of every line it knows nothing about. */
    @Override
    public String toString() {
        return getMessage();
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
