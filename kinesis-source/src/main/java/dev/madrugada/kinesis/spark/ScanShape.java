package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.split.ReadWindow;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.sources.Filter;
import org.jspecify.annotations.Nullable;

/**
 * The columns, window and shards that a query reads.
 *
 * @param window the options' window, narrowed by the filters; null if the narrowed window is empty
 * @param shards the ids of the shards to read; null for all shards
 * @param filters the pushed filters, which {@code window} and {@code shards} replace
 */
record ScanShape(
        List<RecordColumn> columns,
        @Nullable ReadWindow window,
        @Nullable Set<String> shards,
        List<Filter> filters) {

    ScanShape {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }
}
