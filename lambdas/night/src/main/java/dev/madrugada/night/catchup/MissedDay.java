package dev.madrugada.night.catchup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A day that had no complete night when a later night was planned: {@code runs/<dataset>/<date>/missed.json}.
 *
 * @param foundBy the name of the execution that found it
 * @param attempts the executions that planned a night for it, in order
 */
record MissedDay(LocalDate date, String foundBy, Instant foundAt, List<Attempt> attempts) {
    /** A night that was planned for the day. */
    record Attempt(String execution, Instant plannedAt) {}

    MissedDay {
        attempts = List.copyOf(attempts);
    }

    static MissedDay found(LocalDate date, String execution, Instant at) {
        return new MissedDay(date, execution, at, List.of());
    }

    boolean isPlannedBy(String execution) {
        return attempts.stream().anyMatch(attempt -> attempt.execution().equals(execution));
    }

    MissedDay planned(String execution, Instant at) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(new Attempt(execution, at));
        return new MissedDay(date, foundBy, foundAt, more);
    }
}
