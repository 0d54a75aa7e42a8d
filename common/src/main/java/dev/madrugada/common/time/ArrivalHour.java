package dev.madrugada.common.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An hour of UTC in which records arrive: the unit in which raw is published.
 *
 * @param start a full hour
 */
public record ArrivalHour(Instant start) implements Comparable<ArrivalHour> {
    private static final Duration LENGTH = Duration.ofHours(1);

    public ArrivalHour {
        if (!start.equals(start.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException(start + " is not the start of an hour of UTC");
        }
    }

    /** The hour that contains the instant. */
    public static ArrivalHour of(Instant at) {
        return new ArrivalHour(at.truncatedTo(ChronoUnit.HOURS));
    }

    /** The end of the hour, exclusive. */
    public Instant end() {
        return start.plus(LENGTH);
    }

    public ArrivalHour next() {
        return new ArrivalHour(end());
    }

    public ArrivalHour previous() {
        return new ArrivalHour(start.minus(LENGTH));
    }

    /** The instant from which on the hour may be read. */
    public Instant settled() {
        return end().plus(ArrivalDay.SETTLE_DELAY);
    }

    @Override
    public int compareTo(ArrivalHour other) {
        return start.compareTo(other.start);
    }

    /** The hour's start, such as {@code 2001-01-01T05:00:00Z}. */
    @Override
    public String toString() {
        return start.toString();
    }
}
