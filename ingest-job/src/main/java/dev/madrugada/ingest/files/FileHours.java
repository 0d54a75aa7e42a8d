package dev.madrugada.ingest.files;

import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.files.format.FileFormat;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSource;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.ingest.source.SourceFindings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads hours of files. A file is a shard, and a record's position in it is the sequence number. The manifest of an hour
 * lists every file with its version, so an hour is due again when a file arrives later or is replaced.
 */
public final class FileHours implements HourSource {
    private final Source.Files source;
    private final FileListing listing;

    /** @param store lists the files; tasks read them by Hadoop's file systems */
    public FileHours(Source.Files source, ObjectStore store) {
        this.source = source;
        this.listing = new FileListing(source, store);
    }

    @Override
    public String identity() {
        return source.location().text();
    }

    /**
     * Whether a file is new or has another version. Files that are gone change nothing. An hour of another location is
     * read again only if it has nothing that could be lost.
     */
    @Override
    public boolean hasMore(ArrivalHour hour, Manifest published) {
        Arrivals arrivals = Objects.requireNonNull(published.arrivals(), "raw has arrivals");
        if (!arrivals.source().equals(identity()) && arrivals.rows() > 0) {
            return false;
        }
        Map<String, String> versions = new HashMap<>();
        for (ShardSpan span : arrivals.shards()) {
            versions.put(span.shard(), Objects.requireNonNullElse(span.version(), ""));
        }
        return listing.of(hour).stream()
                .anyMatch(file -> !file.version().equals(versions.get(file.uri().toString())));
    }

    /** Warns that a whole day has no files, which no producer does, but a wrong location does. */
    @Override
    public List<RunWarning> dayWarnings(PublishedHours day) {
        boolean hasFiles = day.manifests().values().stream()
                .anyMatch(hour -> !Objects.requireNonNull(hour.arrivals(), "raw has arrivals")
                        .shards()
                        .isEmpty());
        return hasFiles
                ? List.of()
                : List.of(new RunWarning(
                        "NoFiles",
                        source.location().text(),
                        "no file arrived from " + day.window().start() + " to "
                                + day.window().end() + "; check source.files.location"));
    }

    @Override
    public HourRead read(SparkSession spark, HourSpan span, Optional<Manifest> before) {
        List<ListedFile> files = new ArrayList<>();
        Map<ArrivalHour, List<ShardSpan>> known = new HashMap<>();
        for (ArrivalHour hour : span.hours()) {
            List<ListedFile> ofHour = listing.of(hour);
            files.addAll(ofHour);
            known.put(hour, ofHour.stream().map(ListedFile::span).toList());
        }
        CollectionAccumulator<FileFinding> findings = spark.sparkContext().collectionAccumulator("findings in files");
        return new HourRead(records(spark, files, findings), true, known, () -> found(files.size(), findings));
    }

    private Dataset<Row> records(
            SparkSession spark, List<ListedFile> files, CollectionAccumulator<FileFinding> findings) {
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), RawSchema.schema());
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Configuration hadoop = spark.sessionState().newHadoopConf();
        // Not every object of an S3-compatible store has an ETag; each file is compared with its listing anyway.
        hadoop.setBoolean("fs.s3a.change.detection.version.required", false);
        FileFormat format = new FileFormat(source);
        List<List<FilePart>> tasks = tasks(files, format, hadoop, context.defaultParallelism());
        return spark.createDataFrame(
                context.parallelize(tasks, tasks.size())
                        .mapPartitions(new FileRows(
                                source.location().text(),
                                format,
                                context.broadcast(new SerializableConfiguration(hadoop)),
                                findings)),
                RawSchema.schema());
    }

    private static List<List<FilePart>> tasks(
            List<ListedFile> files, FileFormat format, Configuration hadoop, int cores) {
        try {
            return new TaskPlan(cores, file -> {
                        Path path = new Path(file.uri());
                        return format.isSplittable(path.getFileSystem(hadoop), path);
                    })
                    .tasks(files);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private SourceFindings found(int files, CollectionAccumulator<FileFinding> findings) {
        // A task that was repeated added its findings twice.
        Set<FileFinding> each = new LinkedHashSet<>(findings.value());
        List<FileFinding> broken = each.stream().filter(FileFinding::isBroken).toList();
        if (!broken.isEmpty() && source.brokenFiles() == Source.Files.BrokenFiles.FAIL) {
            throw FileFaults.broken(source.location().text(), broken).exception();
        }
        return new SourceFindings(
                List.of(), FoundRecords.byHour(each), Map.of("files-read", (long) files, "files-broken", (long)
                        broken.size()));
    }

    @Override
    public Optional<MadrugadaException> classified(Throwable failed) {
        return Causes.first(ChangedFileException.class, failed)
                .map(changed -> FileFaults.changed(source.location().text(), String.valueOf(changed.getMessage()))
                        .exception(failed));
    }
}
