package dev.madrugada.localstack.kinesis.faults;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The injected faults by stream. Thread-safe. */
final class Faults {
    private final Map<String, List<FaultRule>> rules = new ConcurrentHashMap<>();

    boolean isEmpty() {
        return rules.isEmpty();
    }

    void add(String stream, FaultRule rule) {
        rules.computeIfAbsent(stream, name -> new CopyOnWriteArrayList<>()).add(rule);
    }

    void clear(String stream) {
        rules.remove(stream);
    }

    List<FaultRule> of(String stream) {
        return List.copyOf(rules.getOrDefault(stream, List.of()));
    }

    /** Counts a call and returns the first rule that applies to it. The rules after that one do not count the call. */
    Optional<FaultRule> firstApplicable(FaultInjection.Subject subject, String action) {
        return rules.getOrDefault(subject.stream(), List.of()).stream()
                .filter(rule -> rule.definition().scope().covers(action, subject) && rule.appliesToNextCall())
                .findFirst();
    }
}
