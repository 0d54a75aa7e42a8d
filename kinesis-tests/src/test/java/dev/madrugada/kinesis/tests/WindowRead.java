package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** Reads all columns of a window through Spark, as a user would. */
final class WindowRead {

    private final SparkSession spark;
    private final Map<String, String> options = new HashMap<>();
    private RowFilter filter = RowFilter.NONE;
    private long failures;

    WindowRead(SparkSession spark, TestStream stream, ReadWindow window) {
        this.spark = spark;
        options.put("stream", stream.name());
        options.put("region", TestStream.REGION);
        options.put("endpoint", stream.endpoint().toString());
        options.put("start", window.start().toString());
        options.put("end", window.end().toString());
    }

    WindowRead at(Instant now) {
        return with("now", now.toString());
    }

    WindowRead with(String option, String value) {
        options.put(option, value);
        return this;
    }

    WindowRead where(RowFilter wanted) {
        filter = wanted;
        return this;
    }

    /** The rows, in {@link ReadRow#ORDER}. Fails if a task failed. */
    List<ReadRow> rows() {
        List<String> reasons = new ArrayList<>();
        List<Row> rows = TaskFailures.collectReasons(spark, reasons, () -> load().collectAsList());
        assertThat(reasons).as("reasons of task failures").isEmpty();
        return ReadRow.sorted(rows);
    }

    /**
     * The rows of a read in which every task fails once, after a few rows. Fails if a task fails for another reason.
     */
    List<ReadRow> rowsOfFailingTasks() {
        LongAccumulator failed = spark.sparkContext().longAccumulator();
        FlatMapFunction<java.util.Iterator<Row>, Row> failing = rows -> FirstAttempt.failing(rows, failed);
        List<String> reasons = new ArrayList<>();
        List<Row> rows = TaskFailures.collectReasons(
                spark, reasons, () -> load().javaRDD().mapPartitions(failing).collect());
        assertThat(reasons).as("reasons of task failures").allMatch(reason -> reason.contains(FirstAttempt.MESSAGE));
        failures = failed.value();
        return ReadRow.sorted(rows);
    }

    /** The number of failed tasks in {@link #rowsOfFailingTasks}. */
    long failures() {
        return failures;
    }

    @Override
    public String toString() {
        return options + " " + filter;
    }

    /** The Dataset, for the caller to consume. */
    Dataset<Row> load() {
        Dataset<Row> all = spark.read().format("kinesis-batch").options(options).load();
        return filter.sql().isEmpty() ? all : all.where(filter.sql());
    }
}
