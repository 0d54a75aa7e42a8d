package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Manifest.ColumnFigures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class ContentFiguresTest {
    private static final StructType SCHEMA = new StructType()
            .add("a", DataTypes.StringType)
            .add("b", DataTypes.StringType)
            .add("n", DataTypes.LongType);

    @TempDir
    Path folder;

    private int written;

    @Test
    void theDigestDependsNeitherOnRowOrderNorOnFiles(SparkSession spark) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<Row> rows = new ArrayList<>();
        for (long n = 0; n < 500; n++) {
            rows.add(RowFactory.create("a" + n, n % 7 == 0 ? null : "b", n));
        }
        ContentFigures before = figures(spark, rows, 1);
        Collections.shuffle(rows, new Random(seed));
        ContentFigures after = figures(spark, rows, 4);

        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(before.rowsByFile()).hasSize(1);
        assertThat(after.rowsByFile()).hasSize(4);
        assertThat(after.rows()).isEqualTo(500);
    }

    @Test
    void aDuplicateRowChangesTheDigest(SparkSession spark) {
        Row one = RowFactory.create("a", "b", 1L);
        assertThat(figures(spark, List.of(one, one), 1).digest())
                .isNotEqualTo(figures(spark, List.of(one), 1).digest());
    }

    @Test
    void aNullInAnotherColumnChangesTheDigest(SparkSession spark) {
        assertThat(figures(spark, List.of(RowFactory.create(null, "x", 1L)), 1).digest())
                .isNotEqualTo(figures(spark, List.of(RowFactory.create("x", null, 1L)), 1)
                        .digest());
    }

    @Test
    void aRenamedColumnChangesTheDigest(SparkSession spark) {
        Row row = RowFactory.create("x", "y", 1L);
        ContentFigures before = figures(spark, List.of(row), 1);
        Dataset<Row> renamed = spark.createDataFrame(List.of(row), SCHEMA).withColumnRenamed("b", "c");
        assertThat(writtenAndRead(spark, renamed, 1).digest()).isNotEqualTo(before.digest());
    }

    @Test
    void eachColumnHasNullsMinimumAndMaximum(SparkSession spark) {
        ContentFigures figures = figures(
                spark,
                Arrays.asList(
                        RowFactory.create("m", null, 10L),
                        RowFactory.create("b", null, 9L),
                        RowFactory.create(null, null, 2L)),
                2);
        assertThat(figures.columns())
                .containsEntry("a", new ColumnFigures(1, "b", "m"))
                .containsEntry("b", new ColumnFigures(3, null, null))
                .containsEntry("n", new ColumnFigures(0, "2", "10"));
    }

    @Test
    void emptyContentHasADigest(SparkSession spark) {
        assertThat(figures(spark, List.of(), 1).rows()).isZero();
        assertThat(figures(spark, List.of(), 1).digest())
                .isNotEqualTo(figures(spark, List.of(RowFactory.create("a", "b", 1L)), 1)
                        .digest());
    }

    /** Each value of a pair once made the same hash as the other one, or none at all. */
    @Test
    void nestedValuesThatDifferHaveDifferentDigests(SparkSession spark) {
        List<Object> arrays = Arrays.asList(
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
                Arrays.asList(List.of(1), null));
        assertThat(digests(spark, "array<array<int>>", arrays)).doesNotHaveDuplicates();

        List<Object> structs = Arrays.asList(
                null,
                RowFactory.create(null, null),
                RowFactory.create(1, null),
                RowFactory.create(null, 1),
                RowFactory.create(1, 1));
        assertThat(digests(spark, "struct<a:int,`odd.na``me`:int>", structs)).doesNotHaveDuplicates();

        List<Object> maps = Arrays.asList(
                null,
                Map.of(),
                Map.of("a", Map.of()),
                Map.of("a", Map.of("b", 1)),
                Map.of("b", Map.of("a", 1)),
                Map.of("a", Collections.singletonMap("b", null)),
                Collections.singletonMap("a", null));
        assertThat(digests(spark, "map<string,map<string,int>>", maps)).doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfAMapsEntriesDoesNotChangeTheDigest(SparkSession spark) {
        Map<String, Object> forwards = new LinkedHashMap<>();
        Map<String, Object> backwards = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forwards.put("k" + i, List.of(Map.of("x", i)));
            backwards.put("k" + (19 - i), List.of(Map.of("x", 19 - i)));
        }

        List<String> digests =
                digests(spark, "map<string,array<map<string,int>>>", List.<Object>of(forwards, backwards));

        assertThat(digests.get(0)).isEqualTo(digests.get(1));
    }

    @Test
    void nestedColumnsHaveNullsAndNoRange(SparkSession spark) {
        StructType schema = StructType.fromDDL("id bigint, n map<string,int>");
        List<Row> rows = List.of(RowFactory.create(1L, Map.of("a", 1)), RowFactory.create(2L, null));

        ContentFigures figures = writtenAndRead(spark, spark.createDataFrame(rows, schema), 1);

        assertThat(figures.columns()).containsEntry("n", new ColumnFigures(1, null, null));
    }

    /** The digest of a file with one row for each of the values. */
    private List<String> digests(SparkSession spark, String type, List<Object> values) {
        StructType schema = StructType.fromDDL("id bigint, n " + type);
        return values.stream()
                .map(value ->
                        writtenAndRead(spark, spark.createDataFrame(List.of(RowFactory.create(1L, value)), schema), 1))
                .map(figures -> figures.digest().text())
                .toList();
    }

    private ContentFigures figures(SparkSession spark, List<Row> rows, int files) {
        return writtenAndRead(spark, spark.createDataFrame(rows, SCHEMA), files);
    }

    private ContentFigures writtenAndRead(SparkSession spark, Dataset<Row> rows, int files) {
        String path = folder.resolve("content-" + written++).toUri().toString();
        rows.repartition(files).write().parquet(path);
        return ContentFigures.of(spark.read().schema(rows.schema()).parquet(path));
    }
}
