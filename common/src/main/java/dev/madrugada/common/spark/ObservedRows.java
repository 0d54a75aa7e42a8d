package dev.madrugada.common.spark;

import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A dataset whose rows are counted by the first action that reads all of them. This needs no second pass, and rows of a
 * repeated task are counted once.
 */
public final class ObservedRows {
    private static final String ROWS = "rows";

    private final Dataset<Row> rows;
    private final Observation observation;

    private ObservedRows(Dataset<Row> rows, Observation observation) {
        this.rows = rows;
        this.observation = observation;
    }

    public static ObservedRows of(Dataset<Row> rows) {
        Observation observation = new Observation(UUID.randomUUID().toString());
        return new ObservedRows(
                rows.observe(observation, functions.count(functions.lit(1)).as(ROWS)), observation);
    }

    public Dataset<Row> rows() {
        return rows;
    }

    /** The number of rows that the first action read. Call it after the action: it blocks until one has ended. */
    public long count() {
        try {
            return ((Number) observation.getAsJava().getOrDefault(ROWS, 0L)).longValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were counted", stopped);
        }
    }
}
