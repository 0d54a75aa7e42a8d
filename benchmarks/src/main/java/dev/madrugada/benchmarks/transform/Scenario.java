package dev.madrugada.benchmarks.transform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the benchmark measures. */
enum Scenario {
    /** The three programs against each other, cold and warm. */
    SPEED,
    /** A heap of 2 GB against the default heap. */
    HEAP,
    /** Eight times the events. */
    SCALE,
    /** 71 records over 30 event days against one. */
    DAYS,
    /** Most events with one key, or on one day, against even events. */
    SKEW,
    /** A standalone cluster publishes the same content as one process. */
    CLUSTER,
    /** Transform's rows, duplicates and quarantine against DuckDB's. */
    COMPARE;

    static Optional<Scenario> parse(String text) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
