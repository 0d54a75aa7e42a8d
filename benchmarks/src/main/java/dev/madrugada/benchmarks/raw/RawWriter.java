package dev.madrugada.benchmarks.raw;

import dev.madrugada.benchmarks.orders.OrderEvents;
import dev.madrugada.ingest.IngestJob;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The programs to compare. Each reads the same day of the stream and writes its records to a folder. */
enum RawWriter {
    INGEST("ingest"),
    PLAIN_PARQUET("kinesis-batch and a plain Parquet write"),
    GZIP_JSON("kinesis-batch and gzip JSON lines");

    private final String title;

    RawWriter(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Writes the records once, in this process. */
    void run(RawDay day) {
        switch (this) {
            case INGEST -> ingest(day);
            case PLAIN_PARQUET -> {
                try (SparkSession spark = session()) {
                    read(spark, day).write().option("compression", "zstd").parquet(day.folder());
                }
            }
            case GZIP_JSON -> {
                try (SparkSession spark = session()) {
                    read(spark, day)
                            .selectExpr("cast(payload as string)")
                            .write()
                            .option("compression", "gzip")
                            .text(day.folder());
                }
            }
        }
    }

    private static void ingest(RawDay day) {
        IngestJob.main(new String[] {
            "--dataset", day.dataset(),
            "--date", OrderEvents.DAY.toString(),
            "--lake", day.folder(),
            "--run-id", "benchmark",
            "--now", day.now()
        });
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    /** The day's records with all columns of the source. */
    private static Dataset<Row> read(SparkSession spark, RawDay day) {
        return spark.read()
                .format("kinesis-batch")
                .option("stream", RawDay.STREAM)
                .option("region", day.region())
                .option("endpoint", day.endpoint())
                .option("start", day.start())
                .option("end", day.end())
                .option("now", day.now())
                .load();
    }
}
