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
 * What an arrival day brought.
 *
 * @param refused records with a reason
 * @param valid records without one
 * @param eventDays the days that its valid records belong to
 */
public record Arrivals(long refused, long valid, NavigableSet<LocalDate> eventDays) {
    private static final String VALID = "valid";

    public Arrivals {
        eventDays = Collections.unmodifiableNavigableSet(new TreeSet<>(eventDays));
    }

    /** Counts: one action, which is the one that parses. */
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

    /** Every record that arrived is valid or refused, or ConservationViolated. */
    public void requireConservation(String where, long raw) {
        if (raw != valid + refused) {
            throw Fault.of(ErrorCode.ConservationViolated)
                    .at(where)
                    .what("raw " + raw + " is not valid " + valid + " + refused " + refused)
                    .because("records were lost or doubled between raw and the quarantine")
                    .fix("nothing was published; run the night again, and report it if it comes back")
                    .exception();
        }
    }
}
