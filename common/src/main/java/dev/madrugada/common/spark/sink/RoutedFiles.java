package dev.madrugada.common.spark.sink;

import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * The files that one task writes, several at once: each key has files of its own, in the key's folder. Names are unique
 * for every attempt of a task, so that attempts never meet. Not thread-safe.
 *
 * @param <K> decides the file of a row
 */
public final class RoutedFiles<K> {
    private final RowFigures figures;
    private final Configuration configuration;
    private final FileSizes sizes;
    private final Function<K, URI> folders;
    private final Map<K, RollingFile> files = new LinkedHashMap<>();
    private RowFigures.@Nullable RowHashes hashes;
    private int named;

    /** @param folders the folder of each key; several keys may have one folder */
    public RoutedFiles(RowFigures figures, Configuration configuration, FileSizes sizes, Function<K, URI> folders) {
        this.figures = figures;
        this.configuration = configuration;
        this.sizes = sizes;
        this.folders = folders;
    }

    /** The files of a key; nothing is created before the first row is written. */
    public RollingFile of(K key) {
        return files.computeIfAbsent(
                key, each -> new RollingFile(folders.apply(each), this::collector, configuration, sizes, this::name));
    }

    /** The hashes are compiled once for all files, when the first is created. */
    private RowFigures.Collector collector() {
        RowFigures.RowHashes shared = hashes;
        if (shared == null) {
            shared = new RowFigures.RowHashes(figures);
            hashes = shared;
        }
        return figures.collector(shared);
    }

    private String name() {
        TaskContext task = TaskContext.get();
        return String.format(
                Locale.ROOT, "part-%05d-%d-%03d.zstd.parquet", task.partitionId(), task.taskAttemptId(), named++);
    }

    /** Closes all files and returns them by key. */
    public Map<K, List<ParquetFile.Written>> close() throws IOException {
        Map<K, List<ParquetFile.Written>> written = new LinkedHashMap<>();
        for (Map.Entry<K, RollingFile> file : files.entrySet()) {
            written.put(file.getKey(), file.getValue().close());
        }
        return written;
    }

    /** Deletes all files after an error; throws nothing that would hide it. */
    public void abort(Throwable cause) {
        files.values().forEach(file -> file.abort(cause));
    }
}
