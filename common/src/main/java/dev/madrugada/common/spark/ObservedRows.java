package dev.madrugada.common.spark;

import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows that are counted as they pass, by the first action that reads them all: no second pass, and a task that Spark
 * repeats counts once.
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

    /** How many rows passed; waits for the first action to end, so it is called after one. */
    public long count() {
        try {
            return ((Number) observation.getAsJava().getOrDefault(ROWS, 0L)).longValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were counted", stopped);
        }
    }
}
