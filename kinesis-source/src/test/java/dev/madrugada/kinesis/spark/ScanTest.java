package dev.madrugada.kinesis.spark;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.read.ReaderThreads;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.LoopbackKinesis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.JavaConverters;

/** Filters, metrics and failing tasks of a scan. */
@ExtendWith(SharedSpark.class)
class ScanTest {

    private final SparkSession spark;
    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));
    private final LoopbackKinesis kinesis;

    ScanTest(SparkSession spark) throws IOException {
        this.spark = spark;
        this.kinesis = new LoopbackKinesis(stream);
    }

    @BeforeEach
    void fill() {
        stream.closedShard("a", Instant.parse("2001-01-01T12:00:00Z"))
                .page(record("1", "2001-01-01T00:00:00Z"), record("2", "2001-01-01T06:00:00Z"))
                .page(0, record("3", "2001-01-01T11:59:00Z"));
        stream.openShard("b")
                .page(record("4", "2001-01-01T06:00:00Z"), record("5", "2001-01-01T06:00:00.001Z"))
                .page(record("6", "2001-01-01T23:59:59.999Z"));
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arrived_at >= timestamp'2001-01-01 06:00:00Z'                                     | 2 3 4 5 6
            arrived_at > timestamp'2001-01-01 06:00:00Z'                                      | 3 5 6
            arrived_at < timestamp'2001-01-01 06:00:00Z'                                      | 1
            arrived_at <= timestamp'2001-01-01 06:00:00Z'                                     | 1 2 4
            arrived_at = timestamp'2001-01-01 06:00:00Z'                                      | 2 4
            arrived_at between timestamp'2001-01-01 06:00:00.001Z' and timestamp'2001-01-01 12:00:00Z' | 3 5
            shard_id = 'b'                                                                    | 4 5 6
            shard_id in ('b', 'c') and arrived_at > timestamp'2001-01-01 06:00:00Z'           | 5 6
            shard_id = 'a' and shard_id in ('b', 'c')                                         | ''
            arrived_at < timestamp'2000-01-01 00:00:00Z'                                      | ''
            """)
    void pushesFiltersDownAndEvaluatesThemExactly(String condition, String sequenceNumbers) {
        Dataset<Row> some = day().load().where(condition).select("sequence_number");

        assertThat(some.queryExecution().executedPlan().toString()).doesNotContain("Filter (");
        assertThat(sequenceNumbers(some)).isEqualTo(sequenceNumbers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shard_id = 'b' or sequence_number = '1'                                   | 1 4 5 6
            shard_id like 'a%' and sequence_number > '1'                              | 2 3
            shard_id <> 'a'                                                           | 4 5 6
            not (arrived_at > timestamp'2001-01-01 06:00:00Z')                        | 1 2 4
            arrived_at in (timestamp'2001-01-01 06:00:00Z', timestamp'2001-01-01')    | 1 2 4
            """)
    void leavesOtherFiltersToSpark(String condition, String sequenceNumbers) {
        assertThat(sequenceNumbers(day().load().where(condition))).isEqualTo(sequenceNumbers);
    }

    @Test
    void explainShowsWindowShardsAndFilters() {
        Dataset<Row> some = day().load().where("shard_id = 'b' and arrived_at >= timestamp'2001-01-01 06:00:00Z'");

        assertThat(some.queryExecution().optimizedPlan().toString()).contains("shard_id");
        assertThat(some.queryExecution()
                        .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("formatted")))
                .contains("kinesis-batch flights [2001-01-01T06:00:00Z, 2001-01-02T00:00:00Z), shards: [b]")
                .contains("PushedFilters: [EqualTo(shard_id,b), GreaterThanOrEqual(arrived_at,");
    }

    @Test
    void explainNamesShardsAndBytesAndReadsNoRecord() {
        for (Dataset<Row> query :
                List.of(day().load(), day().load().groupBy("shard_id").count())) {
            String plan = query.queryExecution()
                    .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("simple"));

            assertThat(plan)
                    .contains("kinesis-batch flights [2001-01-01T00:00:00Z, 2001-01-02T00:00:00Z), shards: all")
                    .contains("reads 2 shards [a, b] in 2 tasks, at most 168.8 GiB");
        }
        assertThat(stream.callLog()).noneMatch(call -> call.startsWith("iterator") || call.startsWith("page"));
    }

    @Test
    void explainNamesWhatHasExpired() {
        Dataset<Row> late = day().option("now", "2001-01-03T05:00:00Z")
                .option("on-expired", "read-what-is-left")
                .load();

        assertThat(late.queryExecution().explainString(org.apache.spark.sql.execution.ExplainMode.fromString("simple")))
                .contains("without the expired records: [stream flights: the records of [2001-01-01T00:00:00Z,"
                        + " 2001-01-01T05:00:00Z) have expired");
        assertThatThrownBy(
                        () -> day().option("now", "2001-01-03T05:00:00Z").load().explain())
                .isInstanceOf(RecordsExpiredException.class);
    }

    @Test
    void callsOnlyTheSelectedShards() {
        day().load().where("shard_id = 'b'").collectAsList();

        assertThat(stream.callLog()).noneMatch(call -> call.startsWith("iteratorAt a"));
    }

    @Test
    void aFilterMovesTheStartPastTheTrimHorizon() {
        Dataset<Row> late = day().option("now", "2001-01-03T05:00:00Z").load();

        assertThatThrownBy(late::count).isInstanceOf(RecordsExpiredException.class);
        assertThat(sequenceNumbers(late.where("arrived_at >= timestamp'2001-01-01 06:00:00Z'")))
                .isEqualTo("2 3 4 5 6");
    }

    @Test
    void readsTheRemainingRecordsAndCountsTheMissingOnes() {
        Dataset<Row> late = day().option("now", "2001-01-03T05:00:00Z")
                .option("on-expired", "read-what-is-left")
                .load();

        assertThat(metrics(late))
                .containsEntry("kinesisRecords", "6")
                .containsEntry(
                        "kinesisMissingMillis",
                        String.valueOf(Duration.ofHours(5).toMillis()))
                .containsEntry("kinesisMissingShards", "0");
    }

    @Test
    void reportsItsMetrics() {
        kinesis.failNextCall("GetRecords", "ProvisionedThroughputExceededException");

        Map<String, String> metrics = metrics(day().load());

        assertThat(metrics)
                .containsEntry("kinesisRecords", "6")
                .containsEntry("kinesisBytes", "6")
                .containsEntry("kinesisThrottles", "1")
                .containsEntry("kinesisRetries", "1")
                .containsEntry("kinesisLag", "0")
                .containsEntry("kinesisMissingMillis", "0");
        // Two iterators, two pages of shard a, three of shard b, one throttled call, and one retention check by each
        // task.
        assertThat(metrics).containsEntry("kinesisCalls", "10");
    }

    @Test
    void aTaskHasAtMostMaxShardsPerTask() {
        stream.openShard("c");
        stream.openShard("d");

        assertThat(day().load().javaRDD().getNumPartitions()).isEqualTo(2);
        assertThat(day().option("max-shards-per-task", "1").load().javaRDD().getNumPartitions())
                .isEqualTo(4);
    }

    @Test
    void aRetriedTaskLosesAndDuplicatesNothing() {
        Dataset<Row> day = day().option("max-shards-per-task", "1").load();
        // Kinesis answers the first page of each shard and rejects the second with an error that is not retried.
        kinesis.failAfter("GetRecords", 3, "AccessDeniedException");

        assertThat(sequenceNumbers(day)).isEqualTo("1 2 3 4 5 6");
        assertThat(stream.callLog().stream().filter(call -> call.startsWith("iteratorAt")))
                .hasSizeGreaterThan(2);
    }

    @Test
    void aTaskThatFailsTwiceFailsTheQuery() {
        for (int call = 0; call < 8; call++) {
            kinesis.failNextCall("GetRecords", "AccessDeniedException");
        }

        assertThatThrownBy(() -> day().load().collectAsList()).isInstanceOf(SparkException.class);
    }

    @Test
    @Timeout(60)
    void aTaskKilledWhileWaitingForRecordsLeavesNoThread() throws InterruptedException {
        JavaRDD<Row> planned = day().load().javaRDD();
        assertThat(planned.getNumPartitions()).isEqualTo(2);
        kinesis.hang();

        JavaFutureAction<List<Row>> job = planned.collectAsync();
        kinesis.awaitHanging();
        // Spark marks the task as killed. Spark interrupts the thread only if the call asks for interruption.
        job.cancel(false);

        ReaderThreads.assertNoneIsLeft();
    }

    @Test
    void rowsThatSparkKeepsAreNotOverwritten() {
        Dataset<Row> day = day().load().cache();

        assertThat(sequenceNumbers(day)).isEqualTo("1 2 3 4 5 6");
        assertThat(sequenceNumbers(day.as("l")
                        .join(day.as("r"), col("l.payload").equalTo(col("r.payload")))
                        .select("l.*")))
                .isEqualTo("1 2 3 4 5 6");
        assertThat(day.toJavaRDD().collect())
                .extracting(row -> row.getString(2))
                .doesNotHaveDuplicates()
                .hasSize(6);
        day.unpersist();
    }

    private Map<String, String> metrics(Dataset<Row> rows) {
        Dataset<Row> counted = rows.select("*");
        counted.collectAsList();
        BatchScanExec scan = scan(counted.queryExecution().executedPlan());
        return JavaConverters.mapAsJavaMapConverter(scan.metrics()).asJava().entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("kinesis"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        metric -> String.valueOf(metric.getValue().value())));
    }

    private static BatchScanExec scan(SparkPlan plan) {
        SparkPlan executed = plan instanceof AdaptiveSparkPlanExec adaptive ? adaptive.executedPlan() : plan;
        List<BatchScanExec> scans = new ArrayList<>();
        JavaConverters.seqAsJavaListConverter(executed.collectLeaves()).asJava().forEach(leaf -> {
            if (leaf instanceof BatchScanExec scan) {
                scans.add(scan);
            }
        });
        return scans.get(0);
    }

    private static String sequenceNumbers(Dataset<Row> rows) {
        return rows.select("sequence_number").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private DataFrameReader day() {
        return spark.read()
                .format("kinesis-batch")
                .option("stream", "flights")
                .option("region", "eu-central-1")
                .option("endpoint", kinesis.endpoint())
                .option("start", "2001-01-01T00:00:00Z")
                .option("end", "2001-01-02T00:00:00Z")
                .option("now", "2001-01-02T02:00:00Z");
    }
}
