package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published generation of a partition: its files and what is in them.
 *
 * @param version of this form; others are refused
 * @param generation 1 for a partition's first content; the greatest one there is is the current one
 * @param location the folder the files lie in, ending in a slash
 * @param files in the order of their paths
 * @param columns per-column figures, in the files' column order
 * @param content the digest of the rows. It depends neither on their order nor on how they are cut into files: two
 *     contents with the same digest are equal
 * @param complete of raw: the arrival times all of whose records are in it; null where that is not known
 */
public record Manifest(
        int version,
        String dataset,
        Partition partition,
        long generation,
        String runId,
        Instant publishedAt,
        URI location,
        List<DataFile> files,
        Map<String, ColumnFigures> columns,
        Digest content,
        @Nullable Window complete) {
    public static final int VERSION = 1;

    /**
     * One file.
     *
     * @param path below the manifest's location
     * @param digest SHA-256 of its bytes
     */
    public record DataFile(String path, long rows, long bytes, String digest) {}

    /**
     * A column's figures over all rows.
     *
     * @param min smallest value as text, null where there is none
     * @param max greatest value as text, null where there is none
     */
    public record ColumnFigures(
            long nulls, @Nullable String min, @Nullable String max) {}

    public Manifest {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a manifest of version " + version + "; this release reads version " + VERSION);
        }
        files = List.copyOf(files);
        columns = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(columns));
    }

    @JsonIgnore
    public long rows() {
        return files.stream().mapToLong(DataFile::rows).sum();
    }

    @JsonIgnore
    public Generation identity() {
        return new Generation(partition, generation, content);
    }

    /** Whether every record that arrived in a window is in it, as its writer knew; no, where it did not say. */
    public boolean holdsAllOf(Window window) {
        return complete != null && complete.contains(window);
    }

    /** The files' URIs, in order. */
    @JsonIgnore
    public List<URI> uris() {
        return files.stream().map(file -> location.resolve(file.path())).toList();
    }
}
