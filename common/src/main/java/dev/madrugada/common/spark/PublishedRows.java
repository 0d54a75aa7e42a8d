package dev.madrugada.common.spark;

import dev.madrugada.common.lake.Manifest;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

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

    static Dataset<Row> read(SparkSession spark, StructType schema, List<URI> files) {
        return spark.read()
                .schema(schema)
                .option(LiteralPath.READ_AS_PATTERN, false)
                .parquet(files.stream().map(LiteralPath::of).toArray(String[]::new));
    }
}
