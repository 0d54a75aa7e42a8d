import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * A short tour of Spark, so that a JVM that ends after it can leave the classes it met as an archive
 * (-XX:ArchiveClassesAtExit). Jobs that start with the archive spend a third of the time on starting.
 */
class Warmup {
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("madrugada-warmup");
        SparkSession spark = SparkSession.builder().master("local[*]").getOrCreate();
        Dataset<Row> parsed = spark.createDataset(
                        List.of("{\"id\":1,\"at\":\"2001-01-01 00:00:00\"}", "{\"id\":2}", "broken"), Encoders.STRING())
                .select(functions.from_json(functions.col("value"), "id bigint, at timestamp", java.util.Map.of())
                        .as("row"))
                .select("row.*");
        Dataset<Row> ranked = parsed.withColumn(
                "rank", functions.row_number().over(Window.partitionBy("id").orderBy(functions.col("at").desc())));
        Dataset<Row> joined = ranked.join(
                functions.broadcast(spark.range(10).toDF("id")), "id").where("rank = 1").repartition(2);
        String parquet = folder.resolve("rows").toString();
        joined.write().option("compression", "zstd").parquet(parquet);
        spark.read().parquet(parquet).groupBy("id").agg(functions.count("*"), functions.max("at")).collectAsList();
        spark.stop();
        try (var tree = Files.walk(folder)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
