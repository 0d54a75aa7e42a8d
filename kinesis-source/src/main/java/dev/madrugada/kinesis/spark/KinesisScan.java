package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.split.Window;
import dev.madrugada.kinesis.stream.StreamClients;
import java.util.List;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/** What is read: window and columns. Equal scans read the same. */
record KinesisScan(KinesisOptions options, StreamClients clients, List<RecordColumn> columns) implements Scan {

    @Override
    public StructType readSchema() {
        return RecordColumn.schema(columns);
    }

    @Override
    public String description() {
        Window window = options.window();
        return "kinesis-batch %s [%s, %s)".formatted(options.access().stream(), window.start(), window.end());
    }

    @Override
    public Batch toBatch() {
        return new KinesisBatch(options, clients, columns);
    }
}
