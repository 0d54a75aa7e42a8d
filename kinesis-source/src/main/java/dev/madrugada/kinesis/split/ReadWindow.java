package dev.madrugada.kinesis.split;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The bounds of a read by arrival time: {@code start} belongs to it, {@code end} doesn't. Arrival times may be out of
 * order within a shard; the {@code maxOutOfOrderness} is how far, and is read on both sides without being emitted.
 */
public record ReadWindow(Instant start, Instant end, Duration maxOutOfOrderness) implements Serializable {

    public ReadWindow {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a window from " + start + " until " + end);
        }
        if (maxOutOfOrderness.isNegative()) {
            throw new IllegalArgumentException("a max-out-of-orderness of " + maxOutOfOrderness);
        }
    }

    /** The first whole millisecond in the window, since 1970. Arrivals come in whole milliseconds. */
    public long startMillis() {
        return roundedUp(start);
    }

    /** The first whole millisecond behind the window. */
    public long endMillis() {
        return roundedUp(end);
    }

    /** Where reading begins. The service knows no time before 1970. */
    public Instant readFrom() {
        Instant from = start.minus(maxOutOfOrderness);
        return from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
    }

    private static long roundedUp(Instant instant) {
        long millis = instant.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(instant) ? millis + 1 : millis;
    }

    /** Behind an arrival later than this no record of the window is expected any more. */
    public Instant readUntil() {
        return end.plus(maxOutOfOrderness);
    }
}
