package dev.madrugada.benchmarks.orders;

import java.util.Arrays;

/** How the events are distributed over orders and event days. */
public enum Shape {
    /** About one event of twenty repeats an earlier order; the event days have equally many events. */
    EVEN("even"),
    /** Four of five events belong to the same order. */
    ONE_KEY("one-key"),
    /** Four of five orders belong to the same event day. */
    ONE_DAY("one-day");

    private final String text;

    Shape(String text) {
        this.text = text;
    }

    public static Shape parse(String text) {
        return Arrays.stream(values())
                .filter(shape -> shape.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
