package dev.madrugada.cli.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.cli.Invocation;
import dev.madrugada.cli.SmallestDataset;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.ExpectedGenerations;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.SparkTypes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class CompactCommandTest {
    private static final int ROWS = 60;

    @TempDir
    private Path temp;

    private final FileObjectStore store = new FileObjectStore();
    private Path dataset = Path.of("");
    private DatasetFolder folder;
    private LakeTable table;
    private PartitionCommits commits;
    private Partition day;

    @BeforeEach
    void dataset() throws IOException {
        dataset = SmallestDataset.in(temp.resolve("orders"));
        folder = DatasetFolder.read(store, FolderUri.of(dataset));
        table = new LakeLayout(FolderUri.of(temp.resolve("the lake"))).curated("orders");
        commits = new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC());
        day = Partition.parse(folder.contract().eventTime().partition() + "=2026-01-31");
    }

    @Test
    void mergesFilesAndKeepsRowsAndDigest(SparkSession spark) {
        Manifest small = publish(spark, 6);
        assertThat(small.files()).hasSize(6);
        List<Row> before = rows(spark, small);

        Invocation asked = compact();

        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        Manifest merged = commits.require(day);
        assertThat(asked.out())
                .startsWith("curated/orders " + day + ": 6 files with ")
                .contains(" became 1 file with ");
        assertThat(merged.generation()).isEqualTo(2);
        assertThat(merged.files()).hasSize(1);
        assertThat(merged.content()).isEqualTo(small.content());
        assertThat(merged.columns()).isEqualTo(small.columns());
        assertThat(commits.isCurrent(merged.identity())).isTrue();
        assertThat(rows(spark, merged)).isEqualTo(before).hasSize(ROWS);
        // A reader under way still finds what it started with.
        assertThat(rows(spark, small)).isEqualTo(before);
        assertThat(compact().out()).isEmpty();
        assertThat(commits.require(day)).isEqualTo(merged);
    }

    @Test
    void commitsTheMergedFilesOfADeltaTable(SparkSession spark) throws IOException {
        contractWith("format: delta\n");
        publish(spark, 6);

        Invocation asked = compact();

        assertThat(asked.err()).isEmpty();
        assertThat(asked.status()).isZero();
        String merged = commits.require(day).files().get(0).path();
        String entry = new String(
                store.read(table.root().resolve("_delta_log/00000000000000000000.json"))
                        .orElseThrow(),
                StandardCharsets.UTF_8);
        assertThat(entry.lines().filter(line -> line.startsWith("{\"add\"")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(merged);
        compact();
        assertThat(store.list(table.root().resolve("_delta_log/"))).hasSize(1);
    }

    @Test
    void refusesIcebergTables(SparkSession spark) throws IOException {
        Manifest small = publish(spark, 4);
        contractWith("format: iceberg\ncatalog: {database: lake}\n");

        Invocation asked = compact();

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.err()).startsWith("InvalidArguments: orders: compact merges no files of an Iceberg table");
        assertThat(commits.require(day)).isEqualTo(small);
    }

    private void contractWith(String keys) throws IOException {
        Path contract = dataset.resolve("dataset.yaml");
        Files.writeString(contract, Files.readString(contract) + keys);
    }

    @Test
    void leavesDaysAloneOnWhichContentIsStaged(SparkSession spark) {
        Manifest small = publish(spark, 4);
        store.write(
                table.stagedManifest(day, table.runFolder(day, "run-failed")),
                Json.write(Map.of("base", small.generation())));

        assertThat(compact().out())
                .isEqualTo("curated/orders " + day + ": content is staged on top of it: run its night first\n");
        assertThat(commits.require(day)).isEqualTo(small);
    }

    /** Without this, a released day could not be loaded any more after its files were merged. */
    @Test
    void keepsTheReleaseOfContentThatFailedARule(SparkSession spark) {
        Manifest small = publish(spark, 4);
        Verdicts verdicts = new Verdicts(store, new LakeLayout(FolderUri.of(temp.resolve("the lake"))));
        Verdict failed = Verdict.on(
                small,
                "run",
                Instant.EPOCH,
                List.of(new Verdict.RuleVerdict(
                        "RowCount > 99", Verdict.Level.BLOCK, Verdict.Status.FAILED, Map.of(), "60")));
        verdicts.publish(failed);
        verdicts.release(Release.of(failed, "ada", "a public holiday", Instant.EPOCH));

        compact();

        Manifest merged = commits.require(day);
        assertThat(merged.generation()).isEqualTo(2);
        assertThat(merged.content()).isEqualTo(small.content());
        assertThat(verdicts.require(merged)).isEqualTo(failed);
        assertThat(verdicts.release(folder.contract().dataset(), merged.identity()))
                .map(Release::reason)
                .contains("a public holiday");
    }

    @Test
    void refusesFilesWithOtherRows(SparkSession spark) {
        Manifest small = publish(spark, 4);
        assertThatThrownBy(() -> commits.rewrite(new StagedPartition(
                        day,
                        small.generation(),
                        "compact",
                        small.location(),
                        small.files(),
                        small.columns(),
                        new Digest("rows:other"))))
                .hasMessageStartingWith("ConservationViolated: curated/orders " + day + ": ");
        assertThat(commits.require(day)).isEqualTo(small);
    }

    private Invocation compact() {
        return Invocation.of(
                "compact",
                "--lake",
                temp.resolve("the lake").toString(),
                "--dataset",
                dataset.toString(),
                "--from",
                "2026-01-01",
                "--to",
                "2026-01-31");
    }

    private Manifest publish(SparkSession spark, int files) {
        StructType schema = SparkTypes.schema(folder.contract().curatedColumns());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int row = i;
            rows.add(RowFactory.create(Arrays.stream(schema.fields())
                    .map(field -> value(field, row))
                    .toArray()));
        }
        ExpectedGenerations before = commits.expected();
        return new PartitionPublisher(spark, store, commits, before, "test")
                .publish(new PartitionContent(
                        day, spark.createDataFrame(rows, schema).repartition(files), List.of()));
    }

    private static Object value(StructField field, int row) {
        DataType type = field.dataType();
        if (type.equals(DataTypes.LongType)) {
            return (long) row;
        }
        if (type.equals(DataTypes.TimestampType)) {
            return Timestamp.valueOf(LocalDateTime.of(2026, 1, 31, 12, 0, row));
        }
        return type instanceof DecimalType decimal
                ? new BigDecimal(row).setScale(decimal.scale())
                : field.name() + " " + row;
    }

    private static List<Row> rows(SparkSession spark, Manifest manifest) {
        Dataset<Row> rows = PublishedRows.read(spark, manifest);
        return rows.orderBy(rows.columns()[0]).collectAsList();
    }
}
