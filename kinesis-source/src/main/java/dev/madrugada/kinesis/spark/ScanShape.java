package dev.madrugada.kinesis.spark;

import dev.madrugada.kinesis.read.RecordColumn;
import dev.madrugada.kinesis.split.ReadWindow;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.sources.Filter;
import org.jspecify.annotations.Nullable;

/**
 * What a query wants of the table.
 *
 * @param window what is left of the options' window; null if nothing is
 * @param shards the ids of the shards to read; null for all
 * @param filters the conditions that window and shards stand for
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
