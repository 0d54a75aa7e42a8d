package dev.madrugada.benchmarks.transform;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_date;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/** The transformation as a DataFrame program that is written without thoughts about its speed. */
final class SparkOrders {
    private static final StructType ORDER = StructType.fromDDL("order_id bigint, ordered_at timestamp, customer_id int,"
            + " sku string, quantity int, price decimal(10,2), status string, channel string, note string,"
            + " revision bigint");

    private SparkOrders() {}

    static void run(OrdersFolder folder) {
        try (SparkSession spark = SparkSession.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.compression.codec", "zstd")
                .getOrCreate()) {
            Dataset<Row> orders = spark.read()
                    .parquet(folder.rawFiles().stream().map(Object::toString).toArray(String[]::new))
                    .select(
                            from_json(col("payload").cast("string"), ORDER).as("order"),
                            col("arrived_at"),
                            col("sequence_number"))
                    .select("order.*", "arrived_at", "sequence_number")
                    .filter(col("order_id").isNotNull())
                    .withColumn("ordered_on", to_date(col("ordered_at")));

            Dataset<Row> newest = orders.withColumn(
                            "rank",
                            row_number()
                                    .over(Window.partitionBy("order_id", "ordered_on")
                                            .orderBy(desc("arrived_at"), desc("sequence_number"))))
                    .filter(col("rank").equalTo(1))
                    .drop("rank", "arrived_at", "sequence_number");

            Dataset<Row> customers = spark.read()
                    .option("header", "true")
                    .schema("id int, name string, country string")
                    .csv(folder.datasetFolder().resolve("customers.csv").toString())
                    .withColumnRenamed("name", "customer_name");

            newest.join(broadcast(customers), col("customer_id").equalTo(col("id")), "left")
                    .drop("id")
                    .withColumn("total", expr("cast(price * quantity as decimal(14,2))"))
                    .withColumn("ordered_hour", hour(col("ordered_at")))
                    .write()
                    .mode(SaveMode.Overwrite)
                    .partitionBy("ordered_on")
                    .parquet(folder.rowsOf(Contender.SPARK_PROGRAM).toString());
        }
    }
}
