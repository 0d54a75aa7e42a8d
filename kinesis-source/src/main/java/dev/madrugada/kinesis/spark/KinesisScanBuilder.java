package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.stream.StreamClients;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Receives the columns and filters that Spark's planner pushes down. */
final class KinesisScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownFilters {

    private final KinesisOptions options;
    private final StreamClients clients;
    private final WindowFilters filters;
    private List<RecordColumn> columns = RecordColumn.all();

    KinesisScanBuilder(KinesisOptions options, StreamClients clients) {
        this.options = options;
        this.clients = clients;
        this.filters = new WindowFilters(options.config().window());
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = RecordColumn.of(required);
    }

    /** Returns the filters that Spark must still evaluate. */
    @Override
    public Filter[] pushFilters(Filter[] given) {
        return Arrays.stream(given).filter(filter -> !filters.push(filter)).toArray(Filter[]::new);
    }

    @Override
    public Filter[] pushedFilters() {
        return filters.pushed().toArray(Filter[]::new);
    }

    @Override
    public Scan build() {
        return new KinesisScan(
                options,
                clients,
                new ScanShape(
                        columns, filters.narrowed(options.config().window()), filters.shards(), filters.pushed()));
    }
}
