package dev.madrugada.kinesis.spark;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.LoopbackKinesis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/** Reads a loopback stream through Spark and the AWS SDK. */
@ExtendWith(SharedSpark.class)
class KinesisSourceTest {

    private final SparkSession spark;
    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));
    private final LoopbackKinesis kinesis;

    KinesisSourceTest(SparkSession spark) throws IOException {
        this.spark = spark;
        this.kinesis = new LoopbackKinesis(stream);
    }

    @BeforeEach
    void fill() {
        stream.closedShard("parent", Instant.parse("2001-01-01T12:00:00Z"))
                .page(record("1", "2000-12-31T23:59:59.999Z"), record("2", "2001-01-01T00:00:00Z"))
                .page()
                .page(0, record("3", "2001-01-01T11:59:00Z"));
        stream.openShard("child-a")
                .page(0, record("4", "2001-01-01T12:00:00.123Z"))
                .page()
                .page(record("5", "2001-01-01T23:59:59.999Z"));
        stream.openShard("child-b").page(record("6", "2001-01-02T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void readsAWindowOfAStreamAsABatch() {
        kinesis.failNextCall("ProvisionedThroughputExceededException");

        Dataset<Row> day = day().load();

        assertThat(day.schema().toDDL())
                .isEqualTo("stream STRING NOT NULL,shard_id STRING NOT NULL,sequence_number STRING NOT NULL,"
                        + "sub_sequence_number BIGINT NOT NULL,partition_key STRING NOT NULL,"
                        + "arrived_at TIMESTAMP NOT NULL,payload BINARY NOT NULL");
        assertThat(day.selectExpr(
                                "concat_ws(' ', stream, shard_id, sequence_number, sub_sequence_number, partition_key,"
                                        + " date_format(arrived_at, 'HH:mm:ss.SSS'), cast(payload as string)) as line")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder(
                        "flights parent 2 0 key-2 00:00:00.000 2",
                        "flights parent 3 0 key-3 11:59:00.000 3",
                        "flights child-a 4 0 key-4 12:00:00.123 4",
                        "flights child-a 5 0 key-5 23:59:59.999 5");
        assertThat(day.javaRDD().getNumPartitions()).isEqualTo(2);
    }

    @Test
    void computesOnlyTheColumnsThatAQueryUses() {
        Dataset<Row> payloads = day().load().where("shard_id = 'child-a'").select("payload");

        assertThat(payloads.queryExecution().executedPlan().toString())
                .containsPattern("BatchScan kinesis-batch flights\\[payload#\\d+]");
        assertThat(payloads.collectAsList())
                .extracting(row -> new String((byte[]) row.get(0), StandardCharsets.UTF_8))
                .containsExactly("4", "5");
        assertThat(day().load().count()).isEqualTo(4);
    }

    @Test
    void readsTheSameRowsAgain() {
        List<Row> first = day().load().orderBy("sequence_number").collectAsList();

        assertThat(day().load().orderBy("sequence_number").collectAsList())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(first)
                .hasSize(4);
    }

    @Test
    void firstCallIsAtPlanningAndFirstReadAtExecution() {
        Dataset<Row> day = day().load();
        assertThat(stream.callLog()).isEmpty();

        assertThat(day.javaRDD().getNumPartitions()).isEqualTo(2);
        assertThat(stream.callLog()).isNotEmpty().noneMatch(call -> call.startsWith("page"));
    }

    @Test
    void rejectsOptionsBeforeTheFirstCall() {
        assertThatThrownBy(() -> day().option("maxOutOfOrdernes", "PT1M")
                        .option("end", "tomorrow")
                        .load())
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageContaining("did you mean max-out-of-orderness?")
                .hasMessageContaining("end: \"tomorrow\" is not an instant");
        assertThat(stream.callLog()).isEmpty();
    }

    @Test
    void failsIfRecordsOfTheWindowHaveExpired() {
        Dataset<Row> day = day().option("now", "2001-01-03T02:00:00Z").load();

        assertThatThrownBy(day::count)
                .isInstanceOf(RecordsExpiredException.class)
                .hasMessageContaining("stream flights")
                .hasMessageContaining("PT2H of the window");
    }

    @Test
    void aFailureInATaskIsTheCauseOfTheSparkException() {
        JavaRDD<Row> planned = day().load().javaRDD();
        assertThat(planned.getNumPartitions()).isEqualTo(2);
        for (int call = 0; call < 8; call++) {
            kinesis.failNextCall("GetRecords", "AccessDeniedException");
        }

        assertThatThrownBy(planned::count)
                .isInstanceOf(SparkException.class)
                .hasRootCauseInstanceOf(KinesisException.class)
                .hasCauseInstanceOf(StreamRefusedException.class);
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
