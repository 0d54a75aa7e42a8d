package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.lake.Manifest;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark reads back the rows that were written, and finds the figures that were computed while they were written. */
@ExtendWith(LocalSpark.class)
class ParquetFileTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final String PLAIN = "l bigint, i int, d double, b boolean, t timestamp, day date, s string,"
            + " small decimal(9,2), medium decimal(18,4), bytes binary";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, PLAIN + ", large decimal(38,6)", PLAIN + ", list array<string>"})
    void theFileHasTheRowsAndTheFigures(String ddl, SparkSession spark) throws IOException {
        StructType schema = StructType.fromDDL(ddl);
        Dataset<Row> rows = spark.createDataFrame(rows(schema), schema).coalesce(1);
        RowFigures figures = RowFigures.of(spark, schema);

        RowFigures.Collected collected = written(rows, figures);

        Dataset<Row> read = spark.read().parquet(file());
        assertThat(read.exceptAll(rows).count()).as("seed %d", SEED).isZero();
        assertThat(rows.exceptAll(read).count()).as("seed %d", SEED).isZero();
        ContentFigures expected = ContentFigures.of(read);
        assertThat(figures.columns(collected)).as("seed %d", SEED).isEqualTo(expected.columns());
        assertThat(ContentDigest.of(schema, collected.rows(), collected.firstSum(), collected.secondSum()))
                .as("seed %d", SEED)
                .isEqualTo(expected.digest());
    }

    /** A column may have no value in one of the files, and a value in others. */
    @Test
    void theFiguresOfSeveralFilesInAnyOrderAreThoseOfAllRows(SparkSession spark) {
        StructType schema = StructType.fromDDL("always bigint, sometimes int, label string, never int");
        List<Row> rows = List.of(
                RowFactory.create(3L, 5, "b", null),
                RowFactory.create(4L, null, null, null),
                RowFactory.create(1L, 2, "a", null));
        RowFigures figures = RowFigures.of(spark, schema);
        List<RowFigures.Collected> files = rows.stream()
                .map(row -> collected(spark, figures, List.of(row)))
                .toList();
        RowFigures.Collected all = collected(spark, figures, rows);
        for (List<Integer> order :
                List.of(List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 1, 0))) {
            RowFigures.Collected merged =
                    order.stream().map(files::get).reduce(figures.none(), RowFigures.Collected::and);

            assertThat(figures.columns(merged)).as("files %s", order).isEqualTo(figures.columns(all));
            assertThat(merged.firstSum()).isEqualTo(all.firstSum());
            assertThat(merged.rows()).isEqualTo(3);
        }
        assertThat(figures.columns(all))
                .containsEntry("sometimes", new Manifest.ColumnFigures(1, "2", "5"))
                .containsEntry("never", new Manifest.ColumnFigures(3, null, null));
    }

    @Test
    void whatTheProducerChoseAndSequenceNumbersHaveNoRange(SparkSession spark) {
        Row record = RowFactory.create(
                "s",
                "shard",
                "7",
                0L,
                "ana@example.com",
                null,
                null,
                null,
                "[{\"name\":\"ana\",\"value\":null}]",
                null);

        RowFigures figures = RowFigures.ofRaw(spark, RawSchema.schema());

        assertThat(figures.columns(collected(spark, figures, List.of(record))))
                .containsEntry(RawSchema.PARTITION_KEY, new Manifest.ColumnFigures(0, null, null))
                .containsEntry(RawSchema.HEADERS, new Manifest.ColumnFigures(0, null, null))
                .containsEntry(RawSchema.SEQUENCE_NUMBER, new Manifest.ColumnFigures(0, null, null))
                .containsEntry(RawSchema.SHARD_ID, new Manifest.ColumnFigures(0, "shard", "shard"));
    }

    private static RowFigures.Collected collected(SparkSession spark, RowFigures figures, List<Row> rows) {
        RowFigures.Collector collector = figures.collector();
        for (InternalRow row : spark.createDataFrame(rows, figures.schema())
                .queryExecution()
                .executedPlan()
                .executeCollect()) {
            collector.add(row);
        }
        return collector.collected();
    }

    @Test
    void columnsAfterTheFilesOwnAreNotWritten(SparkSession spark) throws IOException {
        StructType schema = StructType.fromDDL("l bigint, s string");
        Dataset<Row> rows = spark.createDataFrame(rows(schema.add("more", "string")), schema.add("more", "string"));

        written(rows.coalesce(1), RowFigures.of(spark, schema));

        Dataset<Row> read = spark.read().parquet(file());
        assertThat(read.columns()).containsExactly("l", "s");
        assertThat(read.exceptAll(rows.drop("more")).count())
                .as("seed %d", SEED)
                .isZero();
    }

    /** Every value of such a column would be hashed and compared before Parquet gives the dictionary up. */
    @Test
    void rawHasNoDictionaryOfColumnsWhoseValuesDoNotRepeat(SparkSession spark) throws IOException {
        StructType schema = RawSchema.schema();
        List<Row> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(RowFactory.create(
                    "stream",
                    "shard",
                    Integer.toString(i),
                    0L,
                    "key",
                    new Timestamp(i),
                    new byte[] {1},
                    new byte[] {2},
                    "[]",
                    new Timestamp(i)));
        }

        written(spark.createDataFrame(records, schema).coalesce(1), RowFigures.ofRaw(spark, schema));

        List<String> withDictionary = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file()), spark.sessionState().newHadoopConf()))) {
            for (ColumnChunkMetaData column :
                    reader.getFooter().getBlocks().get(0).getColumns()) {
                if (column.hasDictionaryPage()) {
                    withDictionary.add(column.getPath().toDotString());
                }
            }
        }
        assertThat(withDictionary)
                .containsExactly(
                        RawSchema.STREAM, RawSchema.SHARD_ID, RawSchema.SUB_SEQUENCE_NUMBER, RawSchema.HEADERS);
    }

    @Test
    void aLocalFileStandsAloneAndIsNotReplaced(SparkSession spark) throws IOException {
        Dataset<Row> rows = spark.range(3).toDF("id");
        RowFigures figures = RowFigures.of(spark, rows.schema());
        var unused = written(rows, figures);
        byte[] content = Files.readAllBytes(folder.resolve("part.parquet"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("part.parquet"));
        }
        assertThatThrownBy(() -> written(rows, figures)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("part.parquet")).hasBinaryContent(content);
    }

    /** The hashes' result is one row that the next row overwrites. */
    @Test
    void collectorsThatShareTheirHashesCollectEachTheirOwn(SparkSession spark) {
        Dataset<Row> rows = spark.range(40).toDF("id");
        RowFigures figures = RowFigures.of(spark, rows.schema());
        RowFigures.RowHashes shared = new RowFigures.RowHashes(figures);
        List<RowFigures.Collector> sharing = List.of(figures.collector(shared), figures.collector(shared));
        List<RowFigures.Collector> unshared = List.of(figures.collector(), figures.collector());
        InternalRow[] all = rows.queryExecution().executedPlan().executeCollect();
        for (int i = 0; i < all.length; i++) {
            sharing.get(i % 2).add(all[i]);
            unshared.get(i % 2).add(all[i]);
        }

        for (int i = 0; i < 2; i++) {
            assertThat(sharing.get(i).collected().firstSum())
                    .isEqualTo(unshared.get(i).collected().firstSum());
            assertThat(sharing.get(i).collected().secondSum())
                    .isEqualTo(unshared.get(i).collected().secondSum());
        }
        assertThat(sharing.get(0).collected().firstSum())
                .isNotEqualTo(sharing.get(1).collected().firstSum());
    }

    private RowFigures.Collected written(Dataset<Row> rows, RowFigures figures) throws IOException {
        ParquetFile file = ParquetFile.create(
                new org.apache.hadoop.fs.Path(file()),
                figures.collector(),
                rows.sparkSession().sessionState().newHadoopConf(),
                1 << 20);
        for (InternalRow row : rows.queryExecution().executedPlan().executeCollect()) {
            file.write(row);
        }
        return file.close().figures();
    }

    private String file() {
        return folder.resolve("part.parquet").toUri().toString();
    }

    private List<Row> rows(StructType schema) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Object[] values = new Object[schema.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = random.nextInt(10) == 0
                        ? null
                        : value(schema.fields()[column].dataType().catalogString());
            }
            rows.add(RowFactory.create(values));
        }
        return rows;
    }

    private Object value(String type) {
        return switch (type) {
            case "bigint" -> random.nextLong();
            case "int" -> random.nextInt();
            case "double" -> random.nextGaussian();
            case "boolean" -> random.nextBoolean();
            case "timestamp" ->
                Timestamp.from(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1000L));
            case "date" -> Date.valueOf(LocalDate.ofEpochDay(random.nextInt(-20_000, 40_000)));
            case "decimal(9,2)" -> decimal(29, 2);
            case "decimal(18,4)" -> decimal(59, 4);
            case "decimal(38,6)" -> decimal(125, 6);
            case "binary" -> text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case "array<string>" -> List.of(text(), text());
            default -> text();
        };
    }

    private BigDecimal decimal(int bits, int scale) {
        BigInteger unscaled = new BigInteger(bits, random);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    }

    private String text() {
        return "é" + Long.toString(random.nextLong(), 36).repeat(random.nextInt(20));
    }
}
