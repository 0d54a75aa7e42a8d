package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.EventTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a record is too late or in the future. Its event time is compared with its arrival, never with the
 * wall clock, so that a re-run years later decides the same. A record is too late if it arrived after
 * {@link EventTime#lastArrival} of its event day; with days in UTC, this is an event day more than
 * {@code lateness-days} before the arrival day. Not thread-safe.
 */
public final class Timeliness {
    private static final long MICROS = 1_000_000L;

    private final EventTime eventTime;
    // Caches the last day's result: neighbouring records share their day, and zone arithmetic is slow.
    private LocalDate cachedDay = LocalDate.MIN;
    private LocalDate lastArrival = LocalDate.MIN;

    public Timeliness(EventTime eventTime) {
        this.eventTime = eventTime;
    }

    /**
     * The event day, in the contract's day zone.
     *
     * @param happenedMicros the event time, in microseconds since 1970-01-01T00:00:00Z
     */
    public LocalDate dayOf(long happenedMicros) {
        return eventTime.dayOf(instant(happenedMicros));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    private static @Nullable String example(long happenedMicros) {
        return Masked.of(instant(happenedMicros).toString());
    }

    /**
     * Why the record is refused; empty if its event time is acceptable.
     *
     * @param arrivedMicros the arrival time, in microseconds since 1970-01-01T00:00:00Z
     */
    public Optional<Reason> refusal(long happenedMicros, LocalDate eventDay, long arrivedMicros, LocalDate arrivalDay) {
        long ahead = happenedMicros - arrivedMicros;
        if (ahead > eventTime.futureTolerance().toNanos() / 1000) {
            return Optional.of(new Reason(
                    ReasonCode.InFuture,
                    eventTime.column(),
                    "the event time is " + ahead / MICROS + " s after the arrival; future-tolerance is "
                            + eventTime.futureTolerance(),
                    example(happenedMicros)));
        }
        if (arrivalDay.isAfter(lastArrival(eventDay))) {
            return Optional.of(new Reason(
                    ReasonCode.TooLate,
                    eventTime.column(),
                    "the arrival is " + ChronoUnit.DAYS.between(eventDay, arrivalDay)
                            + " days after the event day; lateness-days is " + eventTime.latenessDays(),
                    example(happenedMicros)));
        }
        return Optional.empty();
    }

    private LocalDate lastArrival(LocalDate eventDay) {
        if (!eventDay.equals(cachedDay)) {
            cachedDay = eventDay;
            lastArrival = eventTime.lastArrival(eventDay);
        }
        return lastArrival;
    }
}
