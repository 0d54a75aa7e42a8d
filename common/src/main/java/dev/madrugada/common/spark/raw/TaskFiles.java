package dev.madrugada.common.spark.raw;

import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import dev.madrugada.common.spark.sink.FileSizes;
import dev.madrugada.common.spark.sink.RollingFile;
import dev.madrugada.common.spark.sink.RoutedFiles;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The files of one task. In each file, rows are ordered by shard and sequence number. A task with few bytes keeps its
 * rows, sorts them, and writes one file per hour. A task with many bytes writes each row when it comes: its source
 * returns the rows of a shard in order, so nothing has to be sorted. Shards that come one after the other, in the order
 * of their ids, share a file; a shard that comes back after a later one has a file of its own. So thousands of shards,
 * such as files, do not need thousands of open files. Not thread-safe.
 */
final class TaskFiles {
    private static final long MAX_KEPT_BYTES = 32L << 20;
    /** Kept rows take at most this part of the heap of a core: an eighth. */
    private static final int HEAP_SHARE = 8;
    /** What a kept row takes besides its payload. */
    private static final int ROW_OVERHEAD = 400;

    private final NavigableMap<Long, URI> folders;
    private final RoutedFiles<Route> files;
    private final TreeMap<Long, HourCount> counts = new TreeMap<>();
    private final long maxKeptBytes;
    private @Nullable List<RawRow> kept = new ArrayList<>();
    private long keptBytes;
    private long outside;
    private @Nullable Route lastRoute;
    private @Nullable RollingFile lastFile;
    private @Nullable UTF8String lastShard;
    /** The greatest shard in the common file of each hour. */
    private final Map<Long, UTF8String> greatest = new HashMap<>();

    /** @param shard the only shard in the file; null if the file has rows of several shards */
    private record Route(long hour, @Nullable UTF8String shard) {}

    /** @param folders the folder of each hour to write, in hours since 1970-01-01T00:00:00Z */
    TaskFiles(RowFigures figures, NavigableMap<Long, URI> folders, Configuration configuration) {
        this(figures, folders, configuration, maxKeptBytes());
    }

    TaskFiles(RowFigures figures, NavigableMap<Long, URI> folders, Configuration configuration, long maxKeptBytes) {
        this.folders = folders;
        this.maxKeptBytes = maxKeptBytes;
        this.files = new RoutedFiles<>(
                figures,
                configuration,
                FileSizes.ofTask(folders.size()),
                route -> Objects.requireNonNull(folders.get(route.hour())));
    }

    private static long maxKeptBytes() {
        Runtime runtime = Runtime.getRuntime();
        return Math.min(MAX_KEPT_BYTES, runtime.maxMemory() / HEAP_SHARE / runtime.availableProcessors());
    }

    void add(RawRow row) throws IOException {
        long hour = row.hour();
        if (!folders.containsKey(hour)) {
            outside++;
            return;
        }
        int bytes = row.payloadBytes();
        counts.computeIfAbsent(hour, first -> new HourCount())
                .add(row.quarter(), row.shard(), row.sequenceNumber(), bytes);
        List<RawRow> waiting = kept;
        if (waiting == null) {
            write(row);
            return;
        }
        waiting.add(row.copy());
        keptBytes += bytes + ROW_OVERHEAD;
        if (keptBytes > maxKeptBytes) {
            writeKept(waiting);
            kept = null;
        }
    }

    private void writeKept(List<RawRow> rows) throws IOException {
        rows.sort(RawRow.ORDER);
        for (RawRow row : rows) {
            write(row);
        }
    }

    private void write(RawRow row) throws IOException {
        long hour = row.hour();
        UTF8String shard = row.shard();
        Route route = lastRoute;
        RollingFile file = lastFile;
        if (route == null || file == null || route.hour() != hour || !shard.equals(lastShard)) {
            UTF8String kept = shard.clone();
            route = route(hour, kept);
            file = files.of(route);
            lastRoute = route;
            lastFile = file;
            lastShard = kept;
        }
        file.write(row.row());
    }

    /** The common file of the hour if the shard is its last one or comes after it, else a file of the shard. */
    private Route route(long hour, UTF8String shard) {
        UTF8String last = greatest.get(hour);
        if (last != null && shard.compareTo(last) < 0) {
            return new Route(hour, shard);
        }
        greatest.put(hour, shard);
        return new Route(hour, null);
    }

    TaskHours closed() throws IOException {
        if (kept != null) {
            writeKept(kept);
        }
        TreeMap<Long, ArrayList<ParquetFile.Written>> written = new TreeMap<>();
        files.close()
                .forEach((route, each) -> written.computeIfAbsent(route.hour(), first -> new ArrayList<>())
                        .addAll(each));
        return new TaskHours(written, counts, outside);
    }

    void abort(Throwable cause) {
        files.abort(cause);
    }
}
