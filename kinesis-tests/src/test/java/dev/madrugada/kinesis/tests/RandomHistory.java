package dev.madrugada.kinesis.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a random history of puts, splits and merges to a stream of the local Kinesis, reads a window of the stream
 * through Spark once, and compares the rows with the expected ones. The seed determines the history,
 * the window, the filter and the options; it does not determine which of several concurrent calls a fault hits.
 */
final class RandomHistory {

    private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
    private static final int DAYS = 7_000;
    private static final Duration MAX_DISTANCE = Duration.ofMinutes(15);

    private final long seed;
    private final Random random;
    private final HistoryPlan plan;
    private final LocalKinesis kinesis;

    RandomHistory(long seed, LocalKinesis kinesis) {
        this.seed = seed;
        this.random = new Random(seed);
        this.plan = HistoryPlan.drawn(random);
        this.kinesis = kinesis;
    }

    /**
     * Fails unless Spark returns exactly the rows that the window and the filter select.
     *
     * @return the features of the history
     */
    Set<Feature> run(SparkSession spark) {
        Instant day = FIRST_DAY
                .plusDays(Math.floorMod(seed, DAYS))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        WrittenHistory history = new HistoryWriter(kinesis, plan, random).write("history-" + seed, day);
        try (TestStream stream = history.stream()) {
            return read(spark, history, ReadWindow.drawn(history.records(), random, MAX_DISTANCE), stream);
        }
    }

    private Set<Feature> read(SparkSession spark, WrittenHistory history, ReadWindow window, TestStream stream) {
        RowFilter filter = plan.filtered() ? RowFilter.drawn(history, random) : RowFilter.NONE;
        WindowRead read = configured(new WindowRead(spark, stream, window), history, window)
                .where(filter);
        List<ReadRow> unfiltered = history.rows(window, plan.deaggregated());
        List<ReadRow> expected = unfiltered.stream().filter(filter.predicate()).toList();

        plan.faults()
                .forEach((feature, every) -> kinesis.addFault(stream.name(), HistoryPlan.FAULTS.get(feature), every));
        kinesis.setQuirks(plan.quirks());
        List<ReadRow> rows = plan.failingTasks() ? read.rowsOfFailingTasks() : read.rows();

        assertThat(rows)
                .as("-Dmadrugada.seed=%d -Dmadrugada.histories=1: %s, %s", seed, plan, read)
                .isEqualTo(expected);
        Set<Feature> features = features(history, window, read);
        if (expected.size() < unfiltered.size()) {
            features.add(Feature.PUSHED_FILTER);
        }
        return features;
    }

    private WindowRead configured(WindowRead read, WrittenHistory history, ReadWindow window) {
        Instant last = history.end().isAfter(window.end()) ? history.end() : window.end();
        Instant now = last.plus(Duration.ofMinutes(6));
        kinesis.setClock(now);
        read.at(now)
                .with("max-out-of-orderness", plan.maxOutOfOrderness().toString())
                .with("deaggregate", Boolean.toString(plan.deaggregated()));
        if (plan.bufferBytes() > 0) {
            read.with("max-buffer-bytes", Integer.toString(plan.bufferBytes()));
        }
        if (plan.shardsPerTask() > 0) {
            read.with("max-shards-per-task", Integer.toString(plan.shardsPerTask()));
        }
        return read;
    }

    private Set<Feature> features(WrittenHistory history, ReadWindow window, WindowRead read) {
        Set<Feature> features = history.features(window);
        if (!plan.deaggregated() && features.remove(Feature.AGGREGATES)) {
            features.add(Feature.KEPT_AGGREGATES);
        }
        for (Feature fault : plan.faults().keySet()) {
            if (kinesis.served(history.stream().name(), HistoryPlan.FAULTS.get(fault)) > 0) {
                features.add(fault);
            }
        }
        if (kinesis.emptyPages(history.stream().name()) > 0) {
            features.add(Feature.EMPTY_PAGES);
        }
        if (plan.bufferBytes() > 0 && plan.bufferBytes() < history.dataBytes()) {
            features.add(Feature.SMALL_BUFFER);
        }
        if (read.failures() > 0) {
            features.add(Feature.TASK_RETRIES);
        }
        return features;
    }
}
