package dev.madrugada.benchmarks.ingest;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** The window through {@code kinesis-batch} into Spark's {@code noop} sink, all columns. */
final class SparkRead {
    private SparkRead() {}

    public static void main(String[] args) throws Exception {
        ReadRequest reading = ReadRequest.of(args);
        SparkSession spark = SparkSession.builder()
                .master(reading.master())
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
        spark.sparkContext().setLogLevel("WARN");
        try {
            RecordCount count = new RecordCount();
            spark.sparkContext().addSparkListener(count);
            System.out.println(
                    Gauge.measured(reading, () -> read(spark, count, reading)).encoded());
        } finally {
            spark.stop();
        }
    }

    private static Gauge.Count read(SparkSession spark, RecordCount count, ReadRequest reading) throws Exception {
        spark.read()
                .format("kinesis-batch")
                .option("stream", reading.stream())
                .option("region", "us-east-1")
                .option("endpoint", reading.endpoint())
                .option("start", reading.start())
                .option("end", reading.end())
                .option("now", reading.now())
                .load()
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
        long records = count.taken(spark);
        return new Gauge.Count(records, records * reading.bytes());
    }

    /** What the tasks say they have read. */
    private static final class RecordCount extends SparkListener {
        private final AtomicLong records = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            records.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
        }

        long taken(SparkSession spark) throws Exception {
            spark.sparkContext().listenerBus().waitUntilEmpty();
            return records.getAndSet(0);
        }
    }
}
