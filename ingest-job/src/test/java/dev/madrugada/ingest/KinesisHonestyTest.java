package dev.madrugada.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.kinesis.InProcessKinesis;
import dev.madrugada.ingest.kinesis.KinesisHours;
import dev.madrugada.ingest.kinesis.KinesisRun;
import dev.madrugada.ingest.kinesis.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hours of a stream of the local Kinesis, which expires records for good, in a lake. */
@ExtendWith(LocalSpark.class)
class KinesisHonestyTest {
    private static final Window DAY =
            new Window(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-01-02T00:00:00Z"));

    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();
    private InProcessKinesis kinesis;
    private PartitionCommits raw;

    @BeforeAll
    static void anyCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @BeforeEach
    void aStreamWithARecordEachTwentyMinutes() throws IOException {
        kinesis = new InProcessKinesis(folder, Instant.parse("2000-12-20T00:00:00Z"));
        raw = new PartitionCommits(
                store, new LakeLayout(folder.resolve("lake").toUri()).raw("flights"), PartitionCatalog.NONE, kinesis);
        kinesis.create("flights", 2);
        kinesis.setNow(Instant.parse("2001-01-01T23:30:00Z"));
        for (int record = 0; record < 24; record++) {
            kinesis.put("flights", "r" + record, DAY.start().plusSeconds(600 + record * 1_200L));
        }
    }

    @AfterEach
    void stop() throws IOException {
        kinesis.close();
    }

    @Test
    void aRetentionThatWasRaisedAfterRecordsHadExpiredIsNotBelieved(SparkSession spark) throws IOException {
        assertThat(ingest(spark, "evening", 2)).isEqualTo(3);
        kinesis.setNow(Instant.parse("2001-01-02T02:00:00Z"));
        kinesis.increaseRetention("flights", 48);

        assertThatThrownBy(() -> ingest(spark, "night", 0))
                .hasMessageStartingWith("RecordsExpired: stream flights: records of [2001-01-01T00:00:00Z,"
                        + " 2001-01-01T01:00:00Z) may have expired for good; the stream keeps records for 48 hours now,"
                        + " but a run saw a shorter retention");
        assertThatThrownBy(() -> ingest(spark, "again", 0)).hasMessageStartingWith("RecordsExpired: ");
        assertThat(raw.current(LakeLayout.arrivalHour(hour(0)))).isEmpty();
        assertThat(ingest(spark, "night", 3)).isEqualTo(3);
    }

    @Test
    void aForcedRunOfAnHourWhoseRecordsHaveExpiredLeavesRawAsItIs(SparkSession spark) throws IOException {
        assertThat(ingest(spark, "evening", 2)).isEqualTo(3);
        Manifest second = raw.require(LakeLayout.arrivalHour(hour(2)));
        kinesis.setNow(Instant.parse("2001-01-02T02:30:00Z"));

        assertThatThrownBy(() -> rawHours("forced").ingested(spark, List.of(hour(2)), Map.of(hour(2), second)))
                .hasMessageStartingWith("RecordsExpired: ");
        assertThat(raw.require(LakeLayout.arrivalHour(hour(2)))).isEqualTo(second);
        assertThat(raw.isIntact(second)).isTrue();
    }

    @Test
    void aRecordThatTheHourBeforeLacksIsNamed(SparkSession spark) {
        assertThat(ingest(spark, "first", 6)).isEqualTo(3);
        assertThat(ingest(spark, "second", 7)).isEqualTo(3);
        kinesis.put("flights", "late", Instant.parse("2001-01-01T07:59:30Z"));

        assertThatThrownBy(() -> ingest(spark, "third", 8))
                .hasMessageMatching("ConservationViolated: stream flights: raw/flights dt=2001-01-01/hour=07 lacks 1"
                        + " of the stream's records, the first in shardId-00000000000[01] with sequence number"
                        + " \\d{56}, arrived at 2001-01-01T07:59:30Z; .*");
        assertThat(raw.current(LakeLayout.arrivalHour(hour(8)))).isEmpty();

        Manifest seventh = raw.require(LakeLayout.arrivalHour(hour(7)));
        var unused = rawHours("forced").ingested(spark, List.of(hour(7)), Map.of(hour(7), seventh));
        assertThat(raw.require(LakeLayout.arrivalHour(hour(7))).rows()).isEqualTo(4);
        assertThat(ingest(spark, "fourth", 8)).isZero();
    }

    @Test
    void aStreamThatWasCreatedAgainIsNotTheOneThatTookTheRecords(SparkSession spark) throws IOException {
        assertThat(ingest(spark, "evening", 2)).isEqualTo(3);
        kinesis.delete("flights");
        kinesis.setNow(Instant.parse("2001-01-02T00:30:00Z"));
        kinesis.create("flights", 2);
        kinesis.increaseRetention("flights", 48);

        assertThatThrownBy(() -> ingest(spark, "night", 3))
                .hasMessageStartingWith("RecordsExpired: stream flights: the records of [2001-01-01T03:00:00Z,"
                        + " 2001-01-01T04:00:00Z) are gone; the stream was deleted and created again at"
                        + " 2001-01-02T00:30:00Z");
    }

    @Test
    void warnsOfAShortRetentionAtEveryRun() {
        for (String run : List.of("one", "two")) {
            assertThat(source(run, kinesis).warnings(DAY))
                    .extracting(RunWarning::code, RunWarning::subject, RunWarning::message)
                    .containsExactly(tuple(
                            "ShortRetention",
                            "stream flights",
                            "the stream keeps records for 24 hours; a failed night cannot be repeated before they"
                                    + " expire: set its retention to 48 hours or more"));
        }
    }

    @Test
    void warnsOfWhatTheFirstRunCannotProve() throws IOException {
        kinesis.increaseRetention("flights", 48);
        kinesis.setNow(Instant.parse("2001-01-02T02:00:00Z"));

        assertThat(source("first", kinesis).warnings(DAY))
                .extracting(RunWarning::code, RunWarning::message)
                .containsExactly(tuple(
                        "RetentionUnproven",
                        "nothing proves that no record that arrived before 2001-01-01T02:00:00Z had expired"
                                + " before the stream was first read: its retention may have been raised since then"));
    }

    @Test
    void throttledCallsAndTheLagAreAmongTheFacts(SparkSession spark) {
        kinesis.throttle("flights", 3);

        Map<String, Long> facts = rawHours("throttled")
                .ingested(spark, List.of(hour(4)), Map.of())
                .facts();

        assertThat(facts.keySet())
                .containsExactly(
                        "kinesis-calls", "kinesis-lag-millis", "kinesis-repeated-calls", "kinesis-throttled-calls");
        assertThat(facts.get("kinesis-throttled-calls")).isPositive();
        assertThat(facts.get("kinesis-repeated-calls")).isGreaterThanOrEqualTo(facts.get("kinesis-throttled-calls"));
        assertThat(facts.get("kinesis-calls")).isGreaterThan(facts.get("kinesis-repeated-calls"));
    }

    /** Ingests an hour of the day by a run of its own, and returns its number of records. */
    private long ingest(SparkSession spark, String runId, int hour) {
        return rawHours(runId).ingested(spark, List.of(hour(hour)), Map.of()).hours().values().stream()
                .mapToLong(Manifest::rows)
                .sum();
    }

    private RawHours rawHours(String runId) {
        return new RawHours(source(runId, kinesis), raw, store, runId);
    }

    private KinesisHours source(String runId, InProcessKinesis at) {
        return new KinesisHours(
                new Source.Kinesis("flights"),
                new AwsClients(Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_ENDPOINT_URL_KINESIS",
                        at.endpoint().toString())),
                ReadOptions.NONE,
                new KinesisRun(store, raw.table(), Optional.of(at), runId));
    }

    private static ArrivalHour hour(int hour) {
        return ArrivalHour.of(DAY.start().plusSeconds(hour * 3_600L));
    }
}
