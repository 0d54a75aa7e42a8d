package dev.madrugada.kinesis.split;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The arrival times to read, from {@code start} (inclusive) to {@code end} (exclusive).
 *
 * @param maxOutOfOrderness how far arrival times in a shard may be out of order; the source also reads the records
 *     within this duration before and after the window, and drops them
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

    /** The first whole millisecond of the window, since 1970. Arrival times are whole milliseconds. */
    public long startMillis() {
        return roundedUp(start);
    }

    /** The first whole millisecond after the window. */
    public long endMillis() {
        return roundedUp(end);
    }

    /** The arrival time to start reading at. Kinesis accepts no time before 1970. */
    public Instant readFrom() {
        Instant from = start.minus(maxOutOfOrderness);
        return from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
    }

    private static long roundedUp(Instant instant) {
        long millis = instant.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(instant) ? millis + 1 : millis;
    }

    /** A record that arrived after this instant is followed by no record of the window. */
    public Instant readUntil() {
        return end.plus(maxOutOfOrderness);
    }
}
