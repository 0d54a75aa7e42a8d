package dev.madrugada.benchmarks.transform;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.benchmarks.orders.OrdersDataset;
import dev.madrugada.benchmarks.orders.Shape;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.SparkSessions;
import dev.madrugada.common.spark.raw.HourFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes folders with a dataset and its order events, and publishes the events as ingest does. Arguments, for each
 * folder: its path, the number of events, their shape, the number of event days.
 */
final class GenerateOrders {
    private static final int ARGUMENTS = 4;
    private static final int TASKS = 4;
    private static final String RUN_FOLDER = "run-generated";

    private GenerateOrders() {}

    public static void main(String[] args) throws IOException {
        SparkSession.Builder builder = SparkSession.builder();
        SparkSessions.SETTINGS.forEach(builder::config);
        try (SparkSession spark = builder.getOrCreate()) {
            for (int i = 0; i < args.length; i += ARGUMENTS) {
                OrderEvents events = new OrderEvents(
                        Long.parseLong(args[i + 1]), Shape.parse(args[i + 2]), Integer.parseInt(args[i + 3]));
                generate(spark, new OrdersFolder(Path.of(args[i])), events);
            }
        }
    }

    private static void generate(SparkSession spark, OrdersFolder folder, OrderEvents events) throws IOException {
        OrdersDataset.write(folder.datasetFolder(), events.days());
        Dataset<Row> rows = spark.range(0, events.events(), 1, TASKS)
                .map((MapFunction<Long, Row>) events::row, Encoders.row(RawSchema.schema()));
        PartitionCommits raw = folder.raw();
        HourFiles files = new HourFiles(spark, raw.table());
        files.written(rows, OrdersFolder.arrivalDay().hours(), RUN_FOLDER)
                .hours()
                .forEach((hour, content) -> {
                    var unused = raw.publish(files.staged(
                            new FileObjectStore(),
                            "generated",
                            new HourFiles.HourInRun(hour, 0, RUN_FOLDER),
                            content,
                            content.arrivals(true, "generated")));
                });
    }
}
