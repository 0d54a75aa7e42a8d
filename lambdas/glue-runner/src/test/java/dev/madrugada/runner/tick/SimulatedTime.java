package dev.madrugada.runner.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The time of a simulation, and clocks that differ from it. */
final class SimulatedTime {
    private Instant now = Instant.parse("2001-01-02T02:00:00Z");

    synchronized Instant now() {
        return now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    /** A clock that stands still until time passes. */
    Clock clock(Duration ahead) {
        return clock(() -> now().plus(ahead));
    }

    /** A clock that ticks a microsecond with each reading, as no two readings of a real clock are the same. */
    Clock tickingClock(Duration ahead) {
        AtomicLong readings = new AtomicLong();
        return clock(() -> now().plus(ahead).plus(readings.incrementAndGet(), ChronoUnit.MICROS));
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
