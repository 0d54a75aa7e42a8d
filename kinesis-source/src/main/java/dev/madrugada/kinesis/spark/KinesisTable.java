package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.stream.StreamClients;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A window of a stream as a table that supports batch reads. */
record KinesisTable(KinesisOptions options, StreamClients clients) implements SupportsRead {

    @Override
    public String name() {
        return "kinesis-batch " + options.access().stream();
    }

    /** The method is deprecated since Spark 3.4 but still abstract. The default {@code columns()} calls this method. */
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
        return RecordColumn.schema(RecordColumn.all());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap sameOptions) {
        return new KinesisScanBuilder(options, clients);
    }
}
