package cn.bioapproval.engine;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * A typed handle on a process variable: its name and type stand once, in a procedure's contract.
 *
 * @param <T> what the variable holds
 */
public final class Variable<T> {

    private final String name;
    private final Class<T> type;

    private Variable(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    public static Variable<String> ofString(String name) {
        return new Variable<>(name, String.class);
    }

    public static Variable<Boolean> ofBoolean(String name) {
        return new Variable<>(name, Boolean.class);
    }

    public static Variable<Long> ofLong(String name) {
        return new Variable<>(name, Long.class);
    }

    /** The name in the model. */
    public String name() {
        return name;
    }

    public Class<T> type() {
        return type;
    }

    /**
     * The value.
     *
     * @throws IllegalStateException if it is not set, or of another type: the model and the contract disagree
     */
    public T get(VariableScope scope) {
        return find(scope).orElseThrow(() -> new IllegalStateException("Variable '" + name + "' is not set"));
    }

    /** The value, if it is set. */
    public Optional<T> find(VariableScope scope) {
        Object value = scope.getVariable(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalStateException("Variable '%s' holds a %s, not a %s"
                    .formatted(name, value.getClass().getSimpleName(), type.getSimpleName()));
        }
        return Optional.ofNullable(type.cast(value));
    }

    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }

    @Override
    public String toString() {
        return name;
    }
}
