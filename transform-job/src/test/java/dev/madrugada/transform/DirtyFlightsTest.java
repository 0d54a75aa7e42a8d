package dev.madrugada.transform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.transform.parse.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The flights dataset's dirty records beside its first day: what becomes of each, and why. */
@ExtendWith(LocalSpark.class)
class DirtyFlightsTest {
    private static final Path FLIGHTS = Path.of("..", "datasets", "flights").toAbsolutePath();
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");
    private static final long SAMPLE = 14_751;
    /** By line of dirty.ndjson: code, column and detail. */
    private static final Map<Integer, String> REFUSED = Map.of(
            0, "MalformedJson null malformed JSON at byte 123",
            1, "TypeMismatch delay_minutes expected integer, found a text",
            2, "MissingRequired destination the value is missing or null",
            3, "LookupMissing origin the value is not in field 'iata' of lookup origin_airport (airports.csv)",
            6, "TypeMismatch delay_minutes expected integer, found a text",
            8, "InvalidUtf8 null the bytes are not valid UTF-8",
            9, "EmptyPayload null the payload is empty",
            10, "InFuture departed_at the event time is 217338 s after the arrival; future-tolerance is PT24H",
            11, "TooLate departed_at the arrival is 11 days after the event day; lateness-days is 1");

    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();

    @Test
    void everyRecordIsCuratedDuplicateOrQuarantined(SparkSession spark) {
        URI lake = URI.create("file://" + folder.resolve("lake") + "/");
        List<Row> dirty =
                ArrivedFile.of(FLIGHTS.resolve("sample/dirty.ndjson"), DAY).records("dirty");
        List<Row> sample = ArrivedFile.of(FLIGHTS.resolve("sample/" + DAY + ".ndjson.gz"), DAY)
                .records("sample");
        RawDays.publish(spark, lake, "flights", DAY, RawDays.rows(spark, dirty).union(RawDays.rows(spark, sample)));

        DatasetFolder flights = DatasetFolder.read(store, FLIGHTS.toUri());
        StageArguments arguments =
                new StageArguments(FLIGHTS.toUri(), DAY, lake, "test", Rerun.IF_CHANGED, Optional.empty());
        JobContext context = new JobContext(() -> spark, Clock.systemUTC(), Map.of());
        RunRecord done = context.stageRun(arguments, store)
                .run(TransformStage.of(arguments, context, flights, store))
                .runRecord();
        StagedOutputs.publish(done, store, lake, PartitionCatalog.NONE);

        LakeLayout layout = new LakeLayout(lake);
        theyAreCounted(done);
        theRefusedAreKeptAsTheyCame(
                published(spark, layout.quarantine("flights"), LakeLayout.arrivalDay(DAY), quarantineSchema()), dirty);
        theOthersAreCuratedOnce(published(
                spark,
                layout.curated("flights"),
                new Partition("departed_on", DAY),
                SparkTypes.schema(flights.contract().curatedColumns())));
    }

    private static void theyAreCounted(RunRecord done) {
        assertThat(done.counts())
                .containsOnly(
                        entry("raw", SAMPLE + 13),
                        entry("curated", SAMPLE + 1),
                        entry("duplicates", 3L),
                        entry("quarantined", 9L));
        assertThat(done.facts())
                .containsEntry("reason-TypeMismatch", "2")
                .containsEntry("reason-InvalidUtf8", "1")
                .containsEntry("reason-TooLate", "1");
        assertThat(StagedOutputs.described(done))
                .as("nothing of a refused record's day is affected")
                .containsExactlyInAnyOrder(
                        "published quarantine/flights dt=2001-01-01 9",
                        "staged curated/flights departed_on=2001-01-01 " + (SAMPLE + 1));
    }

    private static void theRefusedAreKeptAsTheyCame(Dataset<Row> quarantine, List<Row> dirty) {
        Map<String, Row> bySequence = quarantine.collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getAs(RawSchema.SEQUENCE_NUMBER), Function.identity()));
        assertThat(bySequence).hasSize(REFUSED.size());
        REFUSED.forEach((line, reason) -> {
            Row put = dirty.get(line);
            Row kept = requireNonNull(bySequence.get(put.getString(2)), "line " + line + " is not in the quarantine");

            assertThat(kept.<byte[]>getAs(RawSchema.PAYLOAD))
                    .as("line %s", line)
                    .isEqualTo(put.<byte[]>getAs(6));
            assertThat(kept.<Timestamp>getAs(RawSchema.ARRIVED_AT)).isEqualTo(put.getTimestamp(5));
            for (int coordinate = 0; coordinate < 5; coordinate++) {
                assertThat(kept.get(coordinate)).isEqualTo(put.get(coordinate));
            }
            assertThat(kept.<Row>getList(kept.fieldIndex("reasons")))
                    .as("line %s", line)
                    .extracting(given -> given.getString(0) + " " + given.getString(1) + " " + given.getString(2))
                    .containsExactly(reason);
        });
    }

    private static void theOthersAreCuratedOnce(Dataset<Row> curated) {
        assertThat(curated.count()).isEqualTo(SAMPLE + 1);
        assertThat(curated.select("flight_id").distinct().count()).isEqualTo(SAMPLE + 1);
        assertThat(curated.filter("flight_id in (1, 2, 3, 14751) or flight_id > 900000")
                        .orderBy("flight_id")
                        .selectExpr("flight_id", "delay_minutes", "origin", "destination_city")
                        .collectAsList())
                .extracting(row -> row.mkString(" "))
                .as("equal duplicate, newer version, invalid newer version, older version, a good one")
                .containsExactly(
                        "1 -13 ANC Los Angeles",
                        "2 42 LAX Atlanta",
                        "3 0 PHX Detroit",
                        "14751 -7 SFO Chantilly",
                        "900008 12 BOS Atlanta");
    }

    private Dataset<Row> published(SparkSession spark, LakeTable table, Partition partition, StructType schema) {
        PartitionCommits commits = new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC());
        return PublishedRows.read(spark, schema, List.of(commits.require(partition)));
    }

    private static StructType quarantineSchema() {
        return RawSchema.schema().add("reasons", DataTypes.createArrayType(Reason.schema()));
    }
}
