package dev.madrugada.transform.fate;

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
 * @param eventDays the days that its valid records belong to
 */
public record Arrivals(long refused, NavigableSet<LocalDate> eventDays) {
    private static final String VALID = "valid";

    public Arrivals {
        eventDays = Collections.unmodifiableNavigableSet(new TreeSet<>(eventDays));
    }

    /** Counts: one action, which is the one that parses. */
    public static Arrivals counted(Dataset<Row> judged) {
        long refused = 0;
        NavigableSet<LocalDate> eventDays = new TreeSet<>();
        for (Row group : judged.groupBy(
                        functions.col(RecordColumns.EVENT_DAY),
                        RecordColumns.isValid().as(VALID))
                .count()
                .collectAsList()) {
            if (group.getBoolean(1)) {
                eventDays.add(group.getDate(0).toLocalDate());
            } else {
                refused += group.getLong(2);
            }
        }
        return new Arrivals(refused, eventDays);
    }
}
