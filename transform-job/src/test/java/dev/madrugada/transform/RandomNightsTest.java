package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.spark.ContentDigest;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.transform.PlainTransform.Counts;
import dev.madrugada.transform.PlainTransform.Given;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random nights against {@link PlainTransform}: late records, duplicates on one and on several arrival days, ties,
 * refusals, records of the future, nights that run again and in any order.
 */
@ExtendWith(LocalSpark.class)
class RandomNightsTest {
    private static final long SEED = Long.getLong("madrugada.seed", new Random().nextLong());
    private static final LocalDate FIRST = LocalDate.parse("2001-01-01");
    private static final int DAYS = 3;
    private static final LocalDate LAST = FIRST.plusDays(DAYS - 1);
    private static final int RECORDS = 400;
    private static final int KEYS = 90;

    private final DatasetFolder dataset = Contracts.folder(Contracts.EVENTS + "max-quarantined: 100%\n");
    private final FileObjectStore store = new FileObjectStore();

    @TempDir
    Path folder;

    @Test
    void everyOrderOfNightsGivesWhatAPlainProgramGives(SparkSession spark) throws Exception {
        Random random = new Random(SEED);
        List<Given> records = records(random);
        Map<LocalDate, String> first = nights(spark, records, random, folder.resolve("first"));
        Map<LocalDate, String> second = nights(spark, records, random, folder.resolve("second"));
        assertThat(second).as("digests by event day, seed %d", SEED).isEqualTo(first);
    }

    /** Runs every night once in a random order, then some again; the digests of all event days. */
    private Map<LocalDate, String> nights(SparkSession spark, List<Given> records, Random random, Path lake)
            throws Exception {
        Files.createDirectories(lake);
        URI root = lake.toUri();
        List<LocalDate> order = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            LocalDate arrivalDay = FIRST.plusDays(day);
            order.add(arrivalDay);
            RawDays.publish(
                    spark,
                    root,
                    "events",
                    arrivalDay,
                    RawDays.rows(
                                    spark,
                                    records.stream()
                                            .filter(record ->
                                                    record.arrivalDay().equals(arrivalDay))
                                            .map(RandomNightsTest::raw)
                                            .toList())
                            .repartition(1 + random.nextInt(3)));
        }
        Collections.shuffle(order, random);
        order.add(order.get(random.nextInt(DAYS)));
        for (LocalDate night : order) {
            RunRecord done = run(spark, root, night);
            Counts expected = PlainTransform.counts(night, records);
            assertThat(done.counts())
                    .as("night %s of %s, seed %d", night, order, SEED)
                    .isEqualTo(Map.of(
                            "raw", expected.raw(),
                            "curated", expected.curated(),
                            "duplicates", expected.duplicates(),
                            "quarantined", expected.quarantined()));
        }
        return digests(spark, records, root);
    }

    private Map<LocalDate, String> digests(SparkSession spark, List<Given> records, URI root) {
        PartitionCommits curated = new PartitionCommits(
                store, new LakeLayout(root).curated("events"), PartitionCatalog.NONE, Clock.systemUTC());
        Map<LocalDate, String> digests = new TreeMap<>();
        PlainTransform.rows(records).forEach((day, expected) -> {
            if (day.isAfter(LAST)) {
                assertThat(curated.current(new Partition("day", day)))
                        .as("event day %s waits for its night, seed %d", day, SEED)
                        .isEmpty();
                return;
            }
            Manifest manifest = curated.require(new Partition("day", day));
            Dataset<Row> rows = PublishedRows.read(
                    spark, SparkTypes.schema(dataset.contract().curatedColumns()), List.of(manifest));
            assertThat(rows.collectAsList())
                    .as("event day %s, seed %d", day, SEED)
                    .extracting(row -> row.getLong(0) + " " + row.getString(2))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(manifest.content())
                    .as("the digest computed while writing, seed %d", SEED)
                    .isEqualTo(ContentDigest.of(rows));
            digests.put(day, manifest.content().text());
        });
        return digests;
    }

    private RunRecord run(SparkSession spark, URI root, LocalDate night) {
        StageArguments arguments = new StageArguments(
                URI.create("file:///none/"), night, root, "run-" + night, Rerun.FORCED, Optional.empty());
        JobContext context = new JobContext(() -> spark, Clock.systemUTC(), Map.of());
        RunRecord done = context.stageRun(arguments, store)
                .run(TransformStage.of(arguments, context, dataset, store))
                .runRecord();
        StagedOutputs.publish(done, store, root, PartitionCatalog.NONE);
        return done;
    }

    private static List<Given> records(Random random) {
        List<Given> records = new ArrayList<>();
        for (int sequence = 1; sequence <= RECORDS; sequence++) {
            // Few instants, so that arrivals tie.
            Instant arrivedAt = FIRST.atStartOfDay(java.time.ZoneOffset.UTC)
                    .toInstant()
                    .plus(Duration.ofHours(random.nextInt(24 * DAYS)));
            Instant happenedAt = arrivedAt.plus(Duration.ofMinutes(random.nextInt(90) - random.nextInt(60 * 50)));
            // Half of the records share ten keys.
            long id = random.nextBoolean() ? random.nextInt(10) : random.nextInt(KEYS);
            String label = "l".repeat(random.nextInt(10)) + sequence % 7;
            records.add(new Given(sequence, arrivedAt, id, happenedAt, label, random.nextInt(12) == 0));
        }
        return records;
    }

    private static Row raw(Given record) {
        String payload = "{\"id\":" + record.id() + ",\"happened_at\":\"" + record.happenedAt() + "\",\"label\":\""
                + record.label() + "\"" + (record.isBroken() ? "" : "}");
        return RawDays.raw(String.valueOf(record.sequence()), record.arrivedAt().toString(), payload);
    }
}
