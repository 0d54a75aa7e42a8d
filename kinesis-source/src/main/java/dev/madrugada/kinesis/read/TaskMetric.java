package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.MissingRecords;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The value of a metric in a task or on the driver. The value may be read at any time, from any thread. */
public record TaskMetric(String name, LongSupplier current) implements CustomTaskMetric {

    @Override
    public long value() {
        return current.getAsLong();
    }

    /** The metrics of the missing records that planning found. */
    public static CustomTaskMetric[] ofPlan(List<MissingRecords> missing) {
        long millis =
                missing.stream().mapToLong(gone -> gone.duration().toMillis()).sum();
        long shards = missing.stream().filter(gone -> gone.shardId() != null).count();
        return new CustomTaskMetric[] {
            new TaskMetric(ReadMetrics.MissingMillis.NAME, () -> millis),
            new TaskMetric(ReadMetrics.MissingShards.NAME, () -> shards)
        };
    }
}
