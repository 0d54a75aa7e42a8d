package dev.madrugada.common.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A day on which records arrive, from its first instant to that of the next day in a time zone. It has 23 to 25 hours
 * where clocks change.
 *
 * @param date the day's date in the zone
 * @param zone the dataset's {@code day-zone}
 */
public record ArrivalDay(LocalDate date, ZoneId zone) {
    /**
     * The time to wait after the end of an hour before it is read. Records that arrived in the hour may become readable
     * shortly after its end, so an earlier read could miss some. Kinesis does not guarantee the accuracy of arrival
     * times. The Kinesis source has the same default ({@code settle-delay}) and refuses a window that ended more
     * recently.
     *
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html">ApproximateArrivalTimestamp:
     *     its accuracy is not guaranteed</a>
     */
    public static final Duration SETTLE_DELAY = Duration.ofMinutes(5);

    /** The day that contains the instant. */
    public static ArrivalDay of(Instant at, ZoneId zone) {
        return new ArrivalDay(LocalDate.ofInstant(at, zone), zone);
    }

    /** The last day that may be read at the given instant. */
    public static ArrivalDay lastSettled(Instant at, ZoneId zone) {
        ArrivalDay day = of(at, zone).previous();
        while (!day.exists() || at.isBefore(day.settled())) {
            day = day.previous();
        }
        return day;
    }

    /** Whether the zone has the day; Pacific/Apia, for example, had no 2011-12-30. */
    public boolean exists() {
        return start().isBefore(end());
    }

    private ArrivalDay previous() {
        return new ArrivalDay(date.minusDays(1), zone);
    }

    /** The first instant of the day, inclusive; later than midnight where midnight does not exist. */
    public Instant start() {
        return date.atStartOfDay(zone).toInstant();
    }

    /** The end of the day, exclusive: the first instant of the next day. */
    public Instant end() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Every hour of UTC that the day touches, in order: 23 to 26. */
    public List<ArrivalHour> hours() {
        List<ArrivalHour> hours = new ArrayList<>();
        for (ArrivalHour hour = ArrivalHour.of(start()); hour.start().isBefore(end()); hour = hour.next()) {
            hours.add(hour);
        }
        return List.copyOf(hours);
    }

    /** The instant from which on every hour of the day may be read. The day exists. */
    public Instant settled() {
        List<ArrivalHour> hours = hours();
        return hours.get(hours.size() - 1).settled();
    }

    /** The date and the zone, such as {@code 2001-01-01 (Europe/Madrid)}. */
    @Override
    public String toString() {
        return date + " (" + zone + ")";
    }
}
