package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;

/** With AWS's read limits (2 MB a second, and a pause of five seconds after a page of 10 MB) no record is lost. */
@ExtendWith(SharedSpark.class)
class RateLimitsIT {

    private static final Instant DAY = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant NOW = DAY.plus(Duration.ofHours(1));
    private static final ReadWindow WINDOW = new ReadWindow(DAY, DAY.plus(Duration.ofMinutes(50)));
    private static final int RECORDS = 16;
    private static final int BYTES = 1_000_000;

    /** After the first page, Kinesis throttles the reader for five seconds. */
    private static final Duration MIN_DURATION = Duration.ofSeconds(5);

    @Test
    void throttlingAfterAPageOfTenMegabytesLosesNothing(SparkSession spark) {
        try (LocalKinesis kinesis = LocalKinesis.started(DAY);
                TestStream stream = TestStream.created("limited", 1, kinesis.endpoint())) {
            List<StreamedRecord> records = filled(kinesis, stream);
            Dataset<Row> read = read(spark, stream);

            Instant began = Instant.now();
            List<ReadRow> rows = ReadRow.sorted(read.collectAsList());

            assertThat(rows).isEqualTo(written(stream, records));
            assertThat(ScanMetrics.of(read))
                    .hasEntrySatisfying(
                            "kinesisThrottles", refused -> assertThat(refused).isPositive());
            assertThat(Duration.between(began, Instant.now())).isGreaterThan(MIN_DURATION);
        }
    }

    /** The read limits slow the reader down enough to split the shard during the read. */
    @Test
    void splittingAShardDuringTheReadLosesNothing(SparkSession spark) throws Exception {
        try (LocalKinesis kinesis = LocalKinesis.started(DAY);
                TestStream stream = TestStream.created("split", 1, kinesis.endpoint())) {
            List<StreamedRecord> records = filled(kinesis, stream);
            // This fault never applies to a call. It only counts the calls of GetRecords.
            kinesis.addFault(stream.name(), "slow", Integer.MAX_VALUE);
            Dataset<Row> read = read(spark, stream);

            CompletableFuture<List<Row>> rows = CompletableFuture.supplyAsync(read::collectAsList);
            while (kinesis.calls(stream.name(), "slow") == 0) {
                assertThat(rows).isNotDone();
                Thread.sleep(20);
            }
            stream.splitOne(new Random(1));
            stream.client()
                    .putRecord(put -> put.streamName(stream.name())
                            .partitionKey("child's")
                            .data(SdkBytes.fromUtf8String("arrived after the window's end")));
            assertThat(rows).as("the read, when the shard was split").isNotDone();

            assertThat(ReadRow.sorted(rows.get(1, TimeUnit.MINUTES))).isEqualTo(written(stream, records));
        }
    }

    private static List<StreamedRecord> filled(LocalKinesis kinesis, TestStream stream) {
        List<StreamedRecord> records = kinesis.put(stream.name(), puts());
        kinesis.setClock(NOW);
        kinesis.setQuirks(false);
        kinesis.setRateLimits(true);
        return records;
    }

    private static Dataset<Row> read(SparkSession spark, TestStream stream) {
        return new WindowRead(spark, stream, WINDOW).at(NOW).load();
    }

    private static List<ReadRow> written(TestStream stream, List<StreamedRecord> records) {
        return new WrittenHistory(stream, DAY, WINDOW.end(), records, List.of(), List.of()).rows(WINDOW, true);
    }

    private static List<TimedPut> puts() {
        Random random = new Random(1);
        List<TimedPut> puts = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] data = new byte[BYTES];
            random.nextBytes(data);
            Instant at = DAY.plusSeconds(60L * i);
            puts.add(new TimedPut(UserPut.plain("key " + i, data), at, at));
        }
        return puts;
    }
}
