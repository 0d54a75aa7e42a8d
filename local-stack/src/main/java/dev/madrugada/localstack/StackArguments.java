package dev.madrugada.localstack;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line arguments of the stack. {@link #parse} reports all problems in one IllegalArgumentException. */
record StackArguments(
        Path state, Path outbox, Path ready, Optional<Path> calls, Optional<Instant> now, Optional<Long> stopWith) {
    static final String USAGE =
            "usage: LocalStack --state DIR --outbox DIR --ready FILE [--calls FILE] [--now INSTANT] [--stop-with PID]";

    private static final Set<String> REQUIRED = Set.of("--state", "--outbox", "--ready");
    private static final Set<String> KNOWN =
            Set.of("--state", "--outbox", "--ready", "--calls", "--now", "--stop-with");

    static StackArguments parse(List<String> arguments) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!KNOWN.contains(name)) {
                problems.add("unknown argument " + name);
            } else if (i + 1 == arguments.size()) {
                problems.add(name + " has no value");
            } else if (values.put(name, arguments.get(i + 1)) != null) {
                problems.add(name + " is given twice");
            }
        }
        REQUIRED.stream().sorted().filter(name -> !values.containsKey(name)).forEach(name -> {
            problems.add(name + " is missing");
        });
        Optional<Instant> now = instant(values, problems);
        Optional<Long> stopWith = pid(values, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new StackArguments(
                path(values, "--state"),
                path(values, "--outbox"),
                path(values, "--ready"),
                values.containsKey("--calls") ? Optional.of(path(values, "--calls")) : Optional.empty(),
                now,
                stopWith);
    }

    private static Path path(Map<String, String> values, String name) {
        return Path.of(values.getOrDefault(name, "")).toAbsolutePath().normalize();
    }

    private static Optional<Instant> instant(Map<String, String> values, List<String> problems) {
        Optional<String> value = Optional.ofNullable(values.get("--now"));
        try {
            return value.map(Instant::parse);
        } catch (DateTimeException e) {
            problems.add("--now is not an instant like 2001-01-02T02:00:00Z: " + value.orElse(""));
            return Optional.empty();
        }
    }

    private static Optional<Long> pid(Map<String, String> values, List<String> problems) {
        Optional<String> value = Optional.ofNullable(values.get("--stop-with"));
        try {
            return value.map(Long::valueOf);
        } catch (NumberFormatException e) {
            problems.add("--stop-with is not a process id: " + value.orElse(""));
            return Optional.empty();
        }
    }
}
