package dev.madrugada.common.arguments;

import org.jspecify.annotations.Nullable;

/** An argument that a job asked for. Its value is available after {@link ArgumentReader#verify()} returned normally. */
public final class Argument<T> {
    private final String name;
    private final @Nullable T value;

    Argument(String name, @Nullable T value) {
        this.name = name;
        this.value = value;
    }

    public T value() {
        if (value == null) {
            throw new IllegalStateException("--" + name + " was read before the arguments were verified");
        }
        return value;
    }
}
