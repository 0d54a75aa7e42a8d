package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamClients;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/** Creates the readers on the executors. Creating a reader does not call Kinesis; its first {@code next()} does. */
public record ShardReaderFactory(
        StreamClients clients, StreamAccess access, ReadConfig config, List<RecordColumn> columns)
        implements PartitionReaderFactory {

    public ShardReaderFactory {
        columns = List.copyOf(columns);
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new ShardReader(clients, access, config, columns, (ShardPartition) partition);
    }
}
