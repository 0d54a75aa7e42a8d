package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.enumerator.ReadPlan;
import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.ReadMetrics;
import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.read.TaskMetric;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.StreamClients;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The window, shards and columns to read. Two scans of the same records and columns are equal. */
final class KinesisScan implements Scan {

    private final KinesisOptions options;
    private final StreamClients clients;
    private final ScanShape shape;
    private volatile @Nullable ReadPlan planned;

    KinesisScan(KinesisOptions options, StreamClients clients, ScanShape shape) {
        this.options = options;
        this.clients = clients;
        this.shape = shape;
    }

    @Override
    public StructType readSchema() {
        return RecordColumn.schema(shape.columns());
    }

    /** The text that EXPLAIN shows. Spark plans the partitions, without reading a record, before it asks for the text. */
    @Override
    public String description() {
        ReadWindow window = shape.window();
        return "kinesis-batch %s %s, shards: %s, PushedFilters: %s%s"
                .formatted(
                        options.access().stream(),
                        window == null ? "nothing" : "[" + window.start() + ", " + window.end() + ")",
                        shape.shards() == null ? "all" : shape.shards(),
                        shape.filters(),
                        planText());
    }

    private String planText() {
        ReadPlan plan = planned;
        ReadWindow window = shape.window();
        return plan == null || window == null
                ? ""
                : ", " + new PlanText(plan, Duration.between(window.start(), window.end()));
    }

    @Override
    public Batch toBatch() {
        return new KinesisBatch(options, clients, shape, plan -> planned = plan);
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return ReadMetrics.all();
    }

    /** Spark calls this method after planning the partitions. */
    @Override
    public CustomTaskMetric[] reportDriverMetrics() {
        ReadPlan plan = planned;
        return TaskMetric.ofPlan(plan == null ? List.of() : plan.missing());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KinesisScan scan
                && options.equals(scan.options)
                && clients.equals(scan.clients)
                && shape.equals(scan.shape);
    }

    @Override
    public int hashCode() {
        return options.hashCode() * 31 + shape.hashCode();
    }
}
