package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Manifest;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Reads published partitions: exactly the files that their manifests list. It never lists a folder. */
public final class PublishedRows {
    private PublishedRows() {}

    /** The rows of the given generations, in no defined order; an empty dataset if the manifests list no file. */
    public static Dataset<Row> read(SparkSession spark, StructType schema, Collection<Manifest> manifests) {
        List<URI> files =
                manifests.stream().flatMap(manifest -> manifest.uris().stream()).toList();
        return files.isEmpty() ? spark.createDataFrame(List.of(), schema) : read(spark, schema, files);
    }

    /**
     * The rows of a generation with the columns that its files have, whatever the contract says now. All files of a
     * generation have the same columns.
     *
     * @param manifest lists at least one file
     */
    public static Dataset<Row> read(SparkSession spark, Manifest manifest) {
        StructType schema = spark.read()
                .option(LiteralPath.READ_AS_PATTERN, false)
                .parquet(LiteralPath.of(manifest.uris().get(0)))
                .schema();
        return read(spark, schema, manifest.uris());
    }

    /**
     * The dataset's rows as Spark has them inside. Rows of Parquet files come directly from the reader's column batches,
     * without a copy of each row. A row is valid until the iterator that returned it advances.
     */
    public static JavaRDD<InternalRow> internal(Dataset<Row> rows) {
        SparkPlan plan = rows.queryExecution().executedPlan();
        while (plan instanceof WholeStageCodegenExec
                || plan instanceof ColumnarToRowExec
                || plan instanceof InputAdapter) {
            plan = plan.children().head();
        }
        return plan instanceof FileSourceScanExec scan && scan.supportsColumnar()
                ? scan.executeColumnar().toJavaRDD().mapPartitions(PublishedRows::rowsOf)
                : rows.queryExecution().toRdd().toJavaRDD();
    }

    private static Iterator<InternalRow> rowsOf(Iterator<ColumnarBatch> batches) {
        return new Iterator<>() {
            private Iterator<InternalRow> batch = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!batch.hasNext() && batches.hasNext()) {
                    batch = batches.next().rowIterator();
                }
                return batch.hasNext();
            }

            @Override
            public InternalRow next() {
                return batch.next();
            }
        };
    }

    /** The rows of files, in no defined order. */
    public static Dataset<Row> read(SparkSession spark, StructType schema, List<URI> files) {
        return spark.read()
                .schema(schema)
                .option(LiteralPath.READ_AS_PATTERN, false)
                .parquet(files.stream().map(LiteralPath::of).toArray(String[]::new));
    }
}
