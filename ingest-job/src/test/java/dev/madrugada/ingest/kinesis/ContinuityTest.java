package dev.madrugada.ingest.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.RawSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class ContinuityTest {
    private static final StructType COLUMNS = new StructType()
            .add(RawSchema.SHARD_ID, DataTypes.StringType)
            .add(RawSchema.SEQUENCE_NUMBER, DataTypes.StringType)
            .add(RawSchema.ARRIVED_AT, DataTypes.TimestampType);

    @Test
    void namesTheFirstRecordThatThePublishedHourLacks(SparkSession spark) {
        List<Row> published = List.of(record("a", "1", 1), record("b", "1", 2));

        assertThat(Continuity.missing(rows(spark, published), rows(spark, published)))
                .isEmpty();
        assertThat(Continuity.missing(rows(spark, List.of()), rows(spark, published)))
                .isEmpty();
        assertThat(Continuity.missing(
                        rows(spark, List.of(record("b", "2", 5), record("a", "1", 1), record("a", "2", 4))),
                        rows(spark, published)))
                .contains(new Continuity.Missing(2, "a", "2", Instant.parse("2001-01-01T00:59:04Z")));
    }

    @Test
    void userRecordsOfAnAggregateHaveTheNumberOfTheirRecord(SparkSession spark) {
        List<Row> unpacked = Arrays.asList(record("a", "1", 1), record("a", "1", 1), record("a", "1", 1));

        assertThat(Continuity.missing(rows(spark, List.of(record("a", "1", 1))), rows(spark, unpacked)))
                .isEmpty();
        assertThat(Continuity.missing(rows(spark, unpacked), rows(spark, List.of(record("a", "1", 1)))))
                .isEmpty();
    }

    private static Dataset<Row> rows(SparkSession spark, List<Row> rows) {
        return spark.createDataFrame(rows, COLUMNS);
    }

    private static Row record(String shard, String sequenceNumber, int second) {
        Timestamp at = Timestamp.from(Instant.parse("2001-01-01T00:59:00Z").plusSeconds(second));
        return RowFactory.create(shard, sequenceNumber, at);
    }
}
