package dev.madrugada.ingest.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.RecordsExpiredException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class KinesisHoursTest {
    private static final HourSpan SPAN = new HourSpan(
            ArrivalHour.of(Instant.parse("2001-01-01T00:00:00Z")),
            ArrivalHour.of(Instant.parse("2001-01-01T03:00:00Z")));

    @TempDir
    Path folder;

    private InProcessKinesis kinesis;

    @BeforeAll
    static void anyCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @BeforeEach
    void startKinesis() throws IOException {
        kinesis = new InProcessKinesis(folder, Instant.parse("2001-01-01T12:00:00Z"));
        kinesis.create("flights", 1);
    }

    @AfterEach
    void stopKinesis() throws IOException {
        kinesis.close();
    }

    @Test
    void passesEachArgumentToTheSourceWhichChecksIt(SparkSession spark) {
        ArgumentReader reader = new ArgumentReader(new String[] {
            "--settle-delay", "soon",
            "--max-out-of-orderness", "much",
            "--deaggregate", "maybe",
            "--max-shards-per-task", "none",
            "--max-buffer-bytes", "64m",
            "--on-expired", "weep",
            "--role-arn", "reader",
            "--external-id", "x"
        });
        Supplier<ReadOptions> options = ReadOptions.ask(reader);
        reader.verify();

        KinesisHours hours = hours(options.get());
        InvalidOptionsException refused =
                catchThrowableOfType(InvalidOptionsException.class, () -> hours.read(spark, SPAN, Optional.empty()));

        assertThat(refused.problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .contains(
                        "settle-delay",
                        "max-out-of-orderness",
                        "deaggregate",
                        "max-shards-per-task",
                        "max-buffer-bytes",
                        "on-expired",
                        "role-arn",
                        "external-id");
        assertThat(hours.classified(refused))
                .hasValueSatisfying(
                        coded -> assertThat(coded).hasMessageStartingWith("InvalidArguments: stream flights: "));
    }

    @Test
    void usesTheSourcesDefaultsForOmittedArguments(SparkSession spark) {
        assertThat(hours(ReadOptions.NONE)
                        .read(spark, SPAN, Optional.empty())
                        .records()
                        .columns())
                .contains("payload");
    }

    @Test
    void readsAStreamOfAnotherRegionByItsArn(SparkSession spark) {
        String arn = "arn:aws:kinesis:us-east-1:000000000000:stream/flights";

        assertThat(hours(arn, ReadOptions.NONE)
                        .read(spark, SPAN, Optional.empty())
                        .records()
                        .columns())
                .contains("payload");
    }

    @Test
    void aReadIsCompleteOnlyIfItFailsOnExpiredRecords(SparkSession spark) {
        assertThat(isComplete(spark, Map.of())).isTrue();
        assertThat(isComplete(spark, Map.of("on-expired", "fail"))).isTrue();
        assertThat(isComplete(spark, Map.of("on-expired", "read-what-is-left"))).isFalse();
    }

    private boolean isComplete(SparkSession spark, Map<String, String> options) {
        return hours(new ReadOptions(options))
                .read(spark, SPAN, Optional.empty())
                .complete();
    }

    @Test
    void expiredRecordsAreATerminalError() {
        RecordsExpiredException gone = new RecordsExpiredException(new MissingRecords(
                "flights",
                "shardId-000000000007",
                Instant.parse("2001-01-01T00:00:00Z"),
                Instant.parse("2001-01-01T02:00:00Z"),
                "the stream's retention is 24 hours"));

        assertThat(hours(ReadOptions.NONE).classified(new IllegalStateException("a task failed", gone)))
                .hasValueSatisfying(coded -> assertThat(coded)
                        .hasMessageStartingWith("RecordsExpired: stream flights: stream flights, shard"
                                + " shardId-000000000007: the records of [2001-01-01T00:00:00Z, 2001-01-01T02:00:00Z)"
                                + " have expired, PT2H of the window"));
    }

    private KinesisHours hours(ReadOptions options) {
        return hours("flights", options);
    }

    private KinesisHours hours(String stream, ReadOptions options) {
        return new KinesisHours(
                new Source.Kinesis(stream),
                new AwsClients(Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_ENDPOINT_URL_KINESIS",
                        kinesis.endpoint().toString())),
                options,
                new KinesisRun(
                        new FileObjectStore(),
                        new LakeLayout(folder.resolve("lake").toUri()).raw("flights"),
                        Optional.of(kinesis),
                        "run"));
    }
}
