package dev.madrugada.transform.outcome;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.transform.parse.RecordColumns;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The counts of an arrival day's records after validation.
 *
 * @param refused the number of records with at least one reason for refusal
 * @param valid the number of records without one
 * @param eventDays the event days of the valid records
 */
public record Arrivals(long refused, long valid, NavigableSet<LocalDate> eventDays) {
    private static final String VALID = "valid";

    public Arrivals {
        eventDays = Collections.unmodifiableNavigableSet(new TreeSet<>(eventDays));
    }

    /** Counts the validated records. This runs one Spark action, which also parses the payloads. */
    public static Arrivals counted(Dataset<Row> validated) {
        long refused = 0;
        long valid = 0;
        NavigableSet<LocalDate> eventDays = new TreeSet<>();
        for (Row group : validated
                .groupBy(
                        functions.col(RecordColumns.EVENT_DAY),
                        RecordColumns.isValid().as(VALID))
                .count()
                .collectAsList()) {
            if (group.getBoolean(1)) {
                eventDays.add(group.getDate(0).toLocalDate());
                valid += group.getLong(2);
            } else {
                refused += group.getLong(2);
            }
        }
        return new Arrivals(refused, valid, eventDays);
    }

    /**
     * Requires that every record that arrived is either valid or refused.
     *
     * @throws dev.madrugada.common.error.TerminalException ConservationViolated if the counts do not add up to raw
     */
    public void requireConservation(String where, long raw) {
        if (raw != valid + refused) {
            throw Fault.of(ErrorCode.ConservationViolated)
                    .at(where)
                    .what("raw " + raw + " is not valid " + valid + " + refused " + refused)
                    .because("records were lost or duplicated between raw and the quarantine")
                    .fix("nothing was published; run the night again, and report it if it happens again")
                    .exception();
        }
    }
}
