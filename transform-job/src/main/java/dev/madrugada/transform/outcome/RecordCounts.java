package dev.madrugada.transform.outcome;

import dev.madrugada.transform.parse.RecordColumns;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The number of records by outcome.
 *
 * @param curated records of the arrival day that were kept for their key
 * @param duplicates valid records of the arrival day that another record with the same key displaced
 * @param quarantined records of the arrival day that were refused
 * @param rowsByEventDay the rows of each affected partition, from all arrival days; 0 if no row is left
 */
public record RecordCounts(
        long curated, long duplicates, long quarantined, NavigableMap<LocalDate, Long> rowsByEventDay) {
    private static final String ARRIVED = "arrived";
    private static final String KEPT = "kept";

    public RecordCounts {
        rowsByEventDay = Collections.unmodifiableNavigableMap(new TreeMap<>(rowsByEventDay));
    }

    /**
     * Counts the ranked records. This runs one Spark action.
     *
     * @param affected the event days whose partitions will be published
     */
    public static RecordCounts counted(
            Arrivals arrivals, Dataset<Row> ranked, LocalDate arrivalDay, NavigableSet<LocalDate> affected) {
        NavigableMap<LocalDate, Long> rows = new TreeMap<>();
        affected.forEach(day -> rows.put(day, 0L));
        Column arrived = functions.col(RecordColumns.ARRIVAL_DAY).equalTo(functions.lit(arrivalDay));
        long curated = 0;
        long duplicates = 0;
        for (Row group : ranked.groupBy(
                        functions.col(RecordColumns.EVENT_DAY),
                        arrived.as(ARRIVED),
                        Ranked.isWinner().as(KEPT))
                .count()
                .collectAsList()) {
            boolean kept = group.getBoolean(2);
            long count = group.getLong(3);
            if (kept) {
                rows.merge(group.getDate(0).toLocalDate(), count, Long::sum);
            }
            if (group.getBoolean(1)) {
                curated += kept ? count : 0;
                duplicates += kept ? 0 : count;
            }
        }
        return new RecordCounts(curated, duplicates, arrivals.refused(), rows);
    }
}
