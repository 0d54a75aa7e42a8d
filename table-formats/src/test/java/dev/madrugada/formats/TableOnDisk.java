package dev.madrugada.formats;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.iceberg.FieldIdFiles;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.schema.PublishedColumns;
import dev.madrugada.common.spark.ContentDigest;
import dev.madrugada.common.spark.ParquetFile;
import dev.madrugada.common.spark.RowFigures;
import dev.madrugada.common.spark.SparkTypes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** A table of one format on disk, with files as transform writes them, and its reader. */
final class TableOnDisk {
    static final List<Column> COLUMNS = List.of(
            new Column("id", ColumnType.parse("bigint")),
            new Column("version", ColumnType.parse("integer")),
            new Column("name", ColumnType.parse("varchar(20)")),
            new Column("price", ColumnType.parse("decimal(10,2)")),
            new Column("sold_at", ColumnType.parse("timestamp")),
            new Column("due_on", ColumnType.parse("date")),
            new Column("weight", ColumnType.parse("double")),
            new Column("is_gift", ColumnType.parse("boolean")),
            new Column("tags", ColumnType.parse("array<varchar(8)>")),
            new Column("counts", ColumnType.parse("map<varchar(4),integer>")),
            new Column("place", ColumnType.parse("struct<city:varchar(20),codes:array<integer>>")));

    /** Rows of these columns; every third text is null. */
    private static final String[] ROWS = {
        "id",
        "cast(%d as int) as version",
        "if(id %% 3 = 0, null, concat('name ', id)) as name",
        "cast(id * 1.25 as decimal(10,2)) as price",
        "timestamp_micros(1767225600000001 + id * 1000001) as sold_at",
        "date_add(date'2026-01-01', cast(id as int)) as due_on",
        "cast(id as double) / 3 as weight",
        "id %% 2 = 0 as is_gift",
        "array('a', cast(id as string), null) as tags",
        "map('k', cast(id as int), 'n', null) as counts",
        "named_struct('city', concat('c', id), 'codes', array(cast(id as int))) as place"
    };

    private final TestTable.Format format;
    private final LakeTable table;
    private final ObjectStore store = new FileObjectStore();
    private final InMemoryPointer pointer = new InMemoryPointer();

    TableOnDisk(TestTable.Format format, Path folder) {
        this.format = format;
        this.table = new LakeLayout(folder.toUri()).curated("orders");
        PointerCatalog.register(icebergName(), pointer);
    }

    private String icebergName() {
        return "orders_" + Integer.toHexString(table.root().hashCode());
    }

    PartitionCommits commits() {
        return new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC());
    }

    TableFormat format(List<Column> columns) {
        return format.of(
                new TestTable.Parts(
                        new FormatTable(table, columns, "day"), store, pointer, new PublishedPartitions(commits())),
                Clock.systemUTC());
    }

    TableFormat format() {
        return format(COLUMNS);
    }

    URI root() {
        return table.root();
    }

    /** The table, as the format's reader reads its current version. */
    Dataset<Row> read(SparkSession spark) {
        return format == TestTable.Format.DELTA
                ? spark.read().format("delta").load(table.root().toString())
                : spark.table("lake.db." + icebergName());
    }

    /** What the format's reader shows of the table's history: one text per version, in order. */
    List<String> history(SparkSession spark) {
        Dataset<Row> history = format == TestTable.Format.DELTA
                ? spark.sql("describe history delta.`" + table.root() + "`")
                        .orderBy("version")
                        .selectExpr("concat_ws(' ', operation, userMetadata)")
                : spark.table("lake.db." + icebergName() + ".snapshots")
                        .orderBy("committed_at")
                        .selectExpr("concat_ws(' ', operation, to_json(summary))");
        return history.collectAsList().stream().map(row -> row.getString(0)).toList();
    }

    static Dataset<Row> rows(SparkSession spark, long from, long to, int version) {
        String[] columns = new String[ROWS.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = String.format(java.util.Locale.ROOT, ROWS[i], version);
        }
        return spark.createDataFrame(
                spark.range(from, to).selectExpr(columns).collectAsList(), SparkTypes.schema(COLUMNS));
    }

    /** Writes the rows into files and publishes them as the partition's next generation. */
    void publish(SparkSession spark, Partition partition, String runId, List<Dataset<Row>> files) throws IOException {
        List<Column> columns = new ArrayList<>(COLUMNS);
        columns.add(new Column("added", ColumnType.parse("bigint")));
        publish(spark, columns, partition, runId, files);
    }

    /** Writes rows of a contract's columns. */
    void publish(SparkSession spark, List<Column> contract, Partition partition, String runId, List<Dataset<Row>> files)
            throws IOException {
        StructType schema = files.get(0).schema();
        RowFigures figures = RowFigures.of(spark, schema);
        if (format == TestTable.Format.ICEBERG) {
            List<Column> columns = new ArrayList<>(contract);
            columns.add(new Column("day", ColumnType.parse("date")));
            figures = figures.withFieldIds(new FieldIdFiles(store, table).assigned(columns));
        }
        URI location = table.runFolder(partition, "run-" + runId + "-1");
        RowFigures.Collected total = figures.none();
        List<Manifest.DataFile> written = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ParquetFile file = ParquetFile.create(
                    new org.apache.hadoop.fs.Path(location.resolve("part-" + i + ".parquet")),
                    figures.collector(),
                    spark.sessionState().newHadoopConf(),
                    1 << 20);
            for (InternalRow row : files.get(i).queryExecution().executedPlan().executeCollect()) {
                file.write(row);
            }
            ParquetFile.Written closed = file.close();
            written.add(new Manifest.DataFile(closed.name(), closed.figures().rows(), closed.bytes(), closed.digest()));
            total = total.and(closed.figures());
        }
        var unused = commits()
                .publish(new StagedPartition(
                        partition,
                        commits().expected().of(partition),
                        runId,
                        location,
                        written,
                        PublishedColumns.recorded(figures.columns(total), contract),
                        ContentDigest.of(schema, total.rows(), total.firstSum(), total.secondSum())));
    }
}
