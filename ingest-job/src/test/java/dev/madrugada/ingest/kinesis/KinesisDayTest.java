package dev.madrugada.ingest.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.RecordsExpiredException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class KinesisDayTest {

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

        KinesisDay day = day(options.get());
        InvalidOptionsException refused = catchThrowableOfType(InvalidOptionsException.class, () -> day.records(spark));

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
        assertThat(day.classified(refused))
                .hasValueSatisfying(coded ->
                        assertThat(coded).hasMessageStartingWith("InvalidArguments: stream flights on 2001-01-01: "));
    }

    @Test
    void usesTheSourcesDefaultsForOmittedArguments(SparkSession spark) {
        assertThat(day(ReadOptions.NONE).records(spark).columns()).contains("payload");
    }

    @Test
    void readsAStreamOfAnotherRegionByItsArn(SparkSession spark) {
        String arn = "arn:aws:kinesis:us-east-1:123456789012:stream/flights";

        assertThat(day(arn, ReadOptions.NONE).records(spark).columns()).contains("payload");
    }

    @Test
    void aReadIsCompleteOnlyIfItFailsOnExpiredRecords() {
        Window whole = new Window(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-01-02T00:00:00Z"));

        assertThat(day(ReadOptions.NONE).window()).isEqualTo(whole);
        assertThat(day(ReadOptions.NONE).complete()).contains(whole);
        assertThat(day(new ReadOptions(Map.of("on-expired", "fail"))).complete())
                .contains(whole);
        assertThat(day(new ReadOptions(Map.of("on-expired", "read-what-is-left")))
                        .complete())
                .isEmpty();
    }

    @Test
    void expiredRecordsAreATerminalError() {
        RecordsExpiredException gone = new RecordsExpiredException(new MissingRecords(
                "flights",
                "shardId-000000000007",
                Instant.parse("2001-01-01T00:00:00Z"),
                Instant.parse("2001-01-01T02:00:00Z"),
                "the stream's retention is 24 hours"));

        assertThat(day(ReadOptions.NONE).classified(new IllegalStateException("a task failed", gone)))
                .hasValueSatisfying(coded -> assertThat(coded)
                        .hasMessageStartingWith("RecordsExpired: stream flights on 2001-01-01: stream flights, shard"
                                + " shardId-000000000007: the records of [2001-01-01T00:00:00Z, 2001-01-01T02:00:00Z)"
                                + " have expired, PT2H of the window"));
    }

    private static KinesisDay day(ReadOptions options) {
        return day("flights", options);
    }

    private static KinesisDay day(String stream, ReadOptions options) {
        return new KinesisDay(
                new Source.Kinesis(stream),
                LocalDate.parse("2001-01-01"),
                new AwsClients(Map.of("AWS_REGION", "eu-central-1")),
                Optional.empty(),
                options);
    }
}
