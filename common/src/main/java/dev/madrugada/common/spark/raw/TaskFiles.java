package dev.madrugada.common.spark.raw;

import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import dev.madrugada.common.spark.sink.FileSizes;
import dev.madrugada.common.spark.sink.RollingFile;
import dev.madrugada.common.spark.sink.RoutedFiles;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The files of one task. In each file, rows are ordered by shard and sequence number. A task with few bytes keeps its
 * rows, sorts them, and writes one file per hour. A task with many bytes writes each row when it comes, into a file of
 * the row's hour and shard: its source returns the rows of a shard in order, so nothing has to be sorted. Not
 * thread-safe.
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

    /** @param shard the only shard in the file; null if the file has rows of all shards */
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
            write(row, true);
            return;
        }
        waiting.add(row.copy());
        keptBytes += bytes + ROW_OVERHEAD;
        if (keptBytes > maxKeptBytes) {
            writeKept(waiting, true);
            kept = null;
        }
    }

    private void writeKept(List<RawRow> rows, boolean byShard) throws IOException {
        rows.sort(RawRow.ORDER);
        for (RawRow row : rows) {
            write(row, byShard);
        }
    }

    private void write(RawRow row, boolean byShard) throws IOException {
        long hour = row.hour();
        UTF8String shard = byShard ? row.shard() : null;
        Route route = lastRoute;
        RollingFile file = lastFile;
        if (route == null || file == null || route.hour() != hour || !Objects.equals(route.shard(), shard)) {
            route = new Route(hour, shard == null ? null : shard.clone());
            file = files.of(route);
            lastRoute = route;
            lastFile = file;
        }
        file.write(row.row());
    }

    TaskHours closed() throws IOException {
        if (kept != null) {
            writeKept(kept, false);
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
