package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.split.Window;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamClients;
import dev.madrugada.kinesis.stream.StreamRecord;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partition's shards one after the other. Keeps no state outside itself, so that a task which is tried again
 * reads the same rows in the same order. Used by one thread.
 */
final class ShardReader implements PartitionReader<InternalRow> {

    private final StreamClients clients;
    private final StreamAccess access;
    private final Window window;
    private final List<RecordColumn> columns;
    private final Iterator<String> shardIds;

    private @Nullable StreamClient client;
    private Iterator<StreamRecord> records = Collections.emptyIterator();
    private ShardOrigin origin = ShardOrigin.of("", "");
    private InternalRow row = InternalRow.empty();

    ShardReader(
            StreamClients clients,
            StreamAccess access,
            Window window,
            List<RecordColumn> columns,
            ShardPartition partition) {
        this.clients = clients;
        this.access = access;
        this.window = window;
        this.columns = columns;
        this.shardIds = partition.shardIds().iterator();
    }

    @Override
    public boolean next() {
        while (!records.hasNext()) {
            if (!shardIds.hasNext()) {
                return false;
            }
            String shardId = shardIds.next();
            origin = ShardOrigin.of(access.stream().name(), shardId);
            records = new ShardRecords(client(), shardId, window);
        }
        row = rowOf(records.next());
        return true;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private StreamClient client() {
        if (client == null) {
            client = clients.open(access);
        }
        return client;
    }

    private InternalRow rowOf(StreamRecord record) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).value(origin, record);
        }
        return new GenericInternalRow(values);
    }
}
