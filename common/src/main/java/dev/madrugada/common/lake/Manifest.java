package dev.madrugada.common.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.time.ArrivalHour;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published generation of a partition: its files and their content. {@link #json} and {@link #read} convert it to its
 * stored form, in which the location is relative to the table's root, so that the manifests of a copied lake are valid.
 *
 * @param version the version of this format; others are refused, except that {@link #read} converts version 1
 * @param generation the generation's number, from 1; a partition's greatest number is the current one
 * @param location the folder that contains the files, as an absolute URI, ending in a slash
 * @param files the files in the order of their paths
 * @param columns statistics per column, in the files' column order
 * @param content the digest of the rows. It depends neither on their order nor on their distribution over files: two
 *     contents with the same digest are equal
 * @param arrivals only for raw: what the hour was read from; null for other tables
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
        @Nullable Arrivals arrivals) {
    public static final int VERSION = 2;

    /** The version whose stored location is an absolute URI. Its run folder has the same place below the partition. */
    private static final int ABSOLUTE_LOCATIONS = 1;

    /**
     * A file of a generation.
     *
     * @param path the path relative to the manifest's location
     * @param digest the SHA-256 of the file's bytes
     */
    public record DataFile(String path, long rows, long bytes, String digest) {}

    /**
     * A column's statistics over all rows.
     *
     * @param min the smallest value as text; null if there is no value
     * @param max the greatest value as text; null if there is no value
     * @param type the contract's type, such as {@code varchar(8)}; null if unknown: in manifests of earlier releases, and
     *     of tables whose columns are not a contract's
     */
    public record ColumnFigures(
            long nulls,
            @Nullable String min,
            @Nullable String max,
            @Nullable String type) {
        /** Figures of a column whose type in the contract is unknown. */
        public ColumnFigures(long nulls, @Nullable String min, @Nullable String max) {
            this(nulls, min, max, null);
        }
    }

    public Manifest {
        if (version != VERSION && version != ABSOLUTE_LOCATIONS) {
            throw new IllegalArgumentException(
                    "a manifest of version " + version + "; this release reads version " + VERSION);
        }
        files = List.copyOf(files);
        columns = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(columns));
    }

    /** The stored form: JSON, with the location relative to the table's root. */
    public byte[] json(LakeTable table) {
        return Json.write(at(table.relative(location)));
    }

    /**
     * Reads what {@link #json} wrote for a table, at whatever URI the table is now.
     *
     * @param where the location for messages
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the bytes are not a manifest, or if its
     *     location is not a folder of its partition
     */
    public static Manifest read(byte[] json, LakeTable table, String where) {
        Manifest stored = Json.read(json, Manifest.class, where);
        return stored.at(table.absolute(stored.partition, stored.location)
                .orElseThrow(
                        () -> LakeFaults.locationElsewhere(where, table, stored).exception()));
    }

    private Manifest at(URI other) {
        return new Manifest(
                VERSION, dataset, partition, generation, runId, publishedAt, other, files, columns, content, arrivals);
    }

    @JsonIgnore
    public long rows() {
        return files.stream().mapToLong(DataFile::rows).sum();
    }

    @JsonIgnore
    public Generation identity() {
        return new Generation(partition, generation, content);
    }

    /** Whether the generation contains every record of its hour of arrival; false for tables other than raw. */
    @JsonIgnore
    public boolean isComplete() {
        return arrivals != null && arrivals.complete();
    }

    /**
     * Of a manifest of raw: the number of records that arrived in a window.
     *
     * @param hour the partition's hour
     * @param window begins and ends at quarters of an hour
     */
    public long rowsIn(ArrivalHour hour, Window window) {
        return Objects.requireNonNull(arrivals, "a manifest of raw has arrivals")
                .rowsIn(hour.start(), window);
    }

    /** The files' URIs, in order. */
    @JsonIgnore
    public List<URI> uris() {
        return files.stream().map(file -> location.resolve(file.path())).toList();
    }
}
