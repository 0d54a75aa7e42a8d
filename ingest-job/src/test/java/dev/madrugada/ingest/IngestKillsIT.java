package dev.madrugada.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.kinesis.InProcessKinesis;
import dev.madrugada.ingest.kinesis.KinesisHours;
import dev.madrugada.ingest.kinesis.KinesisRun;
import dev.madrugada.ingest.kinesis.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The ingest job's process, killed (-9) at random moments. Each time, every hour is unpublished or has exactly its
 * records, and the next run completes the day.
 */
@ExtendWith(LocalSpark.class)
class IngestKillsIT {
    private static final ArrivalDay DAY = new ArrivalDay(LocalDate.parse("2001-01-01"), ZoneOffset.UTC);
    private static final Instant NOW = Instant.parse("2001-01-02T02:00:00Z");
    private static final int RECORDS = 2_000;

    private final Path folder =
            Path.of("target", "ingest-kills-" + System.currentTimeMillis()).toAbsolutePath();
    private final FileObjectStore store = new FileObjectStore();
    private InProcessKinesis kinesis;

    @BeforeEach
    void aStreamWithADayOfRecords() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        kinesis = new InProcessKinesis(folder, Instant.parse("2000-12-31T00:00:00Z"));
        kinesis.create("flights", 3);
        kinesis.increaseRetention("flights", 72);
        kinesis.fill("flights", RECORDS, DAY.start(), DAY.end());
        kinesis.setNow(NOW);
    }

    @AfterEach
    void stop() throws IOException {
        kinesis.close();
    }

    @Test
    void aKillLeavesWholeHours(SparkSession spark) throws Exception {
        killed(spark, 1);
    }

    @Test
    @Tag("thorough")
    void tenKillsLeaveWholeHours(SparkSession spark) throws Exception {
        killed(spark, 10);
    }

    private void killed(SparkSession spark, int kills) throws Exception {
        long seed = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
        System.out.println("seed " + seed + " (-Dmadrugada.seed)");
        Random random = new Random(seed);
        Path whole = Files.createDirectories(folder.resolve("whole"));
        completed(spark, whole);
        NavigableMap<ArrivalHour, Digest> expected = contents(whole);
        assertThat(expected).hasSize(24);
        assertThat(published(whole).rows()).isEqualTo(RECORDS);
        int files = files(whole);

        List<Integer> publishedHours = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            Path lake = Files.createDirectories(folder.resolve("killed-" + kill));
            int at = random.nextInt(files);
            boolean wasAlive = run(lake, at);
            NavigableMap<ArrivalHour, Digest> left = contents(lake);
            String where = "killed " + (wasAlive ? "" : "after its end, not ") + "at file " + at + " of " + files;
            assertThat(expected).as(where).containsAllEntriesOf(left);
            assertThat(commits(lake).expected().generations()).as(where).hasSize(left.size());
            publishedHours.add(left.size());

            completed(spark, lake);
            assertThat(contents(lake)).as(where).isEqualTo(expected);
        }
        System.out.println("published hours at the kills: " + publishedHours);
    }

    /** Starts the job and kills it when it has made this many files; returns whether it was alive then. */
    private boolean run(Path lake, int files) throws Exception {
        Path log = folder.resolve(lake.getFileName() + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of(
                "-Xmx1g",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + folder,
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                IngestJob.class.getName(),
                "--dataset",
                Path.of(System.getProperty("madrugada.root"), "datasets/flights")
                        .toUri()
                        .toString(),
                "--date",
                DAY.date().toString(),
                "--lake",
                lake.toUri().toString(),
                "--run-id",
                "killed",
                "--now",
                NOW.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_REGION", "us-east-1",
                        "AWS_ENDPOINT_URL", kinesis.endpoint().toString()));
        Process process = builder.start();
        boolean wasAlive = true;
        while (wasAlive && files(lake) <= files) {
            wasAlive = !process.waitFor(1, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly().waitFor();
        if (!wasAlive && process.exitValue() != 0) {
            throw new AssertionError("ingest failed, see " + log);
        }
        return wasAlive;
    }

    /** Does what the next run does. */
    private void completed(SparkSession spark, Path lake) {
        AwsClients clients = new AwsClients(Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_KINESIS",
                kinesis.endpoint().toString()));
        PartitionCommits raw = commits(lake);
        RawHours hours = new RawHours(
                new KinesisHours(
                        new Source.Kinesis("flights"),
                        clients,
                        ReadOptions.NONE,
                        new KinesisRun(store, raw.table(), Optional.of(kinesis), "next")),
                raw,
                store,
                "next");
        Map<ArrivalHour, Manifest> published = published(lake).manifests();
        var unused = hours.ingested(spark, hours.due(DAY.hours(), published, Rerun.IF_CHANGED), published);
    }

    private NavigableMap<ArrivalHour, Digest> contents(Path lake) {
        TreeMap<ArrivalHour, Digest> contents = new TreeMap<>();
        published(lake).manifests().forEach((hour, manifest) -> {
            assertThat(commits(lake).isIntact(manifest)).as(hour.toString()).isTrue();
            contents.put(hour, manifest.content());
        });
        return contents;
    }

    private PublishedHours published(Path lake) {
        return PublishedHours.of(commits(lake), DAY);
    }

    private PartitionCommits commits(Path lake) {
        return new PartitionCommits(store, new LakeLayout(lake.toUri()).raw("flights"), PartitionCatalog.NONE, kinesis);
    }

    private static int files(Path lake) throws IOException {
        Path raw = lake.resolve("raw");
        if (Files.notExists(raw)) {
            return 0;
        }
        try (Stream<Path> tree = Files.walk(raw)) {
            return (int) tree.filter(Files::isRegularFile).count();
        } catch (java.io.UncheckedIOException deletedMeanwhile) {
            return files(lake);
        }
    }
}
