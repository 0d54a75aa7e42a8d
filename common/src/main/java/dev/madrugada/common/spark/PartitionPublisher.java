package dev.madrugada.common.spark;

import dev.madrugada.common.lake.ExpectedGenerations;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Manifest.DataFile;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a partition's new content into a folder of this run, reads it back, compares the row counts, and publishes it.
 * If a run dies before the publication, the current generation stays unchanged.
 */
public final class PartitionPublisher {
    private final SparkSession spark;
    private final ObjectStore store;
    private final PartitionCommits commits;
    private final ExpectedGenerations before;
    private final String runId;

    /** @param before the table's generations, read before the inputs of the new content were read */
    public PartitionPublisher(
            SparkSession spark, ObjectStore store, PartitionCommits commits, ExpectedGenerations before, String runId) {
        this.spark = spark;
        this.store = store;
        this.commits = commits;
        this.before = before;
        this.runId = runId;
    }

    /** Writes the content and publishes it: {@link #staged}, then {@link #publish(StagedPartition)}. */
    public Manifest publish(PartitionContent content) {
        return publish(staged(content));
    }

    /**
     * Writes and checks the content without publishing it, so that a job can write several partitions before it
     * publishes the first.
     *
     * @throws dev.madrugada.common.error.TerminalException ConservationViolated if the number of rows in the files
     *     differs from the number of rows written
     */
    public StagedPartition staged(PartitionContent content) {
        LakeTable table = commits.table();
        Partition partition = content.partition();
        // Unique for every attempt, so that a retry never finds files of the attempt before it.
        String folder = "run-" + runId + "-" + UUID.randomUUID().toString().substring(0, 8);
        URI location = table.runFolder(partition, folder);
        long written = write(content, location);

        List<StoredObject> objects = store.list(location).stream()
                .filter(object -> object.isContentOf(location))
                .filter(object -> object.uri().getPath().endsWith(".parquet"))
                .toList();
        ContentFigures figures = ContentFigures.of(readBack(content, objects));
        if (figures.rows() != written) {
            throw SparkFaults.readBackDiffers(table, partition, location, written, figures.rows())
                    .exception();
        }
        return new StagedPartition(
                partition,
                before.of(partition),
                runId,
                location,
                files(objects, location, figures),
                figures.columns(),
                figures.digest());
    }

    /**
     * Publishes a staged partition, and deletes old generations and the remains of dead runs.
     *
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict, see {@link PartitionCommits#publish}
     */
    public Manifest publish(StagedPartition staged) {
        Manifest published = commits.publish(staged);
        commits.collectGarbage(staged.partition());
        return published;
    }

    private static long write(PartitionContent content, URI location) {
        ObservedRows observed = ObservedRows.of(content.rows());
        observed.rows()
                .write()
                .mode(SaveMode.ErrorIfExists)
                .partitionBy(content.subfolders().toArray(String[]::new))
                .parquet(LiteralPath.of(location));
        return observed.count();
    }

    private Dataset<Row> readBack(PartitionContent content, List<StoredObject> objects) {
        StructType files = new StructType();
        for (StructField field : content.rows().schema().fields()) {
            if (!content.subfolders().contains(field.name())) {
                files = files.add(field.name(), field.dataType(), true);
            }
        }
        return PublishedRows.read(
                spark, files, objects.stream().map(StoredObject::uri).toList());
    }

    /** The manifest's files, without files that have no rows. */
    private List<DataFile> files(List<StoredObject> objects, URI location, ContentFigures figures) {
        Map<String, Long> rows = new LinkedHashMap<>();
        String folder = runFolder(location);
        figures.rowsByFile().forEach((file, count) -> rows.put(below(file, folder), count));
        List<StoredObject> filled = objects.stream()
                .filter(object -> rows.getOrDefault(below(object.uri().getPath(), folder), 0L) > 0)
                .toList();
        Map<URI, String> digests =
                FileDigests.of(spark, filled.stream().map(StoredObject::uri).toList());
        List<DataFile> files = new ArrayList<>();
        for (StoredObject object : filled) {
            String path = below(object.uri().getPath(), folder);
            files.add(new DataFile(
                    path, rows.getOrDefault(path, 0L), object.bytes(), digests.getOrDefault(object.uri(), "")));
        }
        return files;
    }

    /** The run folder's name between slashes; it is unique and contains no characters that need escapes. */
    private static String runFolder(URI location) {
        String path = location.getPath();
        return path.substring(path.lastIndexOf('/', path.length() - 2));
    }

    /** A file's path relative to the run's folder. Spark's paths may have a scheme and escapes; the relative part has none. */
    private static String below(String path, String folder) {
        return path.substring(path.indexOf(folder) + folder.length());
    }
}
