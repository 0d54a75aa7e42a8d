package dev.madrugada.localstack.cloudformation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The account's resources that no stack has any more, and the failures that a test has ordered. Thread-safe. */
public final class ExistingResources {
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /** Lets the next operation on a resource fail. */
    public void fail(String logicalId, String reason) {
        failures.put(logicalId, reason);
    }

    Optional<String> takeFailure(String logicalId) {
        return Optional.ofNullable(failures.remove(logicalId));
    }

    void keep(String type, String name) {
        kept.add(type + " " + name);
    }

    boolean has(String type, String name) {
        return kept.contains(type + " " + name);
    }

    void takeInto(String type, String name) {
        kept.remove(type + " " + name);
    }
}
