package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.enumerator.ShardEnumerator;
import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.read.ShardReaderFactory;
import dev.madrugada.kinesis.stream.StreamClients;
import java.util.List;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/** How it is read: which partitions, and what makes their readers. */
record KinesisBatch(KinesisOptions options, StreamClients clients, List<RecordColumn> columns) implements Batch {

    @Override
    public InputPartition[] planInputPartitions() {
        return new ShardEnumerator(clients, options.clock())
                .partitions(options.access(), options.window())
                .toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new ShardReaderFactory(clients, options.access(), options.window(), columns);
    }
}
