package dev.madrugada.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.ExpectedGenerations;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.spark.ObservedRows;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.ingest.source.DaySource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Ingests a day into raw: counts the records while they are read, writes and counts them again, and publishes them. The
 * source deletes old records and raw keeps them, so a day with fewer records in any hour than are published is refused.
 */
record RawDay(DaySource source, PartitionCommits raw, ObjectStore store, String runId) {

    StageOutcome ingested(SparkSession spark, Partition day) {
        ExpectedGenerations before = raw.expected();
        ObservedRows read = ofSource(() -> ObservedRows.of(source.records(spark)));
        PartitionContent content = new PartitionContent(day, byHour(read.rows()), List.of(RawSchema.HOUR));
        PartitionPublisher publisher = new PartitionPublisher(spark, store, raw, before, runId);
        boolean isComplete =
                source.complete().filter(span -> span.contains(source.window())).isPresent();
        StagedPartition staged = ofSource(() -> publisher.staged(content))
                .with(new Arrivals(isComplete, "", List.of(0L, 0L, 0L, 0L), List.of(), List.of()));
        new Conservation(read.count(), staged.rows(), 0, 0, 0).atIngest().ifPresent(difference -> {
            throw RawFaults.writtenDiffers(raw.table(), day, difference).exception();
        });
        raw.current(day).ifPresent(standing -> requireNoLess(staged, standing));
        return outcome(read.count(), publisher.publish(staged));
    }

    /**
     * The outcome for a day that is completely published, by a run that died before it saved its run record. The source
     * may no longer have that day's records.
     */
    Optional<StageOutcome> found(Partition day) {
        return raw.current(day)
                .filter(Manifest::isComplete)
                .filter(manifest -> raw.isCurrent(manifest.identity()))
                .map(manifest -> outcome(manifest.rows(), manifest));
    }

    private StageOutcome outcome(long read, Manifest published) {
        return StageOutcome.of(
                List.of(LakePartition.of(raw.table(), published)),
                Conservation.ingestCounts(read, published.rows()),
                Map.of());
    }

    /**
     * Compares each hour, because the source may have lost records of early hours and gained records in the last hour.
     */
    private void requireNoLess(StagedPartition staged, Manifest standing) {
        Map<String, Long> left = rowsByHour(staged.files());
        List<String> fewer = rowsByHour(standing.files()).entrySet().stream()
                .filter(hour -> left.getOrDefault(hour.getKey(), 0L) < hour.getValue())
                .map(hour -> hour.getKey() + " " + left.getOrDefault(hour.getKey(), 0L) + " of " + hour.getValue())
                .toList();
        if (!fewer.isEmpty()) {
            throw RawFaults.fewerThanPublished(raw.table(), staged, standing, fewer)
                    .exception();
        }
    }

    private static Map<String, Long> rowsByHour(List<Manifest.DataFile> files) {
        return files.stream()
                .collect(Collectors.groupingBy(
                        file -> file.path().substring(0, file.path().indexOf("/") + 1),
                        TreeMap::new,
                        Collectors.summingLong(Manifest.DataFile::rows)));
    }

    private <T> T ofSource(Supplier<T> step) {
        try {
            return step.get();
        } catch (Exception failed) { // Spark throws checked exceptions without declaring them
            Optional<MadrugadaException> coded = source.classified(failed);
            if (coded.isPresent()) {
                throw coded.get();
            }
            throw failed;
        }
    }

    static Dataset<Row> byHour(Dataset<Row> records) {
        return records.withColumn(RawSchema.HOUR, date_format(col(RawSchema.ARRIVED_AT), "HH"));
    }
}
