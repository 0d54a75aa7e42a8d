package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.enumerator.ReadPlan;
import dev.madrugada.kinesis.enumerator.ShardEnumerator;
import dev.madrugada.kinesis.enumerator.ShardQuery;
import dev.madrugada.kinesis.enumerator.TaskPlanner;
import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.ShardReaderFactory;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.stream.StreamClients;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Plans the partitions of a scan and creates the factory of their readers. Two batches of the same records and columns
 * are equal.
 */
final class KinesisBatch implements Batch {

    private final KinesisOptions options;
    private final StreamClients clients;
    private final ScanShape shape;
    private final Consumer<ReadPlan> planned;

    /** @param planned receives the plan when Spark has asked for its partitions */
    KinesisBatch(KinesisOptions options, StreamClients clients, ScanShape shape, Consumer<ReadPlan> planned) {
        this.options = options;
        this.clients = clients;
        this.shape = shape;
        this.planned = planned;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        ReadWindow window = shape.window();
        if (window == null) {
            planned.accept(ReadPlan.EMPTY);
            return new InputPartition[0];
        }
        ReadConfig config = options.config();
        ReadPlan plan = new ShardEnumerator(clients, config.clock())
                .plan(
                        options.access(),
                        new ShardQuery(window, shape.shards(), config.onExpired()),
                        new TaskPlanner(cores(), options.maxShardsPerTask()));
        planned.accept(plan);
        return plan.partitions().toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        ReadWindow window = shape.window();
        ReadConfig config = options.config();
        return new ShardReaderFactory(
                clients, options.access(), window == null ? config : config.within(window), shape.columns());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KinesisBatch batch
                && options.equals(batch.options)
                && clients.equals(batch.clients)
                && shape.equals(batch.shape);
    }

    @Override
    public int hashCode() {
        return options.hashCode() * 31 + shape.hashCode();
    }

    private static int cores() {
        return Math.max(1, SparkSession.active().sparkContext().defaultParallelism());
    }
}
