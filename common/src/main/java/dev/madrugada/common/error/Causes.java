package dev.madrugada.common.error;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks into an exception's chain of causes. A chain that leads back to itself ends where it repeats. */
public final class Causes {
    private Causes() {}

    /** The exception itself, then its cause, then that one's, and so on. */
    public static Stream<Throwable> of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).takeWhile(seen::add);
    }

    /** The first exception of a type in the chain, which may be the given one. */
    public static <T> Optional<T> first(Class<T> type, Throwable thrown) {
        return of(thrown).filter(type::isInstance).map(type::cast).findFirst();
    }

    public static boolean contain(Class<?> type, Throwable thrown) {
        return of(thrown).anyMatch(type::isInstance);
    }
}
