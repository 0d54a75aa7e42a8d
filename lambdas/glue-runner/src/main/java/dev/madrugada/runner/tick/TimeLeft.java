package dev.madrugada.runner.tick;

import java.time.Duration;
import java.util.function.Supplier;

/** The time until Lambda ends the call. */
public record TimeLeft(Supplier<Duration> remaining) {
    /** A long poll of a minute with the time-out of its socket, and the start of the task that it returned. */
    public static final Duration POLL_AND_START = Duration.ofSeconds(70 + 20);
    /** One claim. */
    public static final Duration CHECK = Duration.ofSeconds(15);

    public boolean allows(Duration work) {
        return remaining.get().compareTo(work) > 0;
    }
}
