package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Partition;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The new content of a partition.
 *
 * @param rows the rows, with the files' columns in order and the columns in {@code subfolders}
 * @param subfolders the columns whose values become folders below the run's folder and are not in the files; may be
 *     empty
 */
public record PartitionContent(Partition partition, Dataset<Row> rows, List<String> subfolders) {
    public PartitionContent {
        subfolders = List.copyOf(subfolders);
    }
}
