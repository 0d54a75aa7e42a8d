package dev.madrugada.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.ingest.ErasedRecords.Coordinates;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Requires that new content of an hour holds every record of the published generation. The source deletes old records,
 * and raw keeps them: a generation that lacks one would delete it for good.
 */
record HeldRecords(SparkSession spark, LakeTable raw, ObjectStore store, ErasedRecords erased) {
    private static final int NAMED = 3;

    private static final String[] COORDINATES = {
        RawSchema.SHARD_ID, RawSchema.SEQUENCE_NUMBER, RawSchema.SUB_SEQUENCE_NUMBER
    };

    /**
     * Compares the coordinates of all records. If files of the published generation are missing or damaged, the records
     * of the other files are compared, and the number of records of each shard.
     *
     * @throws dev.madrugada.common.error.TerminalException RecordsExpired, naming the first missing records
     */
    void requireIn(StagedPartition staged, Manifest published) {
        if (published.content().equals(staged.content())) {
            return;
        }
        List<URI> intact = intact(published);
        if (!intact.isEmpty()) {
            requireCoordinates(staged, published, intact);
        }
        if (intact.size() < published.files().size()) {
            requireCounts(staged, published);
        }
    }

    private void requireCoordinates(StagedPartition staged, Manifest published, List<URI> intact) {
        List<URI> files = staged.files().stream()
                .map(file -> staged.location().resolve(file.path()))
                .toList();
        Dataset<Row> held = coordinates(intact);
        Dataset<Row> missing = files.isEmpty() ? held : held.join(coordinates(files), COORDINATES, "left_anti");
        for (Coordinates known : erased.coordinates()) {
            missing = missing.filter(not(is(known)));
        }
        Dataset<Row> all = missing.cache();
        try {
            long count = all.count();
            if (count > 0) {
                List<Coordinates> first = all
                        .orderBy(
                                col(RawSchema.SHARD_ID),
                                length(col(RawSchema.SEQUENCE_NUMBER)),
                                col(RawSchema.SEQUENCE_NUMBER),
                                col(RawSchema.SUB_SEQUENCE_NUMBER))
                        .takeAsList(NAMED)
                        .stream()
                        .map(row -> new Coordinates(row.getString(0), row.getString(1), row.getLong(2)))
                        .toList();
                throw RawFaults.recordsMissing(raw, published, count, first).exception();
            }
        } finally {
            all.unpersist();
        }
    }

    private Dataset<Row> coordinates(List<URI> files) {
        return PublishedRows.read(spark, RawSchema.schema(), files)
                .select(
                        col(RawSchema.SHARD_ID),
                        col(RawSchema.SEQUENCE_NUMBER),
                        coalesce(col(RawSchema.SUB_SEQUENCE_NUMBER), lit(0L)).as(RawSchema.SUB_SEQUENCE_NUMBER))
                .distinct();
    }

    private static Column is(Coordinates known) {
        return col(RawSchema.SHARD_ID)
                .equalTo(known.shard())
                .and(col(RawSchema.SEQUENCE_NUMBER).equalTo(known.sequenceNumber()))
                .and(col(RawSchema.SUB_SEQUENCE_NUMBER).equalTo(known.subSequenceNumber()));
    }

    private List<URI> intact(Manifest published) {
        Map<String, Long> there = new HashMap<>();
        store.list(published.location())
                .forEach(object -> there.put(object.uri().getPath(), object.bytes()));
        List<URI> intact = new ArrayList<>();
        for (Manifest.DataFile file : published.files()) {
            URI uri = published.location().resolve(file.path());
            if (there.getOrDefault(uri.getPath(), -1L) == file.bytes()) {
                intact.add(uri);
            }
        }
        return intact;
    }

    private void requireCounts(StagedPartition staged, Manifest published) {
        Map<String, Long> now = rowsByShard(staged.arrivals().orElseThrow());
        rowsByShard(Objects.requireNonNull(published.arrivals(), "raw has arrivals"))
                .forEach((shard, rows) -> {
                    long left = now.getOrDefault(shard, 0L);
                    if (left < rows) {
                        throw RawFaults.fewerOfShard(raw, published, shard, left, rows)
                                .exception();
                    }
                });
    }

    private static Map<String, Long> rowsByShard(Arrivals arrivals) {
        Map<String, Long> rows = new HashMap<>();
        for (ShardSpan span : arrivals.shards()) {
            rows.merge(span.shard(), span.rows(), Long::sum);
        }
        return rows;
    }
}
