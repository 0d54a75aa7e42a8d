package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Partition;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a partition is to hold.
 *
 * @param rows the files' columns in order, and the subfolders' columns
 * @param subfolders columns that become folders below the run's, and are not in the files; may be none
 */
public record PartitionContent(Partition partition, Dataset<Row> rows, List<String> subfolders) {
    public PartitionContent {
        subfolders = List.copyOf(subfolders);
    }
}
