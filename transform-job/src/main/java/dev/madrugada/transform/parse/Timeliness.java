package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.EventTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record came in time, judged against its own arrival and never against the wall clock: a re-run years
 * later decides the same. Late is what arrived after {@link EventTime#lastArrival} of its event day: for days in UTC
 * an event day more than {@code lateness-days} before the arrival day. Not for several threads at once.
 */
final class Timeliness {
    private static final long MICROS = 1_000_000L;

    private final EventTime eventTime;
    // Records of one day come together, and zones are slow.
    private LocalDate lastAsked = LocalDate.MIN;
    private LocalDate lastArrival = LocalDate.MIN;

    Timeliness(EventTime eventTime) {
        this.eventTime = eventTime;
    }

    /** The day the event belongs to. */
    LocalDate dayOf(long happenedMicros) {
        return eventTime.dayOf(instant(happenedMicros));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    private static @Nullable String example(long happenedMicros) {
        return Masked.of(instant(happenedMicros).toString());
    }

    Optional<Reason> refusal(long happenedMicros, LocalDate eventDay, long arrivedMicros, LocalDate arrivalDay) {
        long ahead = happenedMicros - arrivedMicros;
        if (ahead > eventTime.futureTolerance().toNanos() / 1000) {
            return Optional.of(new Reason(
                    ReasonCode.InFuture,
                    eventTime.column(),
                    "it happened " + ahead / MICROS + " s after it arrived; " + eventTime.futureTolerance()
                            + " is taken",
                    example(happenedMicros)));
        }
        if (arrivalDay.isAfter(lastArrival(eventDay))) {
            return Optional.of(new Reason(
                    ReasonCode.TooLate,
                    eventTime.column(),
                    "it arrived " + ChronoUnit.DAYS.between(eventDay, arrivalDay) + " days after its event day; "
                            + eventTime.latenessDays() + " are taken",
                    example(happenedMicros)));
        }
        return Optional.empty();
    }

    private LocalDate lastArrival(LocalDate eventDay) {
        if (!eventDay.equals(lastAsked)) {
            lastAsked = eventDay;
            lastArrival = eventTime.lastArrival(eventDay);
        }
        return lastArrival;
    }
}
