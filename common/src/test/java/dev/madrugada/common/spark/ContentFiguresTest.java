package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Manifest.ColumnFigures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    @Test
    void nestedColumnsHaveNullsAndNoRange(SparkSession spark) {
        StructType schema = StructType.fromDDL("id bigint, n map<string,int>");
        List<Row> rows = List.of(RowFactory.create(1L, Map.of("a", 1)), RowFactory.create(2L, null));

        ContentFigures figures = writtenAndRead(spark, spark.createDataFrame(rows, schema), 1);

        assertThat(figures.columns()).containsEntry("n", new ColumnFigures(1, null, null));
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
