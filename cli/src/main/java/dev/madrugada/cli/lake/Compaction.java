package dev.madrugada.cli.lake;

import dev.madrugada.common.lake.ExpectedGenerations;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import dev.madrugada.common.spark.PublishedRows;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Merges the small files of published partitions. The rows and their digest stay the same; the merged files become the
 * partition's next generation.
 *
 * @param spark is called before the first file is read, and not if there is nothing to merge
 * @param verdicts has the releases, which hold for the merged files too
 * @param targetBytes the size that a file should have
 */
record Compaction(
        Supplier<SparkSession> spark,
        ObjectStore store,
        PartitionCommits commits,
        Verdicts verdicts,
        long targetBytes,
        String runId) {
    /**
     * Writes the current generation's rows into fewer files, reads them back, and publishes them.
     *
     * @throws dev.madrugada.common.error.MadrugadaException PublicationConflict if another run publishes meanwhile;
     *     ConservationViolated if the merged files do not have the same content
     */
    Manifest merged(Partition partition) {
        ExpectedGenerations before = commits.expected();
        Manifest current = commits.requireIntact(commits.require(partition));
        SparkSession session = spark.get();
        Dataset<Row> rows = PublishedRows.read(session, current).coalesce(targetFiles(current));
        StagedPartition written = new PartitionPublisher(session, store, commits, before, runId)
                .staged(new PartitionContent(partition, rows, List.of()));
        verdicts.keepRelease(current.dataset(), current.identity());
        return commits.rewrite(new StagedPartition(
                partition,
                written.base(),
                runId,
                written.location(),
                written.files(),
                current.columns(),
                written.content()));
    }

    /** Whether a merge would at least halve the number of files. */
    boolean isWorthwhile(Manifest current) {
        return current.files().size() >= 2 * targetFiles(current);
    }

    private int targetFiles(Manifest current) {
        long bytes =
                current.files().stream().mapToLong(Manifest.DataFile::bytes).sum();
        return (int) Math.max(1, (bytes + targetBytes - 1) / targetBytes);
    }
}
