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
import dev.madrugada.transform.PlainTransform.Item;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random nights against {@link PlainTransform}: late records, duplicates on one and on several arrival days, ties,
 * refusals, records of the future, records of several rows, keys with nulls and none, nights in any order, some of them
 * twice.
 */
@ExtendWith(LocalSpark.class)
class RandomNightsTest {
    private static final long SEED = Long.getLong("madrugada.seed", new Random().nextLong());
    private static final LocalDate FIRST = LocalDate.parse("2001-01-01");
    private static final int DAYS = 3;
    private static final LocalDate LAST = FIRST.plusDays(DAYS - 1);
    private static final int RECORDS = 400;
    private static final int KEYS = 90;

    private final FileObjectStore store = new FileObjectStore();

    @TempDir
    Path lake;

    static List<Shape> shapes() {
        return List.of(
                new Shape("one row", false, "{columns: [id]}", new PlainTransform(List.of("id"), "latest")),
                new Shape(
                        "a key that may be null",
                        false,
                        "{columns: [part], nullable: [part], keep: least version}",
                        new PlainTransform(List.of("part"), "least version")),
                new Shape(
                        "rows",
                        true,
                        "{columns: [id, part], nullable: [part], keep: greatest version}",
                        new PlainTransform(List.of("id", "part"), "greatest version")),
                new Shape("rows without a key", true, "arrival", new PlainTransform(List.of(), "latest")),
                new Shape(
                        "the earliest row",
                        true,
                        "{columns: [part, id], nullable: [part], keep: earliest}",
                        new PlainTransform(List.of("id", "part"), "earliest")));
    }

    /**
     * A contract of nights.
     *
     * @param key the contract's section
     * @param plain the same in plain Java
     */
    record Shape(String name, boolean hasRows, String key, PlainTransform plain) {
        @Override
        public String toString() {
            return name;
        }

        DatasetFolder dataset() {
            String contract = """
                    payload:
                      columns:
                        - {name: id, type: bigint, required: true}
                        - {name: part, type: varchar(4)}
                        - {name: version, type: integer}
                        - {name: label, type: varchar(8)}
                        - {name: happened_at, type: timestamp, required: true, hidden: true}
                    key: KEY
                    event-time: {column: happened_at, partition: day, lateness-days: 1, future-tolerance: PT1H}
                    max-quarantined: 100%
                    """.replace("KEY", key);
            return Contracts.folder(
                    hasRows
                            ? contract.replaceAll("name: (\\w+), type", "name: $1, from: 'items[].$1', type")
                                    .replace("payload:\n", "payload:\n  rows: items\n")
                            : contract);
        }

        Row raw(Given record) {
            List<String> items = record.items().stream().map(Shape::json).toList();
            String json = hasRows ? "{\"items\":" + items + "}" : items.get(0);
            return RawDays.raw(
                    String.valueOf(record.sequence()),
                    record.arrivedAt().toString(),
                    record.isBroken() ? json.substring(0, json.length() - 1) : json);
        }

        private static String json(Item item) {
            return "{\"id\":" + item.id()
                    + (item.part() == null ? "" : ",\"part\":\"" + item.part() + "\"")
                    + ",\"version\":" + item.version()
                    + ",\"happened_at\":\"" + item.happenedAt() + "\",\"label\":\"" + item.label() + "\"}";
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void nightsInAnyOrderGiveWhatAPlainProgramGives(Shape shape, SparkSession spark) {
        Random random = new Random(SEED ^ shape.name().hashCode());
        DatasetFolder dataset = shape.dataset();
        List<Given> records = records(random, shape);
        URI root = lake.toUri();
        List<LocalDate> order = publishedDays(spark, root, shape, records, random);
        Collections.shuffle(order, random);
        if (shape.hasRows()) {
            order.add(order.get(random.nextInt(DAYS)));
        }
        for (LocalDate night : order) {
            RunRecord done = run(spark, root, dataset, night);
            Counts expected = shape.plain().counts(night, records);
            Map<String, Long> counts = new TreeMap<>(Map.of(
                    "raw", expected.raw(),
                    "curated", expected.curated(),
                    "duplicates", expected.duplicates(),
                    "quarantined", expected.quarantined()));
            if (shape.hasRows()) {
                counts.put("accepted", expected.raw() - expected.quarantined());
                counts.put("rows", expected.rows());
            }
            assertThat(done.counts())
                    .as("%s: night %s of %s, seed %d", shape, night, order, SEED)
                    .containsExactlyInAnyOrderEntriesOf(counts);
        }
        compare(spark, root, dataset, shape, records);
    }

    private static List<LocalDate> publishedDays(
            SparkSession spark, URI root, Shape shape, List<Given> records, Random random) {
        List<LocalDate> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            LocalDate arrivalDay = FIRST.plusDays(day);
            days.add(arrivalDay);
            List<Row> raw = records.stream()
                    .filter(record -> record.arrivalDay().equals(arrivalDay))
                    .map(shape::raw)
                    .toList();
            RawDays.publish(
                    spark, root, "events", arrivalDay, RawDays.rows(spark, raw).repartition(1 + random.nextInt(3)));
        }
        return days;
    }

    private void compare(SparkSession spark, URI root, DatasetFolder dataset, Shape shape, List<Given> records) {
        PartitionCommits curated = new PartitionCommits(
                store, new LakeLayout(root).curated("events"), PartitionCatalog.NONE, Clock.systemUTC());
        shape.plain().rows(records).forEach((day, expected) -> {
            if (day.isAfter(LAST)) {
                assertThat(curated.current(new Partition("day", day)))
                        .as("%s: event day %s waits for its night, seed %d", shape, day, SEED)
                        .isEmpty();
                return;
            }
            Manifest manifest = curated.require(new Partition("day", day));
            Dataset<Row> rows = PublishedRows.read(
                    spark, SparkTypes.schema(dataset.contract().curatedColumns()), List.of(manifest));
            assertThat(rows.collectAsList())
                    .as("%s: event day %s, seed %d", shape, day, SEED)
                    .extracting(row -> row.mkString(" "))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(manifest.content())
                    .as("%s: the digest computed while writing, seed %d", shape, SEED)
                    .isEqualTo(ContentDigest.of(rows));
        });
    }

    private RunRecord run(SparkSession spark, URI root, DatasetFolder dataset, LocalDate night) {
        StageArguments arguments = new StageArguments(
                URI.create("file:///none/"), night, root, "run-" + night, Rerun.FORCED, Optional.empty());
        JobContext context = new JobContext(() -> spark, Clock.systemUTC(), Map.of());
        RunRecord done = context.stageRun(arguments, store)
                .run(TransformStage.of(arguments, context, dataset, store))
                .runRecord();
        StagedOutputs.publish(done, store, root, PartitionCatalog.NONE);
        return done;
    }

    private static List<Given> records(Random random, Shape shape) {
        List<Given> records = new ArrayList<>();
        for (int sequence = 1; sequence <= RECORDS; sequence++) {
            // Few instants, so that arrivals tie.
            Instant arrivedAt =
                    FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(random.nextInt(24 * DAYS)));
            int items = shape.hasRows() ? random.nextInt(4) : 1;
            List<Item> all = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                all.add(item(random, arrivedAt, sequence, items));
            }
            records.add(new Given(sequence, arrivedAt, all, random.nextInt(12) == 0));
        }
        return records;
    }

    private static Item item(Random random, Instant arrivedAt, int sequence, int items) {
        // The more rows a record has, the less often one of them is too late, so that records of all sizes are
        // accepted.
        int minutesLate = 60 * 50 / (1 + items / 2);
        Instant happenedAt = arrivedAt.plus(Duration.ofMinutes(random.nextInt(90) - random.nextInt(minutesLate)));
        // Half of the rows share ten ids.
        long id = random.nextBoolean() ? random.nextInt(10) : random.nextInt(KEYS);
        String part = List.of("", "a", "b", "null").get(random.nextInt(4));
        Integer version = random.nextInt(3) == 0 ? null : random.nextInt(5) - 2;
        String label = "l".repeat(random.nextInt(items > 1 ? 8 : 10)) + sequence % 7;
        return new Item(id, part.equals("null") ? null : part, version, happenedAt, label);
    }
}
