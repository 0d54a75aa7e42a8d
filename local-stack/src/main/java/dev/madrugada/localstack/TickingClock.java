package dev.madrugada.localstack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that starts at a given instant and ticks on from there, driven by {@link System#nanoTime}. */
final class TickingClock extends Clock {
    private final Instant start;
    private final ZoneId zone;
    private final long startNanos;

    private TickingClock(Instant start, ZoneId zone, long startNanos) {
        this.start = start;
        this.zone = zone;
        this.startNanos = startNanos;
    }

    static Clock startingAt(Instant start, ZoneId zone) {
        return new TickingClock(start, zone, System.nanoTime());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TickingClock(start, other, startNanos);
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
