package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.stream.StreamClients;
import java.util.List;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Learns from the planner which columns the query uses. */
final class KinesisScanBuilder implements SupportsPushDownRequiredColumns {

    private final KinesisOptions options;
    private final StreamClients clients;
    private List<RecordColumn> columns = RecordColumn.all();

    KinesisScanBuilder(KinesisOptions options, StreamClients clients) {
        this.options = options;
        this.clients = clients;
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = RecordColumn.of(required);
    }

    @Override
    public Scan build() {
        return new KinesisScan(options, clients, columns);
    }
}
