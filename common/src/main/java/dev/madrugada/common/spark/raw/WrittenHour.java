package dev.madrugada.common.spark.raw;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.spark.ParquetFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all tasks wrote of one hour.
 *
 * @param quarters the number of records that were read, by quarter of the hour
 * @param shards what was read of each shard, by id
 */
public record WrittenHour(List<ParquetFile.Written> files, List<Long> quarters, Map<String, ShardSpan> shards) {
    public WrittenHour {
        files = List.copyOf(files);
        quarters = List.copyOf(quarters);
        shards = new TreeMap<>(shards);
    }

    /** The number of records that the tasks read. */
    public long read() {
        return quarters.stream().mapToLong(Long::longValue).sum();
    }

    /** The number of rows in the files. */
    public long written() {
        return files.stream().mapToLong(file -> file.figures().rows()).sum();
    }

    /** What the manifest says, if the source neither counts shards nor refuses records. */
    public Arrivals arrivals(boolean complete, String source) {
        return new Arrivals(complete, source, quarters, List.copyOf(shards.values()), List.of(), List.of());
    }

    public long bytes() {
        return files.stream().mapToLong(ParquetFile.Written::bytes).sum();
    }
}
