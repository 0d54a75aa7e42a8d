package dev.madrugada.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.ingest.source.DaySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class RawDayTest {
    private static final Partition DAY = LakeLayout.arrivalDay(LocalDate.parse("2001-01-01"));

    private static final Window WHOLE =
            new Window(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-01-02T00:00:00Z"));

    @TempDir
    Path lake;

    private final FileObjectStore store = new FileObjectStore();
    private PartitionCommits raw;

    private record Rows(List<Row> rows, Optional<Window> complete) implements DaySource {
        @Override
        public Window window() {
            return WHOLE;
        }

        @Override
        public Dataset<Row> records(SparkSession spark) {
            return spark.createDataFrame(rows, RawSchema.schema()).repartition(2);
        }

        @Override
        public Optional<MadrugadaException> classified(Throwable failed) {
            return Optional.of(Fault.of(ErrorCode.SourceUnavailable)
                    .at("test")
                    .what("classified")
                    .because("why")
                    .fix("fix")
                    .exception(failed));
        }
    }

    /** A source whose records cannot be read. */
    private record Failing() implements DaySource {
        @Override
        public Window window() {
            return WHOLE;
        }

        @Override
        public Optional<Window> complete() {
            return Optional.of(WHOLE);
        }

        @Override
        public Dataset<Row> records(SparkSession spark) {
            return spark.range(1)
                    .selectExpr(
                            "cast(raise_error('the source is away') as string) stream",
                            "cast(id as timestamp) arrived_at");
        }

        @Override
        public Optional<MadrugadaException> classified(Throwable failed) {
            return Optional.of(Fault.of(ErrorCode.SourceUnavailable)
                    .at("test")
                    .what("classified")
                    .because("why")
                    .fix("fix")
                    .exception(failed));
        }
    }

    @BeforeEach
    void emptyLake() {
        raw = new PartitionCommits(
                store, new LakeLayout(lake.toUri()).raw("flights"), PartitionCatalog.NONE, Clock.systemUTC());
    }

    @Test
    void dayIsPublishedByteForByteInFoldersOfTheHour(SparkSession spark) {
        byte[] broken = {(byte) 0xff, 0, '\n', '{'};
        StageOutcome outcome = ingest(
                spark,
                List.of(record(1, "2001-01-01T00:00:00Z", broken), record(2, "2001-01-01T23:59:59.999Z", new byte[0])));

        assertThat(outcome.counts()).containsEntry("read", 2L).containsEntry("raw", 2L);
        Manifest published = raw.require(DAY);
        assertThat(published.files())
                .extracting(file -> file.path().substring(0, "hour=00".length()))
                .containsExactly("hour=00", "hour=23");
        assertThat(published.files()).allSatisfy(file -> {
            assertThat(file.rows()).isEqualTo(1);
            assertThat(file.digest()).startsWith("sha256:");
        });
        List<Row> rows = PublishedRows.read(spark, RawSchema.schema(), List.of(published))
                .orderBy(RawSchema.SEQUENCE_NUMBER)
                .collectAsList();
        assertThat(rows.get(0).<byte[]>getAs(RawSchema.PAYLOAD)).isEqualTo(broken);
        assertThat(rows.get(1).<byte[]>getAs(RawSchema.PAYLOAD)).isEmpty();
        assertThat(rows.get(1).<Timestamp>getAs(RawSchema.ARRIVED_AT).toInstant())
                .isEqualTo(Instant.parse("2001-01-01T23:59:59.999Z"));
    }

    @Test
    void sameRecordsAgainAreNotPublishedAgain(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(record(i, "2001-01-01T0" + i % 10 + ":30:00Z", ("r" + i).getBytes(StandardCharsets.UTF_8)));
        }
        ingest(spark, rows);
        Manifest first = raw.require(DAY);
        StageOutcome again = ingest(spark, rows.subList(0, 50));
        assertThat(raw.require(DAY)).isEqualTo(first);
        assertThat(again.outputs()).containsExactly(LakePartition.of(raw.table(), first));
    }

    @Test
    void dayIsNeverReplacedByLess(SparkSession spark) {
        Row early = record(1, "2001-01-01T00:10:00Z", new byte[] {1});
        Row late = record(2, "2001-01-01T05:10:00Z", new byte[] {2});
        Row later = record(3, "2001-01-01T05:20:00Z", new byte[] {3});
        Row latest = record(4, "2001-01-01T05:30:00Z", new byte[] {4});
        ingest(spark, List.of(early, late));
        Manifest first = raw.require(DAY);

        assertThatThrownBy(() -> ingest(spark, List.of(late)))
                .hasMessageStartingWith("RecordsExpired: raw/flights dt=2001-01-01: the source has 1 records,"
                        + " and generation 1 has 2 (fewer in hour=00/ 0 of 1)");
        assertThatThrownBy(() -> ingest(spark, List.of(late, later, latest)))
                .hasMessageStartingWith("RecordsExpired: raw/flights dt=2001-01-01: the source has 3 records,"
                        + " and generation 1 has 2 (fewer in hour=00/ 0 of 1)");
        assertThatThrownBy(() -> ingest(spark, List.of())).hasMessageStartingWith("RecordsExpired: ");
        assertThat(raw.require(DAY)).isEqualTo(first);
        assertThat(raw.isCurrent(first.identity())).isTrue();

        ingest(spark, List.of(early, late, later));
        assertThat(raw.require(DAY).generation()).isEqualTo(2);
        assertThat(raw.require(DAY).rows()).isEqualTo(3);
    }

    @Test
    void dayThatLostAFileIsPublishedAgain(SparkSession spark) {
        List<Row> rows = List.of(
                record(1, "2001-01-01T00:10:00Z", new byte[] {1}), record(2, "2001-01-01T05:10:00Z", new byte[] {2}));
        StageOutcome first = ingest(spark, rows);
        store.delete(raw.require(DAY).uris().subList(0, 1));
        assertThat(first.outputs()).noneMatch(this::isCurrent);

        ingest(spark, rows);

        Manifest mended = raw.require(DAY);
        assertThat(mended.generation()).isEqualTo(2);
        assertThat(PublishedRows.read(spark, RawSchema.schema(), List.of(mended))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aLakeWhoseNameNeedsEscapesIsOneFolder(SparkSession spark) throws IOException {
        Path odd = Files.createDirectory(lake.resolve("a lake [1] of 100% {b,c} ü+é%20?*#"));
        raw = new PartitionCommits(
                store, new LakeLayout(odd.toUri()).raw("flights"), PartitionCatalog.NONE, Clock.systemUTC());
        assertThat(odd.toUri().toString()).contains("%20").doesNotContain(" ");

        StageOutcome first = ingest(spark, List.of(record(1, "2001-01-01T00:10:00Z", new byte[] {1})));

        assertThat(first.outputs()).hasSize(1).allMatch(this::isCurrent);
        assertThat(PublishedRows.read(spark, RawSchema.schema(), List.of(raw.require(DAY)))
                        .count())
                .isEqualTo(1);
        try (Stream<Path> below = Files.list(lake)) {
            assertThat(below).containsExactly(odd);
        }
    }

    @Test
    void aWholeDayIsFoundWhereTheRunThatPublishedItLeftNoRecord(SparkSession spark) {
        assertThat(found()).isEmpty();
        StageOutcome first = ingest(spark, List.of(record(1, "2001-01-01T00:10:00Z", new byte[] {1})));

        assertThat(found()).contains(first);
        store.delete(raw.require(DAY).uris());
        assertThat(found()).isEmpty();
    }

    @Test
    void partOfADayIsNotFoundForADay(SparkSession spark) {
        List<Row> rows = List.of(record(1, "2001-01-01T00:10:00Z", new byte[] {1}));
        ingest(spark, rows, Optional.empty());
        assertThat(found()).isEmpty();
        rows = List.of(rows.get(0), record(2, "2001-01-01T05:10:00Z", new byte[] {2}));
        ingest(spark, rows, Optional.of(new Window(WHOLE.start(), Instant.parse("2001-01-01T12:00:00Z"))));
        assertThat(raw.require(DAY).generation()).isEqualTo(2);
        assertThat(found()).isEmpty();
    }

    @Test
    void dayWithoutRecordsIsPublishedEmpty(SparkSession spark) {
        assertThat(ingest(spark, List.of()).counts()).containsEntry("raw", 0L);
        assertThat(raw.require(DAY).files()).isEmpty();
    }

    @Test
    void failureOfTheSourceIsClassifiedByIt(SparkSession spark) {
        DaySource failing = new Failing();
        assertThatThrownBy(() -> new RawDay(failing, raw, store, "test").ingested(spark, DAY))
                .hasMessageContaining("classified")
                .hasStackTraceContaining("the source is away");
        assertThat(raw.current(DAY)).isEmpty();
    }

    private boolean isCurrent(Output output) {
        return output instanceof LakePartition partition && partition.isCurrentIn(raw);
    }

    private StageOutcome ingest(SparkSession spark, List<Row> rows) {
        return ingest(spark, rows, Optional.of(WHOLE));
    }

    private StageOutcome ingest(SparkSession spark, List<Row> rows, Optional<Window> complete) {
        return new RawDay(new Rows(rows, complete), raw, store, "test").ingested(spark, DAY);
    }

    /** What a run finds whose source has forgotten the day. */
    private Optional<StageOutcome> found() {
        return new RawDay(new Failing(), raw, store, "later").found(DAY);
    }

    private static Row record(int number, String arrivedAt, byte[] payload) {
        return RowFactory.create(
                "flights",
                "shardId-000000000000",
                String.valueOf(1000 + number),
                0L,
                "key",
                Timestamp.from(Instant.parse(arrivedAt)),
                payload,
                null,
                null,
                null);
    }
}
