package dev.madrugada.cli.doctor.warehouse;

import dev.madrugada.common.spark.SparkTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** Writes the canary's rows as Spark writes a curated file. */
public final class CanaryFile {
    private CanaryFile() {}

    /** The bytes of one Parquet file with the canary's rows. */
    public static byte[] parquet(Supplier<SparkSession> spark) {
        String[] selected =
                CanaryColumn.ALL.stream().map(CanaryColumn::selected).toArray(String[]::new);
        Dataset<Row> rows = spark.get().range(CanaryColumn.ROWS).toDF("id").selectExpr(selected);
        for (StructField field : SparkTypes.schema(CanaryColumn.columns()).fields()) {
            rows = rows.withColumn(field.name(), rows.col(field.name()).cast(field.dataType()));
        }
        try {
            Path folder = Files.createTempDirectory("madrugada-doctor");
            rows.coalesce(1).write().mode("overwrite").parquet(folder.toUri().toString());
            return content(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads the one file of a folder, and deletes the folder. */
    private static byte[] content(Path folder) throws IOException {
        byte[] content = new byte[0];
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".parquet")) {
                    content = Files.readAllBytes(file);
                }
                Files.delete(file);
            }
        }
        Files.delete(folder);
        return content;
    }
}
