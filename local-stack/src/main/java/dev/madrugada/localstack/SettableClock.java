package dev.madrugada.localstack;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The stack's clock: the machine's, or one that was set and goes on from there. Many threads ask it, one may set it. */
final class SettableClock extends Clock {
    private volatile Clock current;

    private SettableClock(Clock current) {
        this.current = current;
    }

    static SettableClock ofTheMachine() {
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
        throw new UnsupportedOperationException("everything here is in UTC");
    }

    @Override
    public Instant instant() {
        return current.instant();
    }
}
