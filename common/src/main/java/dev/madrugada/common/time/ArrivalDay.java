package dev.madrugada.common.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A day on which records arrive, from midnight to midnight UTC.
 *
 * @param date the day in UTC
 */
public record ArrivalDay(LocalDate date) {
    /**
     * The time to wait after the end of a day before it is read. Records that arrived on the day may become readable
     * shortly after its end, so an earlier read could miss some. Kinesis does not guarantee the accuracy of arrival
     * times. The Kinesis source has the same default ({@code settle-delay}) and refuses a window that ended more
     * recently.
     *
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html">ApproximateArrivalTimestamp:
     *     its accuracy is not guaranteed</a>
     */
    public static final Duration SETTLE_DELAY = Duration.ofMinutes(5);

    /** The last day that may be read at the given instant. */
    public static ArrivalDay lastSettled(Instant at) {
        return new ArrivalDay(
                LocalDate.ofInstant(at.minus(SETTLE_DELAY), ZoneOffset.UTC).minusDays(1));
    }

    /** The end of the day, exclusive: the next midnight. */
    public Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The instant from which on the day may be read. */
    public Instant settled() {
        return end().plus(SETTLE_DELAY);
    }
}
