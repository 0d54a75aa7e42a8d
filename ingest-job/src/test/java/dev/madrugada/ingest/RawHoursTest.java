package dev.madrugada.ingest;

import static dev.madrugada.ingest.GivenRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class RawHoursTest {
    private static final ArrivalDay DAY = new ArrivalDay(LocalDate.parse("2001-01-01"), ZoneOffset.UTC);
    private static final ArrivalHour FIVE = ArrivalHour.of(Instant.parse("2001-01-01T05:00:00Z"));

    @TempDir
    Path lake;

    private final FileObjectStore store = new FileObjectStore();
    private PartitionCommits raw;

    @BeforeEach
    void emptyLake() {
        raw = commits("first");
    }

    @Test
    void hoursArePublishedByteForByte(SparkSession spark) {
        byte[] broken = {(byte) 0xff, 0, '\n', '{'};
        ingest(
                spark,
                new GivenRecords(List.of(
                        record(1, "2001-01-01T05:00:00Z", broken), record(2, "2001-01-01T05:59:59.999Z", new byte[0]))),
                List.of(FIVE));

        Manifest hour = raw.require(LakeLayout.arrivalHour(FIVE));
        assertThat(hour.location().getPath()).contains("/dt=2001-01-01/hour=05/run-test-");
        assertThat(hour.files()).singleElement().satisfies(file -> {
            assertThat(file.rows()).isEqualTo(2);
            assertThat(file.digest()).startsWith("sha256:");
        });
        assertThat(hour.arrivals())
                .isEqualTo(new Arrivals(
                        true,
                        "given",
                        List.of(1L, 0L, 0L, 1L),
                        List.of(new ShardSpan("shardId-000000000000", "1", "2", null, null, 2, 4)),
                        List.of(),
                        List.of()));
        List<Row> rows = PublishedRows.read(spark, RawSchema.schema(), List.of(hour))
                .orderBy(RawSchema.SEQUENCE_NUMBER)
                .collectAsList();
        assertThat(rows.get(0).<byte[]>getAs(RawSchema.PAYLOAD)).isEqualTo(broken);
        assertThat(rows.get(1).<byte[]>getAs(RawSchema.PAYLOAD)).isEmpty();
        assertThat(rows.get(1).<Timestamp>getAs(RawSchema.ARRIVED_AT).toInstant())
                .isEqualTo(Instant.parse("2001-01-01T05:59:59.999Z"));
    }

    @Test
    void anHourWithoutRecordsIsPublishedEmpty(SparkSession spark) {
        ingest(spark, new GivenRecords(List.of()), List.of(FIVE));

        Manifest hour = raw.require(LakeLayout.arrivalHour(FIVE));
        assertThat(hour.files()).isEmpty();
        assertThat(hour.isComplete()).isTrue();
    }

    @Test
    void spansGrowWhileReadsAreFast(SparkSession spark) {
        GivenRecords source = new GivenRecords(List.of());
        ingest(spark, source, DAY.hours());

        assertThat(source.asked).extracting(span -> span.hours().size()).containsExactly(1, 4, 16, 3);
    }

    /** The oracle is the run that reads the whole day at once. */
    @Test
    void aDayHourByHourHasTheContentOfOneRun(SparkSession spark) {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats this day");
        Random random = new Random(seed);
        List<Row> records = day(random);
        GivenRecords source = new GivenRecords(records);
        int killed = random.nextInt(24);
        int late = random.nextInt(23);
        int twice = random.nextInt(24);

        for (int i = 0; i < 24; i++) {
            ArrivalHour hour = DAY.hours().get(i);
            if (i == killed) {
                source.failsIf(span -> true);
                assertThatThrownBy(() -> ingest(spark, source, dueUpTo(source, hour)))
                        .hasMessageContaining("classified");
                source.failsIf(span -> false);
            }
            if (i != late) {
                ingest(spark, source, dueUpTo(source, hour));
            }
            if (i == twice) {
                assertThat(dueUpTo(source, hour)).hasSize(i == late ? 1 : 0);
                ingest(spark, source, Rerun.FORCED, List.of(hour));
            }
        }
        ingest(spark, source, dueUpTo(source, DAY.hours().get(23)));
        Map<ArrivalHour, Digest> hourly = contents();

        raw = commits("second");
        ingest(spark, source, DAY.hours());

        assertThat(contents()).hasSize(24).isEqualTo(hourly);
        assertThat(published().rows()).isEqualTo(records.size());
    }

    @Test
    void aRunThatFailsGoesOnWhereItWas(SparkSession spark) {
        GivenRecords source = new GivenRecords(List.of(record(1, "2001-01-01T05:10:00Z", new byte[] {1})));
        source.failsIf(span -> span.first().equals(FIVE));

        assertThatThrownBy(() -> ingest(spark, source, DAY.hours()))
                .hasMessageContaining("classified")
                .hasStackTraceContaining("the source is away");

        assertThat(published().manifests().keySet())
                .containsExactlyElementsOf(DAY.hours().subList(0, 5));
        source.failsIf(span -> false);
        source.asked.clear();
        ingest(spark, source, dueUpTo(source, DAY.hours().get(23)));
        assertThat(source.asked.get(0).first()).isEqualTo(FIVE);
        assertThat(published().missing()).isEmpty();
    }

    @Test
    void hoursThatAreCompleteAreNotReadAgain(SparkSession spark) {
        GivenRecords source = new GivenRecords(List.of(record(1, "2001-01-01T05:10:00Z", new byte[] {1})));
        source.isComplete(false);
        ingest(spark, source, List.of(FIVE));
        assertThat(dueUpTo(source, FIVE)).contains(FIVE);

        source.isComplete(true);
        ingest(spark, source, List.of(FIVE));
        assertThat(published().manifests().get(FIVE))
                .satisfies(manifest -> assertThat(manifest.isComplete()).isTrue())
                .satisfies(manifest -> assertThat(manifest.generation()).isEqualTo(2));
        assertThat(dueUpTo(source, FIVE)).doesNotContain(FIVE);

        source.hasMoreIf(FIVE::equals);
        assertThat(dueUpTo(source, FIVE)).contains(FIVE);
    }

    @Test
    void sameRecordsAgainAreNotPublishedAgain(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(record(i + 1, "2001-01-01T05:30:00Z", ("r" + i).getBytes(StandardCharsets.UTF_8)));
        }
        ingest(spark, new GivenRecords(rows), List.of(FIVE));
        Manifest first = raw.require(LakeLayout.arrivalHour(FIVE));
        ingest(spark, new GivenRecords(rows), Rerun.FORCED, List.of(FIVE));

        assertThat(raw.require(LakeLayout.arrivalHour(FIVE))).isEqualTo(first);
    }

    @Test
    void anHourIsNeverReplacedByOneThatLacksARecord(SparkSession spark) {
        Row one = record(9, "2001-01-01T05:10:00Z", new byte[] {1});
        Row two = record(10, "2001-01-01T05:20:00Z", new byte[] {2});
        Row three = record(11, "2001-01-01T05:30:00Z", new byte[] {3});
        Row other = record("shardId-000000000001", 12, "2001-01-01T05:30:00Z", new byte[] {4});
        GivenRecords source = new GivenRecords(List.of(one, two));
        ingest(spark, source, List.of(FIVE));
        Manifest first = raw.require(LakeLayout.arrivalHour(FIVE));

        source.set(List.of(two, three, other));
        assertThatThrownBy(() -> ingest(spark, source, Rerun.FORCED, List.of(FIVE)))
                .hasMessageStartingWith("RecordsExpired: raw/flights dt=2001-01-01/hour=05: the source no longer has 1"
                        + " of the records of generation 1: shard shardId-000000000000, sequence number 9;");
        source.set(List.of());
        assertThatThrownBy(() -> ingest(spark, source, Rerun.FORCED, List.of(FIVE)))
                .hasMessageContaining("no longer has 2 of the records of generation 1: shard"
                        + " shardId-000000000000, sequence number 9; shard shardId-000000000000, sequence number 10;");
        assertThat(raw.require(LakeLayout.arrivalHour(FIVE))).isEqualTo(first);
        assertThat(raw.isIntact(first)).isTrue();

        source.set(List.of(one, two, three));
        ingest(spark, source, Rerun.FORCED, List.of(FIVE));
        assertThat(raw.require(LakeLayout.arrivalHour(FIVE)).generation()).isEqualTo(2);
    }

    @Test
    void anHourThatLostAFileIsPublishedAgainButNotWithFewerRecords(SparkSession spark) {
        Row one = record(1, "2001-01-01T05:10:00Z", new byte[] {1});
        Row two = record(2, "2001-01-01T05:20:00Z", new byte[] {2});
        GivenRecords source = new GivenRecords(List.of(one, two));
        ingest(spark, source, List.of(FIVE));
        store.delete(raw.require(LakeLayout.arrivalHour(FIVE)).uris());
        assertThat(dueUpTo(source, FIVE)).contains(FIVE);

        source.set(List.of(two));
        assertThatThrownBy(() -> ingest(spark, source, List.of(FIVE)))
                .hasMessageStartingWith("RecordsExpired: raw/flights dt=2001-01-01/hour=05: the source has 1 records of"
                        + " shard shardId-000000000000, and generation 1, of which files are missing, lists 2;");
        source.set(List.of(one, two));
        ingest(spark, source, List.of(FIVE));

        Manifest mended = raw.require(LakeLayout.arrivalHour(FIVE));
        assertThat(mended.generation()).isEqualTo(2);
        assertThat(raw.isIntact(mended)).isTrue();
    }

    @Test
    void recordsOfOtherHoursAreRefused(SparkSession spark) {
        GivenRecords source = new GivenRecords(List.of(record(1, "2001-01-01T05:10:00Z", new byte[] {1})));
        RawHours hours = new RawHours(new ShiftedHours(source), raw, store, "test");

        assertThatThrownBy(() -> hours.ingested(spark, List.of(FIVE.previous()), Map.of()))
                .hasMessageStartingWith(
                        "ConservationViolated: raw/flights [2001-01-01T04:00:00Z, 2001-01-01T05:00:00Z):"
                                + " the source returned 1 records that arrived outside of these hours");
        assertThat(published().manifests()).isEmpty();
    }

    @Test
    void aLakeWhoseNameNeedsEscapesIsOneFolder(SparkSession spark) throws IOException {
        Path odd = Files.createDirectory(lake.resolve("a lake [1] of 100% {b,c} ü+é%20?*#"));
        raw = commits(odd);
        assertThat(odd.toUri().toString()).contains("%20").doesNotContain(" ");

        ingest(spark, new GivenRecords(List.of(record(1, "2001-01-01T05:10:00Z", new byte[] {1}))), List.of(FIVE));

        assertThat(PublishedRows.read(spark, RawSchema.schema(), List.of(raw.require(LakeLayout.arrivalHour(FIVE))))
                        .count())
                .isEqualTo(1);
        try (Stream<Path> below = Files.list(lake)) {
            assertThat(below).containsExactly(odd);
        }
    }

    private static List<Row> day(Random random) {
        List<Row> records = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Instant arrived = DAY.start().plusMillis((long) (random.nextDouble() * 86_400_000));
            records.add(record(
                    "shardId-00000000000" + random.nextInt(3),
                    1_000_000 + arrived.toEpochMilli() - DAY.start().toEpochMilli() + i * 100_000_000L,
                    arrived.toString(),
                    ("r" + i).getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }

    private PartitionCommits commits(String name) {
        return commits(lake.resolve(name));
    }

    private PartitionCommits commits(Path root) {
        return new PartitionCommits(
                store, new LakeLayout(root.toUri()).raw("flights"), PartitionCatalog.NONE, Clock.systemUTC());
    }

    private PublishedHours published() {
        return PublishedHours.of(raw, DAY);
    }

    private Map<ArrivalHour, Digest> contents() {
        NavigableMap<ArrivalHour, Digest> contents = new TreeMap<>();
        published().manifests().forEach((hour, manifest) -> contents.put(hour, manifest.content()));
        return contents;
    }

    private List<ArrivalHour> dueUpTo(GivenRecords source, ArrivalHour last) {
        List<ArrivalHour> hours =
                DAY.hours().stream().filter(hour -> hour.compareTo(last) <= 0).toList();
        return new RawHours(source, raw, store, "test").due(hours, published().manifests(), Rerun.IF_CHANGED);
    }

    private void ingest(SparkSession spark, GivenRecords source, List<ArrivalHour> due) {
        ingest(spark, source, Rerun.IF_CHANGED, due);
    }

    private void ingest(SparkSession spark, GivenRecords source, Rerun rerun, List<ArrivalHour> due) {
        RawHours hours = new RawHours(source, raw, store, "test");
        var unused = hours.ingested(
                spark,
                rerun == Rerun.FORCED ? hours.due(due, published().manifests(), rerun) : due,
                published().manifests());
    }
}
