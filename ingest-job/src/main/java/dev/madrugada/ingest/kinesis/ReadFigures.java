package dev.madrugada.ingest.kinesis;

import dev.madrugada.kinesis.read.ReadMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;

/**
 * Collects the source's metrics of the tasks that succeed, for the run record: calls, throttled and repeated calls, and
 * how far the read was behind the stream's newest record when it ended. Spark names a task's metric by its description.
 * Written by Spark's listener thread.
 */
final class ReadFigures extends SparkListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReadFigures.class);
    private static final String LAG = "kinesis-lag-millis";

    private static final Map<String, String> NAMES = Map.of(
            new ReadMetrics.Calls().description(), "kinesis-calls",
            new ReadMetrics.Throttles().description(), "kinesis-throttled-calls",
            new ReadMetrics.Retries().description(), "kinesis-repeated-calls",
            new ReadMetrics.Lag().description(), LAG);

    private final Map<String, Long> figures = new ConcurrentHashMap<>();
    private final Map<String, Long> taken = new HashMap<>();

    /** Listens until the session ends. */
    static ReadFigures of(SparkSession spark) {
        ReadFigures figures = new ReadFigures();
        spark.sparkContext().addSparkListener(figures);
        return figures;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskInfo() == null || !end.taskInfo().successful()) {
            return;
        }
        JavaConverters.seqAsJavaListConverter(end.taskInfo().accumulables().toSeq())
                .asJava()
                .forEach(this::add);
    }

    private void add(AccumulableInfo metric) {
        String name = metric.name().isDefined() ? NAMES.get(metric.name().get()) : null;
        if (name != null && metric.update().isDefined() && metric.update().get() instanceof Long value) {
            figures.merge(name, value, name.equals(LAG) ? Math::max : Long::sum);
        }
    }

    /**
     * The figures since the last call. Added up over a run, they are the sums over its reads, and the greatest lag. A
     * figure that is 0 is among them, because the absence of throttling is worth knowing.
     */
    Map<String, Long> take(SparkSession spark) {
        awaitEvents(spark);
        Map<String, Long> news = new TreeMap<>();
        NAMES.values().forEach(name -> {
            long total = figures.getOrDefault(name, 0L);
            Long before = taken.put(name, total);
            news.put(name, total - (before == null ? 0 : before));
        });
        return news;
    }

    /** Spark delivers the ends of tasks some time after an action returns. */
    private static void awaitEvents(SparkSession spark) {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (Exception late) {
            // Scala does not declare the TimeoutException. The figures are then those that have arrived.
            LOG.warn("the metrics of some tasks may be missing in the run record", late);
        }
    }
}
