package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Writes a small random history to kinesis-local, an emulator of Kinesis that is independent of the local stack, and
 * reads windows of it. The history is small, because kinesis-local is slow. The test cannot set arrival times, because
 * kinesis-local stamps each record with the machine's clock.
 */
@ExtendWith(SharedSpark.class)
class SecondKinesisIT {

    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
    private static final int WINDOWS = 5;
    private static final Duration NO_DISTANCE = Duration.ZERO;

    private static KinesisLocalProcess kinesis;

    @BeforeAll
    static void start() {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        kinesis = KinesisLocalProcess.started();
    }

    @AfterAll
    static void stop() {
        kinesis.close();
    }

    @Test
    void readsWindowsAcrossASplitAndAMergeExactly(SparkSession spark) {
        Random random = new Random(SEED);
        RandomPuts puts = new RandomPuts(random);
        Instant begin = Instant.now();
        try (TestStream stream = TestStream.created("history-" + SEED, 2, kinesis.endpoint())) {
            List<StreamedRecord> put = new ArrayList<>(put(stream, puts.some(40)));
            stream.splitOne(random);
            put.addAll(put(stream, puts.some(40)));
            stream.mergeTwo(random);
            put.addAll(put(stream, puts.some(40)));
            WrittenHistory history =
                    new WrittenHistory(stream, begin, Instant.now(), arrived(stream, put), List.of(), List.of());

            for (int i = 0; i < WINDOWS; i++) {
                ReadWindow window = ReadWindow.drawn(history.records(), random, NO_DISTANCE);
                WindowRead read = read(spark, stream, window).with("max-out-of-orderness", i == 0 ? "PT0S" : "PT10S");

                assertThat(i % 2 == 0 ? read.rows() : read.rowsOfFailingTasks())
                        .as("-Dmadrugada.seed=%d, window %d: %s", SEED, i, read)
                        .isEqualTo(history.rows(window, true));
            }
        }
    }

    private static WindowRead read(SparkSession spark, TestStream stream, ReadWindow window) {
        // A window may end after the last arrival, so the end may be in the future. The read sets the option now 1,000
        // s ahead, so that the source accepts such an end.
        return new WindowRead(spark, stream, window)
                .with("settle-delay", "PT0S")
                .at(Instant.now().plusSeconds(1_000));
    }

    private static List<StreamedRecord> put(TestStream stream, List<UserPut> puts) {
        List<PutRecordsRequestEntry> entries = puts.stream()
                .map(put -> PutRecordsRequestEntry.builder()
                        .partitionKey(put.partitionKey())
                        .data(SdkBytes.fromByteArray(put.data()))
                        .build())
                .toList();
        List<PutRecordsResultEntry> results = stream.client()
                .putRecords(request -> request.streamName(stream.name()).records(entries))
                .records();
        List<StreamedRecord> records = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            PutRecordsResultEntry result = results.get(i);
            assertThat(result.errorCode()).as(result.errorMessage()).isNull();
            records.add(new StreamedRecord(result.shardId(), result.sequenceNumber(), Instant.EPOCH, puts.get(i)));
        }
        return records;
    }

    /** The records with their arrival times. */
    private static List<StreamedRecord> arrived(TestStream stream, List<StreamedRecord> put) {
        Map<String, Integer> putByShard = new HashMap<>();
        put.forEach(record -> putByShard.merge(record.shardId(), 1, Integer::sum));
        Map<String, Record> stored = new BareRead(stream).records(putByShard);
        return put.stream()
                .map(record -> {
                    Record found = stored.get(record.sequenceNumber());
                    assertThat(HexFormat.of().formatHex(found.data().asByteArrayUnsafe()))
                            .isEqualTo(record.put().dataInHex());
                    return new StreamedRecord(
                            record.shardId(),
                            record.sequenceNumber(),
                            found.approximateArrivalTimestamp(),
                            record.put());
                })
                .toList();
    }
}
