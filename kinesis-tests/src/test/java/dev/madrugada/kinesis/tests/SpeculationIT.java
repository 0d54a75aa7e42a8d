package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.kinesis.tests.TaskAttempts.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On a cluster, Spark starts a second attempt of a task that a slow shard delays. The rows read are exactly the records
 * put, whichever attempt ends first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpeculationIT {

    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime() % 1_000_000);
    private static final Instant DAY = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant NOW = DAY.plus(Duration.ofHours(1));
    private static final ReadWindow WINDOW = new ReadWindow(DAY, DAY.plus(Duration.ofMinutes(50)));
    private static final int RECORDS = 120;
    private static final String SLOW_SHARD = "shardId-000000000001";

    /** Long enough for a speculative attempt to start. */
    private static final Duration SHORT_DELAY = Duration.ofSeconds(12);

    /** Longer than the test waits for any attempt. */
    private static final Duration LONG_DELAY = Duration.ofSeconds(40);

    private static LocalKinesis kinesis;
    private static TwoHostSpark spark;

    @BeforeAll
    static void start() {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        CompletableFuture<LocalKinesis> starting = CompletableFuture.supplyAsync(() -> LocalKinesis.started(DAY));
        spark = TwoHostSpark.started();
        kinesis = starting.join();
    }

    @AfterAll
    static void stop() {
        try {
            kinesis.close();
        } finally {
            spark.close();
        }
    }

    /**
     * Runs first, because executors load their classes in their first tasks. Speculation compares the duration of a
     * task with the durations of other tasks.
     */
    @Test
    @Order(1)
    void executorsReportMetricsToTheDriver() {
        try (TestStream stream = created("metrics")) {
            WrittenHistory history = written(stream);
            Dataset<Row> read = read(history).load();

            List<ReadRow> rows = ReadRow.sorted(read.collectAsList());

            assertThat(rows).isEqualTo(history.rows(WINDOW, true));
            assertThat(ScanMetrics.of(read))
                    .containsEntry("kinesisRecords", (long) rows.size())
                    .containsEntry("kinesisBytes", bytes(rows))
                    .containsEntry("kinesisMissingMillis", 0L)
                    .hasEntrySatisfying(
                            "kinesisCalls", calls -> assertThat(calls).isGreaterThan(6));
        }
    }

    @Test
    void rowsAreWrittenOnceIfTheSpeculativeAttemptEndsFirst() throws InterruptedException {
        speculativeAttemptEndsFirst(Consumption.WRITTEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"COLLECTED", "SHUFFLED"})
    @Tag("thorough")
    void rowsAreReadOnceIfTheSpeculativeAttemptEndsFirst(Consumption consumption) throws InterruptedException {
        speculativeAttemptEndsFirst(consumption);
    }

    private static void speculativeAttemptEndsFirst(Consumption consumption) throws InterruptedException {
        try (TestStream stream = created("copy-" + consumption)) {
            WrittenHistory history = written(stream);
            kinesis.delayOne(stream, SLOW_SHARD, 2, LONG_DELAY);

            List<Attempt> attempts = attemptsOf(history, consumption);

            assertThat(attempts)
                    .extracting(Attempt::number, Attempt::speculative, Attempt::status)
                    .containsExactly(tuple(1, true, "SUCCESS"), tuple(0, false, "KILLED"));
            assertThat(kinesis.served(stream.name(), "slow")).isOne();
            // The first attempt made two of these calls.
            assertThat(kinesis.calls(stream.name(), "slow")).isGreaterThan(3);
        }
    }

    @Test
    void rowsAreReadOnceIfTheFirstAttemptEndsFirst() throws InterruptedException {
        try (TestStream stream = created("late")) {
            WrittenHistory history = written(stream);
            kinesis.delayOne(stream, SLOW_SHARD, 2, SHORT_DELAY);
            // The second of the calls that the first rule did not delay: the first call of the speculative attempt.
            kinesis.delayOne(stream, SLOW_SHARD, 2, LONG_DELAY);

            List<Attempt> attempts = attemptsOf(history, Consumption.COLLECTED);

            assertThat(attempts)
                    .extracting(Attempt::number, Attempt::speculative, Attempt::status)
                    .containsExactly(tuple(0, false, "SUCCESS"), tuple(1, true, "KILLED"));
            assertThat(kinesis.served(stream.name(), "slow")).isEqualTo(2);
        }
    }

    /**
     * Reads the stream, compares the rows with the records put, and returns the attempts of the tasks that had a
     * speculative attempt.
     */
    private static List<Attempt> attemptsOf(WrittenHistory history, Consumption consumption)
            throws InterruptedException {
        TaskAttempts attempts = new TaskAttempts();
        spark.session().sparkContext().addSparkListener(attempts);
        try {
            assertThat(ReadRow.sorted(consumption.rows(read(history).load())))
                    .as("-Dmadrugada.seed=%d", SEED)
                    .isEqualTo(history.rows(WINDOW, true));
            List<Attempt> speculated = attempts.ofSpeculatedTasks();
            assertThat(speculated).extracting(Attempt::host).containsExactlyInAnyOrder("127.0.0.1", "localhost");
            return speculated;
        } finally {
            spark.session().sparkContext().removeSparkListener(attempts);
        }
    }

    private static long bytes(List<ReadRow> rows) {
        return rows.stream().mapToLong(row -> row.payloadInHex().length() / 2).sum();
    }

    private static WindowRead read(WrittenHistory history) {
        return new WindowRead(spark.session(), history.stream(), WINDOW).at(NOW);
    }

    private static TestStream created(String name) {
        kinesis.setClock(DAY);
        return TestStream.created(name, 2, kinesis.endpoint());
    }

    private static WrittenHistory written(TestStream stream) {
        List<TimedPut> puts = new ArrayList<>();
        Instant at = DAY;
        for (UserPut put : new RandomPuts(new Random(SEED)).some(RECORDS)) {
            at = at.plusSeconds(20);
            puts.add(new TimedPut(put, at, at));
        }
        List<StreamedRecord> records = kinesis.put(stream.name(), puts);
        kinesis.setClock(NOW);
        return new WrittenHistory(stream, DAY, NOW, records, List.of(), List.of());
    }
}
