package dev.madrugada.transform;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.SparkTypes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The whole job on a lake of files, night by night. */
record LocalNights(SparkSession spark, URI lake, DatasetFolder dataset) {
    private static final FileObjectStore STORE = new FileObjectStore();

    static LocalNights on(SparkSession spark, Path folder, DatasetFolder dataset) {
        return new LocalNights(spark, folder.toUri(), dataset);
    }

    /** Publishes a day of raw, transforms it, and publishes the result. */
    RunRecord night(String day, Row... raw) {
        RawDays.publish(spark, lake, day, raw);
        return transform(day);
    }

    /** Transforms a day again, whether or not its inputs have changed, and publishes it. */
    RunRecord transform(String day) {
        JobContext context = new JobContext(() -> spark, Clock.systemUTC(), Map.of());
        StageArguments arguments = new StageArguments(
                URI.create("file:///datasets/test/"),
                LocalDate.parse(day),
                lake,
                "test",
                Rerun.FORCED,
                Optional.empty());
        RunRecord done = context.stageRun(arguments, STORE)
                .run(TransformStage.of(arguments, context, dataset, STORE))
                .runRecord();
        StagedOutputs.publish(done, STORE, lake, PartitionCatalog.NONE);
        return done;
    }

    /** The rows of an event day, their values joined by a bar, sorted. */
    List<String> curated(String eventDay) {
        return PublishedRows.read(
                        spark,
                        SparkTypes.schema(dataset.contract().curatedColumns()),
                        List.of(current(LocalDate.parse(eventDay)).orElseThrow()))
                .collectAsList()
                .stream()
                .map(row -> row.mkString("|"))
                .sorted()
                .toList();
    }

    /** The content digests of the published partitions from one event day to another. */
    Map<LocalDate, Digest> contents(LocalDate from, LocalDate to) {
        Map<LocalDate, Digest> contents = new TreeMap<>();
        from.datesUntil(to.plusDays(1))
                .forEach(day -> current(day).ifPresent(manifest -> contents.put(day, manifest.content())));
        return contents;
    }

    private Optional<Manifest> current(LocalDate eventDay) {
        String partition = dataset.contract().eventTime().partition();
        return new PartitionCommits(
                        STORE, new LakeLayout(lake).curated("events"), PartitionCatalog.NONE, Clock.systemUTC())
                .current(new Partition(partition, eventDay));
    }
}
