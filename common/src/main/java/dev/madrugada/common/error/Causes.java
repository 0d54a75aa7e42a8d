package dev.madrugada.common.error;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks an exception's chain of causes. A cyclic chain ends before its first repeated exception. */
public final class Causes {
    private Causes() {}

    /** The exception, its cause, the cause's cause, and so on. */
    public static Stream<Throwable> of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).takeWhile(seen::add);
    }

    /** The first exception of the type in the chain, which starts with the given exception. */
    public static <T> Optional<T> first(Class<T> type, Throwable thrown) {
        return of(thrown).filter(type::isInstance).map(type::cast).findFirst();
    }

    public static boolean contain(Class<?> type, Throwable thrown) {
        return of(thrown).anyMatch(type::isInstance);
    }
}
