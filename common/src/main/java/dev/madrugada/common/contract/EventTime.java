package dev.madrugada.common.contract;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Which day a record belongs to, and how far that day may lie from its arrival.
 *
 * @param column the timestamp column that says when it happened
 * @param zone where the event day begins at midnight; arrival days are UTC's
 * @param partition the name of the partition column, which holds the event day
 * @param latenessDays how many days before its arrival day an event day may lie
 * @param futureTolerance how far after its arrival an event may say it happened
 */
public record EventTime(String column, ZoneId zone, String partition, int latenessDays, Duration futureTolerance)
        implements Serializable {

    public LocalDate dayOf(Instant happened) {
        return LocalDate.ofInstant(happened, zone);
    }

    /** The first arrival day that can bring records of an event day. */
    public LocalDate firstArrival(LocalDate eventDay) {
        return LocalDate.ofInstant(
                eventDay.atStartOfDay(zone).toInstant().minus(futureTolerance), java.time.ZoneOffset.UTC);
    }

    /** The last arrival day that can bring records of an event day. */
    public LocalDate lastArrival(LocalDate eventDay) {
        Instant end = eventDay.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
        return LocalDate.ofInstant(end, java.time.ZoneOffset.UTC).plusDays(latenessDays);
    }
}
