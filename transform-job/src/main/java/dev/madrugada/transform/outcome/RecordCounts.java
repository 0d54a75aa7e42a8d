package dev.madrugada.transform.outcome;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.transform.parse.RecordColumns;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How many records had which fate.
 *
 * @param curated records of the arrival day that won their key
 * @param duplicates records of the arrival day that lost it
 * @param quarantined records of the arrival day that were refused
 * @param rowsByEventDay rows of each touched partition, of whatever arrival day; 0 where none is left
 */
public record RecordCounts(
        long curated, long duplicates, long quarantined, NavigableMap<LocalDate, Long> rowsByEventDay) {
    private static final String ARRIVED = "arrived";
    private static final String WON = "won";

    public RecordCounts {
        rowsByEventDay = Collections.unmodifiableNavigableMap(new TreeMap<>(rowsByEventDay));
    }

    /**
     * Counts the ranked records: one action.
     *
     * @param affected the partitions that are to be published
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
                        Ranked.isWinner().as(WON))
                .count()
                .collectAsList()) {
            boolean won = group.getBoolean(2);
            long count = group.getLong(3);
            if (won) {
                rows.merge(group.getDate(0).toLocalDate(), count, Long::sum);
            }
            if (group.getBoolean(1)) {
                curated += won ? count : 0;
                duplicates += won ? 0 : count;
            }
        }
        return new RecordCounts(curated, duplicates, arrivals.refused(), rows);
    }

    /** Every record that arrived has exactly one fate, or ConservationViolated. */
    public void requireConservation(String where, long raw) {
        if (raw != curated + duplicates + quarantined) {
            throw Fault.of(ErrorCode.ConservationViolated)
                    .at(where)
                    .what("raw " + raw + " is not curated " + curated + " + duplicates " + duplicates
                            + " + quarantined " + quarantined)
                    .because("records were lost or doubled between raw and the partitions")
                    .fix("nothing was published; run the night again, and report it if it comes back")
                    .exception();
        }
    }

    /**
     * The counts as the run record has them.
     *
     * @param raw what arrived, as raw's manifest says, not as the fates add up to: who compares them learns something
     */
    public Map<String, Long> counts(long raw) {
        return Map.of(
                "raw", raw,
                "curated", curated,
                "duplicates", duplicates,
                "quarantined", quarantined);
    }
}
