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

/** Learns from the planner which columns the query uses, and which records. */
final class KinesisScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownFilters {

    private final KinesisOptions options;
    private final StreamClients clients;
    private final WindowFilters filters;
    private List<RecordColumn> columns = RecordColumn.all();

    KinesisScanBuilder(KinesisOptions options, StreamClients clients) {
        this.options = options;
        this.clients = clients;
        this.filters = new WindowFilters(options.terms().window());
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = RecordColumn.of(required);
    }

    /** Answers those that Spark must still look at. */
    @Override
    public Filter[] pushFilters(Filter[] given) {
        return Arrays.stream(given).filter(filter -> !filters.take(filter)).toArray(Filter[]::new);
    }

    @Override
    public Filter[] pushedFilters() {
        return filters.taken().toArray(Filter[]::new);
    }

    @Override
    public Scan build() {
        return new KinesisScan(
                options,
                clients,
                new ScanShape(columns, filters.cut(options.terms().window()), filters.shards(), filters.taken()));
    }
}
