package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.EventTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Checks whether a record is too late or in the future. Its event time is compared with its arrival, never with the
 * wall clock, so that a re-run years later decides the same. A record is too late if it arrived after
 * {@link EventTime#lastArrival} of its event day: the event day is more than {@code lateness-days} before
 * the arrival day. Not thread-safe.
 */
public final class Timeliness {
    private static final long MICROS = 1_000_000L;

    private final EventTime eventTime;
    private final boolean isShown;
    private final long toleranceMicros;
    // Caches the last day: neighbouring records share their day, and zone arithmetic is slow.
    private LocalDate cachedDay = LocalDate.MIN;
    private LocalDate lastArrival = LocalDate.MIN;
    private long dayBegin;
    private long dayEnd;

    private Timeliness(EventTime eventTime, boolean isShown) {
        this.eventTime = eventTime;
        this.isShown = isShown;
        this.toleranceMicros = eventTime.futureTolerance().toNanos() / 1000;
    }

    public static Timeliness of(EventTime eventTime) {
        return new Timeliness(eventTime, true);
    }

    /** Gives reasons from which the event time cannot be computed. */
    public static Timeliness ofSensitive(EventTime eventTime) {
        return new Timeliness(eventTime, false);
    }

    /**
     * The event time as an instant in microseconds since 1970-01-01T00:00:00Z.
     *
     * @param value a timestamp in such microseconds, or a date in days since 1970-01-01, whose event time is its first
     *     instant in the contract's day zone
     */
    public long micros(Object value) {
        if (value instanceof Integer day) {
            return begin(LocalDate.ofEpochDay(day));
        }
        return (Long) value;
    }

    /** The first instant of a day in the contract's day zone. */
    private long begin(LocalDate day) {
        Instant begin = day.atStartOfDay(eventTime.zone()).toInstant();
        return begin.getEpochSecond() * MICROS + begin.getNano() / 1000;
    }

    /**
     * The event day, in the contract's day zone.
     *
     * @param happenedMicros the event time, in microseconds since 1970-01-01T00:00:00Z
     */
    public LocalDate dayOf(long happenedMicros) {
        if (happenedMicros < dayBegin || happenedMicros >= dayEnd) {
            cachedDay = eventTime.dayOf(instant(happenedMicros));
            lastArrival = eventTime.lastArrival(cachedDay);
            dayBegin = begin(cachedDay);
            dayEnd = begin(cachedDay.plusDays(1));
        }
        return cachedDay;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    private Reason reason(ReasonCode code, String shown, String other, long happenedMicros) {
        return isShown
                ? new Reason(
                        code,
                        eventTime.column(),
                        shown,
                        Masked.of(instant(happenedMicros).toString()))
                : new Reason(code, eventTime.column(), other);
    }

    /**
     * Why the record is refused; empty if its event time is acceptable.
     *
     * @param arrivedMicros the arrival time, in microseconds since 1970-01-01T00:00:00Z
     */
    public Optional<Reason> refusal(long happenedMicros, LocalDate eventDay, long arrivedMicros, LocalDate arrivalDay) {
        long ahead = happenedMicros - arrivedMicros;
        if (ahead > toleranceMicros) {
            String tolerance = " after the arrival; future-tolerance is " + eventTime.futureTolerance();
            return Optional.of(reason(
                    ReasonCode.InFuture,
                    "the event time is " + ahead / MICROS + " s" + tolerance,
                    "the event time is too long" + tolerance,
                    happenedMicros));
        }
        if (arrivalDay.isAfter(lastArrival(eventDay))) {
            String lateness = " days after the event day; lateness-days is " + eventTime.latenessDays();
            return Optional.of(reason(
                    ReasonCode.TooLate,
                    "the arrival is " + ChronoUnit.DAYS.between(eventDay, arrivalDay) + lateness,
                    "the arrival is too many" + lateness,
                    happenedMicros));
        }
        return Optional.empty();
    }

    private LocalDate lastArrival(LocalDate eventDay) {
        return eventDay.equals(cachedDay) ? lastArrival : eventTime.lastArrival(eventDay);
    }
}
