package dev.madrugada.formats;

import static dev.madrugada.formats.TableOnDisk.COLUMNS;
import static dev.madrugada.formats.TableOnDisk.rows;
import static dev.madrugada.formats.TestTable.MONDAY;
import static dev.madrugada.formats.TestTable.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.formats.TestTable.Format;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads tables with Spark's readers of Delta and Iceberg, and their files with DuckDB. */
@ExtendWith(ReaderSpark.class)
class ReadersIT {
    private static final List<Partition> BOTH = List.of(MONDAY, TUESDAY);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void readsEveryRowByPartitionAndByBounds(Format format, SparkSession spark) throws Exception {
        TableOnDisk table = new TableOnDisk(format, folder);
        table.publish(spark, MONDAY, "a", List.of(rows(spark, 0, 7, 1), rows(spark, 7, 10, 1)));
        table.publish(spark, TUESDAY, "a", List.of(rows(spark, 10, 20, 1)));
        var unused = table.format().commit("a", BOTH);
        table.publish(spark, MONDAY, "b", List.of(rows(spark, 0, 9, 2)));
        unused = table.format().commit("b", BOTH);

        Dataset<Row> read = table.read(spark);
        Dataset<Row> expected = rows(spark, 0, 9, 2)
                .withColumn("day", functions.lit(java.sql.Date.valueOf("2026-01-05")))
                .union(rows(spark, 10, 20, 1).withColumn("day", functions.lit(java.sql.Date.valueOf("2026-01-06"))));

        assertThat(texts(read)).isEqualTo(texts(expected));
        assertThat(read.columns()).endsWith("place", "day");
        for (String filter : List.of(
                "day = '2026-01-05'",
                "id = 8",
                "id > 8",
                "name = 'name 11'",
                "name is null",
                "price >= 13.75",
                "sold_at > timestamp'2026-01-01 00:00:19.000019'",
                "sold_at = timestamp'2026-01-01 00:00:19.000020'",
                "due_on = date'2026-01-20'",
                "weight > 6",
                "not is_gift",
                "version = 1")) {
            assertThat(texts(read.where(filter))).as(filter).isEqualTo(texts(expected.where(filter)));
            assertThat(read.where(filter).count()).as(filter).isPositive();
        }
        assertThat(read.agg(functions.min("id"), functions.max("id"), functions.count("*"))
                        .head()
                        .mkString(" "))
                .isEqualTo("0 19 19");
        assertThat(table.history(spark)).hasSize(2).last().asString().contains("\"b\"", MONDAY.toString());
    }

    /** The partitions of a commit are replaced together: a poll that mixes versions shows it. */
    @ParameterizedTest
    @EnumSource
    void everyPollSeesOneVersionWhilePublicationsRun(Format format, SparkSession spark) throws Exception {
        TableOnDisk table = new TableOnDisk(format, folder);
        publish(spark, table, 0);
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<List<String>> polls = CompletableFuture.supplyAsync(() -> {
            List<String> seen = new ArrayList<>();
            while (!isOver.get()) {
                seen.add(poll(spark, table));
            }
            seen.add(poll(spark, table));
            return seen;
        });

        for (int version = 1; version <= 8; version++) {
            publish(spark, table, version);
        }
        isOver.set(true);

        assertThat(polls.get()).hasSizeGreaterThan(3).isSorted().endsWith("8 8 30");
        assertThat(polls.get()).allSatisfy(poll -> assertThat(poll).matches("(\\d) \\1 30"));
    }

    private static void publish(SparkSession spark, TableOnDisk table, int version) throws Exception {
        String runId = "r" + version;
        table.publish(spark, MONDAY, runId, List.of(rows(spark, 0, 10, version), rows(spark, 10, 20, version)));
        table.publish(spark, TUESDAY, runId, List.of(rows(spark, 20, 30, version)));
        var unused = table.format().commit(runId, BOTH);
    }

    private static String poll(SparkSession spark, TableOnDisk table) {
        return table.read(spark)
                .agg(functions.min("version"), functions.max("version"), functions.count("*"))
                .head()
                .mkString(" ");
    }

    @ParameterizedTest
    @EnumSource
    void readsOldFilesWithAnAddedColumn(Format format, SparkSession spark) throws Exception {
        TableOnDisk table = new TableOnDisk(format, folder);
        table.publish(spark, MONDAY, "a", List.of(rows(spark, 0, 5, 1)));
        var unused = table.format().commit("a", BOTH);
        List<Column> more = new ArrayList<>(COLUMNS);
        more.add(new Column("added", ColumnType.parse("bigint")));
        Dataset<Row> wider = rows(spark, 5, 8, 2).withColumn("added", functions.col("id"));
        table.publish(
                spark, TUESDAY, "b", List.of(spark.createDataFrame(wider.collectAsList(), SparkTypes.schema(more))));

        unused = table.format(more).commit("b", BOTH);

        assertThat(table.read(spark).where("added is null").count()).isEqualTo(5);
        assertThat(table.read(spark).where("added = id").count()).isEqualTo(3);
    }

    /** DuckDB finds Iceberg's columns by the files' ids, so nested columns need them too. */
    @ParameterizedTest
    @EnumSource
    void writesFilesThatOtherReadersRead(Format format, SparkSession spark) throws Exception {
        TableOnDisk table = new TableOnDisk(format, folder);
        table.publish(spark, MONDAY, "a", List.of(rows(spark, 0, 7, 1), rows(spark, 7, 10, 1)));
        var unused = table.format().commit("a", BOTH);
        String files = table.format().files().stream()
                .map(URI::getPath)
                .sorted()
                .collect(Collectors.joining("','", "['", "']"));

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            try (ResultSet sums = statement.executeQuery(
                    "select count(*), sum(id), sum(price), sum(len(place.codes)) from read_parquet(" + files + ")")) {
                assertThat(sums.next()).isTrue();
                assertThat(sums.getLong(1)).isEqualTo(10);
                assertThat(sums.getLong(2)).isEqualTo(45);
                assertThat(sums.getBigDecimal(3)).isEqualByComparingTo("56.25");
                assertThat(sums.getLong(4)).isEqualTo(10);
            }
            try (ResultSet ids = statement.executeQuery("select count(*), count(field_id), count(distinct field_id)"
                    + " from parquet_schema(" + files.replaceFirst(",.*", "]") + ") where name not in"
                    + " ('spark_schema', 'list', 'key_value')")) {
                assertThat(ids.next()).isTrue();
                // 11 columns, an element, a key and a value, a struct's two fields, an element.
                assertThat(ids.getInt(1)).isEqualTo(17);
                assertThat(ids.getInt(2)).isEqualTo(format == Format.ICEBERG ? 17 : 0);
                assertThat(ids.getInt(3)).isEqualTo(format == Format.ICEBERG ? 17 : 0);
            }
        }
    }

    /** What another writer may do while no night runs, and what a night's next commit makes of it. */
    @Test
    void commitsToADeltaTableThatSparkWroteAndCheckpointedToo(SparkSession spark) throws Exception {
        TableOnDisk table = new TableOnDisk(Format.DELTA, folder);
        table.publish(spark, MONDAY, "a", List.of(rows(spark, 0, 10, 1)));
        table.publish(spark, TUESDAY, "a", List.of(rows(spark, 10, 20, 1)));
        var unused = table.format().commit("a", BOTH);
        spark.sql("delete from delta.`" + table.root() + "` where id in (3, 12)");
        assertThat(table.read(spark).count()).isEqualTo(18);
        org.apache.spark.sql.delta.DeltaLog log =
                org.apache.spark.sql.delta.DeltaLog.forTable(spark, table.root().toString());
        log.checkpoint(log.update(false, scala.Option.empty(), scala.Option.empty()), scala.Option.empty());

        CommittedVersion version = table.format().commit("b", List.of(MONDAY));

        assertThat(version.replaced()).containsExactly(MONDAY);
        assertThat(table.read(spark).count()).isEqualTo(19);
        assertThat(table.history(spark)).hasSize(3).element(1).asString().startsWith("DELETE");
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.selectExpr("to_json(struct(*))").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }
}
