package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.stream.DefaultRegion;
import dev.madrugada.kinesis.stream.StreamClients;
import java.time.Clock;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code spark.read().format("kinesis-batch")}: the records of a Kinesis stream that arrived in a window, as a batch.
 *
 * <p>The source validates the options when Spark loads the table. The source does not call Kinesis until Spark plans a
 * query. Only tasks read records. The schema is fixed: Spark rejects a user-specified schema.
 */
public final class KinesisSource implements TableProvider, DataSourceRegister {

    private static final String NAME = "kinesis-batch";

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return RecordColumn.schema(RecordColumn.all());
    }

    /** @throws dev.madrugada.kinesis.InvalidOptionsException with every problem of the options */
    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        KinesisOptions options = KinesisOptions.parse(properties, Clock.systemUTC(), new DefaultRegion());
        return new KinesisTable(options, StreamClients.aws());
    }
}
