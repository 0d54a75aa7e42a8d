package dev.madrugada.localstack;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The stack's clock: the system clock, or a clock that ticks on from the instant it was set to. Thread-safe. */
final class SettableClock extends Clock {
    private volatile Clock current;

    private SettableClock(Clock current) {
        this.current = current;
    }

    static SettableClock systemUtc() {
        return new SettableClock(Clock.systemUTC());
    }

    static SettableClock startingAt(Instant now) {
        return new SettableClock(TickingClock.startingAt(now, ZoneOffset.UTC));
    }

    void set(Instant now) {
        current = TickingClock.startingAt(now, ZoneOffset.UTC);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the stack's clock supports UTC only");
    }

    @Override
    public Instant instant() {
        return current.instant();
    }
}
