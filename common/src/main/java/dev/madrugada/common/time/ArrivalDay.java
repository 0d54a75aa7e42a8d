package dev.madrugada.common.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A day on which records arrive, from midnight to midnight of UTC, and from when on it may be read. */
public record ArrivalDay(LocalDate date) {
    /**
     * How long a day lies in the past before it is read: records with arrival times of the day may become readable
     * after its end, and two reads would differ. Arrival times are approximate, and Kinesis promises no bound; this is
     * the distance that the Kinesis source asks for ({@code settle-delay}), which refuses a window that ended later.
     *
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html">ApproximateArrivalTimestamp:
     *     its accuracy is not guaranteed</a>
     */
    public static final Duration SETTLE_DELAY = Duration.ofMinutes(5);

    /** The last day that has settled at an instant. */
    public static ArrivalDay lastSettled(Instant at) {
        return new ArrivalDay(
                LocalDate.ofInstant(at.minus(SETTLE_DELAY), ZoneOffset.UTC).minusDays(1));
    }

    /** The first instant after it. */
    public Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** From when on it may be read. */
    public Instant settled() {
        return end().plus(SETTLE_DELAY);
    }
}
