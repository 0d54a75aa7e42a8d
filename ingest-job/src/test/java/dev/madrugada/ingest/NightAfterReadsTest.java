package dev.madrugada.ingest;

import static dev.madrugada.ingest.GivenRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.ingest.kinesis.InProcessKinesis;
import dev.madrugada.ingest.kinesis.KinesisHours;
import dev.madrugada.ingest.kinesis.KinesisRun;
import dev.madrugada.ingest.kinesis.ReadOptions;
import dev.madrugada.ingest.source.HourSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A night's ingest of hours that runs before it have read: what it asks the source, and what it tells people. */
@ExtendWith(LocalSpark.class)
class NightAfterReadsTest {
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");
    private static final Instant NIGHT = Instant.parse("2001-01-02T02:00:00Z");

    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();
    private PartitionCommits raw;

    @BeforeAll
    static void anyCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @BeforeEach
    void writeDataset() throws IOException {
        Files.createDirectories(lake());
        Path dataset = Files.createDirectories(folder.resolve("orders"));
        Files.writeString(dataset.resolve("dataset.yaml"), """
                version: 1
                dataset: orders
                source: {kinesis: {stream: orders}}
                payload: {columns: [{name: id, type: bigint, required: true}, {name: at, type: timestamp, required: true}]}
                key: {columns: [id]}
                event-time: {column: at, partition: on_day}
                warehouse: {schema: sales, table: orders}
                report: {title: Orders, sender: night@example.com, label: hour, values: [orders]}
                """);
        Files.writeString(dataset.resolve("quality.dqdl"), "Rules = [ RowCount > 0 ]");
        Files.writeString(dataset.resolve("report.sql"), "select 1 as hour, 1 as orders where :date is not null");
        raw = new PartitionCommits(
                store, new LakeLayout(lake().toUri()).raw("orders"), PartitionCatalog.NONE, Clock.systemUTC());
    }

    @Test
    void aNightWhoseHoursArePublishedSucceedsWhileKinesisIsAway(SparkSession spark) throws IOException {
        InProcessKinesis kinesis = new InProcessKinesis(folder.resolve("aws"), Instant.parse("2000-12-20T00:00:00Z"));
        try (kinesis) {
            kinesis.create("orders", 1);
            kinesis.increaseRetention("orders", 36);
            kinesis.setNow(Instant.parse("2001-01-01T23:30:00Z"));
            for (int hour = 0; hour < 24; hour += 6) {
                kinesis.put(
                        "orders",
                        "r" + hour,
                        Instant.parse("2001-01-01T00:20:00Z").plusSeconds(hour * 3_600L));
            }
            kinesis.setNow(Instant.parse("2001-01-02T00:10:00Z"));
            assertThat(new SettledHours(
                                    arguments("hourly"),
                                    context(spark, kinesis.instant()),
                                    "orders",
                                    ZoneOffset.UTC,
                                    hours(source(kinesis)))
                            .run()
                            .runRecord()
                            .outputs())
                    .hasSize(24);
        }

        StageRun.Result night = night(spark, source(kinesis));

        assertThat(night.disposition()).isEqualTo(StageRun.Disposition.DONE);
        assertThat(night.runRecord().count("raw")).isEqualTo(4);
        assertThat(night.runRecord().facts()).containsEntry("hours-read", "0");
        assertThat(night.runRecord().findings().warnings())
                .extracting(RunWarning::code)
                .containsExactly("ShortRetention", "RetentionUnproven");
        assertThat(night.runRecord().findings().warnings().get(1).message())
                .contains("before 2001-01-01T00:10:00Z had expired");
        assertThat(night(spark, source(kinesis)).disposition()).isEqualTo(StageRun.Disposition.SKIPPED);
    }

    @Test
    void aNightThatGoesOnHasTheWarningsOfTheReadsBeforeIt(SparkSession spark) {
        GivenRecords source = new GivenRecords(List.of(record(1, "2001-01-01T05:10:00Z", new byte[] {1})));
        RunWarning first = new RunWarning("UnprovenStart", "topic orders", "nothing proves the start");
        RunWarning second = new RunWarning("SourceReplaced", "topic orders", "it was created again");
        source.finds(span -> span.first().start().isBefore(Instant.parse("2001-01-01T01:00:00Z"))
                ? List.of(first, second)
                : List.of(second));
        source.failsIf(span -> span.first().start().equals(Instant.parse("2001-01-01T05:00:00Z")));
        assertThatThrownBy(() -> night(spark, source)).hasMessageContaining("classified");

        source.failsIf(span -> false);
        source.finds(span -> List.of());
        StageRun.Result resumed = night(spark, source);

        assertThat(resumed.runRecord().facts()).containsEntry("hours-read", "19");
        assertThat(resumed.runRecord().findings().warnings()).containsExactly(first, second);
    }

    private StageRun.Result night(SparkSession spark, HourSource source) {
        JobContext context = context(spark, NIGHT);
        DatasetFolder dataset =
                DatasetFolder.read(store, folder.resolve("orders").toUri());
        return context.stageRun(arguments("night"), store)
                .run(new IngestStage(arguments("night"), context, dataset, hours(source), new AwsClients(Map.of())));
    }

    private KinesisHours source(InProcessKinesis kinesis) {
        return new KinesisHours(
                new Source.Kinesis("orders"),
                new AwsClients(Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_ENDPOINT_URL_KINESIS",
                        kinesis.endpoint().toString())),
                ReadOptions.NONE,
                new KinesisRun(store, raw.table(), Optional.of(kinesis), "test"));
    }

    private RawHours hours(HourSource source) {
        return new RawHours(source, raw, store, "test");
    }

    private StageArguments arguments(String runId) {
        return new StageArguments(
                folder.resolve("orders").toUri(), DAY, lake().toUri(), runId, Rerun.IF_CHANGED, Optional.empty());
    }

    private static JobContext context(SparkSession spark, Instant now) {
        return new JobContext(() -> spark, Clock.fixed(now, ZoneOffset.UTC), Map.of());
    }

    private Path lake() {
        return folder.resolve("lake");
    }
}
