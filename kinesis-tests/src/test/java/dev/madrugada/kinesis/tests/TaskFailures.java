package dev.madrugada.kinesis.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Collects the reasons of task failures. Spark retries failed tasks, so an unexpected failure would otherwise stay
 * unnoticed.
 */
final class TaskFailures extends SparkListener {

    private final List<String> reasons = new ArrayList<>();

    /** Runs {@code work} and adds the reasons of its task failures to {@code reasons}. */
    static <T> T collectReasons(SparkSession spark, List<String> reasons, Supplier<T> work) {
        TaskFailures listener = new TaskFailures();
        spark.sparkContext().addSparkListener(listener);
        try {
            return work.get();
        } finally {
            reasons.addAll(listener.ended(spark));
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof TaskFailedReason failed) {
            reasons.add(failed.toErrorString());
        }
    }

    private List<String> ended(SparkSession spark) {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's listener bus did not become empty", e);
        }
        spark.sparkContext().removeSparkListener(this);
        synchronized (this) {
            return List.copyOf(reasons);
        }
    }
}
