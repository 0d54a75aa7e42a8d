package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class HashableColumnTest {
    /** Without flags and sizes, Spark's hashes of many of these are equal. */
    @Test
    void arraysThatDifferHaveDifferentHashes(SparkSession spark) {
        assertThat(hashes(
                        spark,
                        "array<array<int>>",
                        null,
                        List.of(),
                        Collections.singletonList(null),
                        List.of(List.of()),
                        List.of(List.of(1)),
                        List.of(List.of(1, 2)),
                        List.of(List.of(2, 1)),
                        List.of(List.of(1), List.of(2)),
                        List.of(Arrays.asList(1, null)),
                        List.of(Arrays.asList(null, 1)),
                        Arrays.asList(List.of(1), null)))
                .doesNotHaveDuplicates();
    }

    @Test
    void structsThatDifferHaveDifferentHashes(SparkSession spark) {
        assertThat(hashes(
                        spark,
                        "struct<a:int,`odd.na``me`:int>",
                        null,
                        RowFactory.create(null, null),
                        RowFactory.create(1, null),
                        RowFactory.create(null, 1),
                        RowFactory.create(1, 1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void mapsThatDifferHaveDifferentHashes(SparkSession spark) {
        assertThat(hashes(
                        spark,
                        "map<string,map<string,int>>",
                        null,
                        Map.of(),
                        Map.of("a", Map.of()),
                        Map.of("a", Map.of("b", 1)),
                        Map.of("b", Map.of("a", 1)),
                        Map.of("a", Collections.singletonMap("b", null)),
                        Collections.singletonMap("a", null)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfAMapsEntriesDoesNotCount(SparkSession spark) {
        Map<String, Object> forwards = new LinkedHashMap<>();
        Map<String, Object> backwards = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forwards.put("k" + i, List.of(Map.of("x", i)));
            backwards.put("k" + (19 - i), List.of(Map.of("x", 19 - i)));
        }

        List<Long> hashes = hashes(spark, "map<string,array<map<string,int>>>", forwards, backwards);

        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
    }

    /** As a digest hashes a row: the flag of the whole value, then the value. */
    private static List<Long> hashes(SparkSession spark, String type, @Nullable Object... values) {
        StructType schema = StructType.fromDDL("n " + type);
        List<Row> rows =
                Arrays.stream(values).map(value -> RowFactory.create(value)).toList();
        Column value = functions.col("n");
        return spark.createDataFrame(rows, schema)
                .coalesce(1)
                .select(functions.xxhash64(
                        value.isNull(),
                        HashableColumn.of(value, schema.apply("n").dataType())))
                .as(Encoders.LONG())
                .collectAsList();
    }
}
