package dev.madrugada.cli.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.spark.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class QuarantineRowsTest {
    @Test
    void readsFilesWhoseReasonsHaveNoExample(SparkSession spark, @TempDir Path temp) {
        String old = temp.resolve("old").toString();
        spark.sql(
                        "select 'orders' stream, 's' shard_id, '1' sequence_number, 0L sub_sequence_number, 'k' partition_key,"
                                + " timestamp'2026-01-31 12:00:00' arrived_at, cast('x' as binary) payload,"
                                + " array(struct('TypeMismatch' code, 'price' `column`, 'a text' detail)) reasons")
                .write()
                .parquet(old);

        List<Row> groups = QuarantineRows.grouped(
                        spark.read().schema(QuarantineRows.schema()).parquet(old))
                .collectAsList();

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).<Row>getAs(QuarantineRows.FIRST).<String>getAs(QuarantineRows.EXAMPLE))
                .isNull();
    }

    @Test
    void countsARecordOnceForAReasonThatItHasTwice(SparkSession spark) {
        List<Row> groups = QuarantineRows.grouped(spark.sql(
                        "select 'orders' stream, 's' shard_id, '1' sequence_number, 0L sub_sequence_number, 'k'"
                                + " partition_key, timestamp'2026-01-31 12:00:00' arrived_at, cast('x' as binary) payload,"
                                + " array_repeat(struct('UnknownField' code, cast(null as string) `column`, 'a' detail,"
                                + " 'aa9' example), 2) reasons"))
                .collectAsList();

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).<Long>getAs(QuarantineRows.RECORDS)).isEqualTo(1);
        assertThat(groups.get(0).<Row>getAs(QuarantineRows.FIRST).<String>getAs(QuarantineRows.EXAMPLE))
                .isEqualTo("aa9");
    }
}
