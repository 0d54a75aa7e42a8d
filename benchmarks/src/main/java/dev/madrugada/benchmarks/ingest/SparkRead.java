package dev.madrugada.benchmarks.ingest;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Reads all columns of the window through {@code kinesis-batch} into Spark's {@code noop} sink. */
final class SparkRead {
    private SparkRead() {}

    public static void main(String[] args) throws Exception {
        ReadRequest request = ReadRequest.of(args);
        SparkSession spark = SparkSession.builder()
                .master(request.master())
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
                    Gauge.measured(request, () -> read(spark, count, request)).encoded());
        } finally {
            spark.stop();
        }
    }

    private static Gauge.Count read(SparkSession spark, RecordCount count, ReadRequest request) throws Exception {
        spark.read()
                .format("kinesis-batch")
                .option("stream", request.stream())
                .option("region", "us-east-1")
                .option("endpoint", request.endpoint())
                .option("start", request.start())
                .option("end", request.end())
                .option("now", request.now())
                .load()
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
        long records = count.take(spark);
        return new Gauge.Count(records, records * request.bytes());
    }

    /** The number of records that the tasks report. */
    private static final class RecordCount extends SparkListener {
        private final AtomicLong records = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            records.addAndGet(end.taskMetrics().inputMetrics().recordsRead());
        }

        long take(SparkSession spark) throws Exception {
            spark.sparkContext().listenerBus().waitUntilEmpty();
            return records.getAndSet(0);
        }
    }
}
