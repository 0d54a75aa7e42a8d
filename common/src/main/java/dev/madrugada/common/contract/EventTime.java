package dev.madrugada.common.contract;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Defines a record's event day, and how far the event day may be from the arrival.
 *
 * @param column the name of the timestamp or date column with the event time; {@link #ARRIVAL} for the arrival time
 * @param zone the time zone in which event days and arrival days begin at midnight
 * @param partition the name of the partition column, whose value is the event day
 * @param latenessDays the maximum number of days from the event day to the arrival day
 * @param futureTolerance the maximum duration by which the event time may be after the arrival time
 */
public record EventTime(String column, ZoneId zone, String partition, int latenessDays, Duration futureTolerance)
        implements Serializable {
    /** Stands for the arrival time; no column can have this name in an event time. */
    public static final String ARRIVAL = "arrival";

    /** Whether the event time is the arrival time. */
    public boolean isArrival() {
        return column.equals(ARRIVAL);
    }

    /** The event day of an event time. */
    public LocalDate dayOf(Instant happened) {
        return LocalDate.ofInstant(happened, zone);
    }

    /** The first arrival day, in the same zone, whose records may belong to the event day. */
    public LocalDate firstArrival(LocalDate eventDay) {
        return LocalDate.ofInstant(eventDay.atStartOfDay(zone).toInstant().minus(futureTolerance), zone);
    }

    /** The last arrival day, in the same zone, whose records may belong to the event day. */
    public LocalDate lastArrival(LocalDate eventDay) {
        return eventDay.plusDays(latenessDays);
    }
}
