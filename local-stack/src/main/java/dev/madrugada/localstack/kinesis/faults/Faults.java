package dev.madrugada.localstack.kinesis.faults;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults asked for, by stream. For many threads. */
final class Faults {
    private final Map<String, List<FaultRule>> rules = new ConcurrentHashMap<>();

    boolean none() {
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

    /** Counts a call; gives the first rule that strikes. Those after it do not count the call. */
    Optional<FaultRule> next(FaultInjection.Subject subject, String action) {
        return rules.getOrDefault(subject.stream(), List.of()).stream()
                .filter(rule -> rule.asked().scope().covers(action, subject) && rule.strikes())
                .findFirst();
    }
}
